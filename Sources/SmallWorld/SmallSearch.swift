/// What a search through a small world found.
package struct SmallCount: Sendable, CustomStringConvertible {
    /// Different states of all stores, network and people together.
    package var states = 0
    /// Steps taken from one state to another.
    package var steps = 0
    /// Ways through from the first state to an end; what the search is measured by.
    package var behaviours: UInt64 = 0
    /// Ends that were checked.
    package var ends = 0
    /// How often the product itself did something: each step once with the same stores.
    package var runs = 0

    package init() {}

    package static func += (sum: inout SmallCount, part: SmallCount) {
        sum.states += part.states
        sum.steps += part.steps
        sum.behaviours = saturated(sum.behaviours, part.behaviours)
        sum.ends += part.ends
        sum.runs += part.runs
    }

    package var description: String {
        "\(behaviours) behaviours over \(states) states, \(steps) steps and \(ends) ends; "
            + "the product did \(runs) acts"
    }

    /// The sum; the largest number there is where that is too small.
    static func saturated(_ one: UInt64, _ other: UInt64) -> UInt64 {
        let (sum, isOver) = one.addingReportingOverflow(other)
        return isOver ? .max : sum
    }
}

/// Walks through everything that may happen in one small world, each state once.
///
/// Two ways that lead to the same contents of all stores and the same messages on their way have the same
/// future, so that it is walked once and counted for both. A behaviour is a way from the first state to one
/// where nothing is left to happen but messages that may as well be lost.
package final class SmallSearch {
    private let world: SmallWorld
    private let always: SmallAlways
    private let end: SmallEnd
    /// How many ways lead on from a state to an end; 0 while they are being counted, as there is always one.
    private var known: [SmallSpot: UInt64] = [:]
    private var path: [SmallStep] = []
    private var count = SmallCount()

    package init(_ setting: SmallSetting) throws {
        world = try SmallWorld(setting)
        always = SmallAlways(world)
        end = SmallEnd(world)
    }

    /// Walks through all of it; throws `SmallFailure` with the way that led there.
    package func run() throws -> SmallCount {
        do {
            count.behaviours = try walk(try world.start())
        } catch let failure as SmallFailure {
            throw SmallFailure(told(failure.description))
        } catch {
            throw SmallFailure(told("\(error)"))
        }
        count.runs = world.effects.count
        return count
    }

    private func told(_ failure: String) -> String {
        "\(world.setting)\n    \(path.map(\.description).joined(separator: ", "))\n    \(failure)"
    }

    /// How many ways lead on from the spot to an end.
    private func walk(_ spot: SmallSpot) throws -> UInt64 {
        if let ways = known[spot] {
            guard ways > 0 else {
                throw SmallFailure("the search runs in a circle; a step changes nothing")
            }
            return ways
        }
        known[spot] = 0
        count.states += 1
        let steps = world.possible(at: spot)
        var ways: UInt64 = 0
        if steps.allSatisfy(\.mayNeverCome) {
            count.ends += 1
            try end.check(spot)
            ways = 1
        }
        for step in steps {
            count.steps += 1
            path.append(step)
            let next = try world.take(step, from: spot)
            try always.check(next)
            ways = SmallCount.saturated(ways, try walk(next))
            path.removeLast()
        }
        known[spot] = ways
        return ways
    }
}
