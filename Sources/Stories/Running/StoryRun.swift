import Storage
import SyncCore
import SyncEngine

/// One run: takes the steps one by one and says what was not as it has to be.
struct StoryRun {
    let world: StoryWorld
    let variant: StoryVariant

    init(_ world: StoryWorld, _ variant: StoryVariant) {
        self.world = world
        self.variant = variant
    }

    /// Runs everything; a step that cannot be taken ends the run.
    ///
    /// Throws `CannotPlay` where another client lacks what the story asks for.
    mutating func failures() throws -> [String] {
        var found: [String] = []
        for step in variant.steps {
            do {
                found += try take(step)
            } catch let error as CannotPlay {
                throw error
            } catch {
                return found + ["\(step.told): \(Self.told(error))"]
            }
        }
        do {
            try lastRound()
            found += try StoryChecks(world).failures(isListedOrder: variant.isListedOrder)
        } catch let error as CannotPlay {
            throw error
        } catch {
            found.append("after the last step: \(Self.told(error))")
        }
        return found
    }

    private func take(_ step: StoryStep) throws -> [String] {
        let elapsed = world.time.now - world.story.start
        world.time.set(world.story.start + max(step.at ?? elapsed + Self.pause, elapsed))
        let result = try StoryStepRun(world, variant.travel).take(step.action)
        var found: [String] = []
        if variant.isListedOrder {
            found += result.differences(from: step.expect)
        } else {
            // Another order brings other answers, but no error that the story does not know.
            if result.error != nil, let error = result.unexpectedError(step.expect) {
                found.append(error)
            }
        }
        found += result.remarks
        if variant.isCrashing {
            try world.hub.restart()
            for client in world.clients.values { try client.replica.restart() }
        }
        found += try StoryChecks(world).brokenThroughout()
        return found.map { "\(step.told): \($0)" }
    }

    /// How long after the step before one comes that names no time.
    private static let pause: Int64 = 1000

    /// Everybody syncs until everybody has everything.
    private func lastRound() throws {
        world.time.set(world.time.now + Self.pause)
        let served = variant.isLastRoundBackwards ? world.served.reversed() : world.served
        for client in served {
            _ = try client.push(to: world.hub, variant.travel)
        }
        for client in served { _ = try client.pull(from: world.hub, variant.travel) }
    }

    /// An error as a reader of the report needs it.
    static func told(_ error: any Error) -> String {
        switch error {
        case let error as StoryFailure: error.description
        case let error as SyncError:
            "\(error.code): \(error.message) \(error.findings.map(\.code).joined(separator: ", "))"
        case let error as WireError: "\(error.code): \(error.message)"
        case let error as StorageError: "\(error.code): \(error.message)"
        default: "\(error)"
        }
    }
}

extension StoryStep {
    /// The step as a failure names it.
    var told: String { "step \(number) (\(action.told))" }
}

extension StoryStep.StoryAction {
    fileprivate var told: String {
        switch self {
        case .make(let author, let edits):
            "\(author.told) \(edits.map(\.told).joined(separator: ", "))"
        case .sync(let name): "sync \(name)"
        case .push(let name, _): "push \(name)"
        case .pull(let name): "pull \(name)"
        case .lose(let message, let name): "\(name) loses its \(message.rawValue)"
        case .crash(let name): "crash \(name)"
        case .clock(let name, _): "clock of \(name)"
        case .tick: "tick"
        case .compact: "compact"
        case .upgrade(let name, _): "upgrade \(name)"
        case .decide(let decision, let author): "\(author.told) decides \(decision.about)"
        case .end(let name, let ending): "\(ending.rawValue) \(name)"
        case .readmit(let name, _): "\(name) is let in again"
        case .counts(let name, let entity, _, _): "\(name) counts \(entity)"
        case .grant(let name, _): "another grant for \(name)"
        case .join(let name): "join \(name)"
        case .copyStore(let name, let copy): "copy the store of \(name) as \(copy)"
        case .restoreStore(let name, let copy): "restore the store of \(name) from \(copy)"
        case .backup(let copy): "back the hub up as \(copy)"
        case .restoreHub(let copy): "restore the hub from \(copy)"
        case .shows(let name, _, let row, _): "\(name) shows \(row)"
        }
    }
}

extension StoryEdit {
    fileprivate var told: String { "\(kind.rawValue) \(row)" }
}

extension StoryStep.Author {
    fileprivate var told: String {
        switch self {
        case .office: "the office"
        case .device(let name): name
        }
    }
}
