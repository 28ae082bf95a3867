import SyncCore
import SyncEngine

/// One thing that may happen next.
enum SmallStep: CustomStringConvertible {
    /// A device's owner does the next thing on her list.
    case make(Int)
    case push(Int)
    case pull(Int)
    /// A pull that is cut after its first row.
    case page(Int)
    /// A push is caught on its way: lost, late, doubled or overtaken by others. That it goes again although the
    /// hub has it all is one of these, too.
    case stray(Int)
    /// A caught push arrives; nobody hears the answer.
    case arrive(Int)
    case event(SmallEvent)

    var description: String {
        switch self {
        case .make(let device): "\(device) works"
        case .push(let device): "\(device) pushes"
        case .pull(let device): "\(device) pulls"
        case .page(let device): "\(device) pulls one page"
        case .stray(let device): "a push of \(device) is caught"
        case .arrive(let place): "caught push \(place) arrives"
        case .event(let event): event.rawValue
        }
    }

    /// A message that was caught may as well be lost for good.
    var mayNeverCome: Bool {
        if case .arrive = self { true } else { false }
    }
}

extension SmallWorld {
    /// Everything that can happen at the spot and makes a difference.
    func possible(at spot: SmallSpot) -> [SmallStep] {
        var steps: [SmallStep] = []
        let hub = hubFacts[Int(spot.hub)]
        for device in setting.work.indices {
            let facts = deviceFacts[device][Int(spot[device])]
            let work = setting.work[device].dropFirst(Int(spot.next[device])).first
            if let work, facts.seen.contains(work.row) { steps.append(.make(device)) }
            if facts.isWaiting, !isHeard(device, at: spot) { steps.append(.push(device)) }
            if facts.isWaiting, spot.strayLeft > 0 { steps.append(.stray(device)) }
            // What a device pulls makes a difference only while it has something of its own.
            guard work != nil || facts.isWaiting, facts.cursor != hub.head else { continue }
            steps.append(.pull(device))
            if spot.strayLeft > 0 { steps.append(.page(device)) }
        }
        steps += setting.events.filter { !spot.has($0) }.map { .event($0) }
        let caught = strays[spot.strays]
        // Of equal messages one is as good as the other.
        steps += caught.indices.filter { $0 == 0 || caught[$0] != caught[$0 - 1] }.map {
            .arrive($0)
        }
        return steps
    }

    /// Whether the hub has all that a device has made.
    private func isHeard(_ device: Int, at spot: SmallSpot) -> Bool {
        let last = hubFacts[Int(spot.hub)].lastNumbers[device]
        return made[spot.made].allSatisfy { $0.device != device || $0.number <= last }
    }

    /// Where the step leads.
    func take(_ step: SmallStep, from spot: SmallSpot) throws -> SmallSpot {
        var spot = spot
        switch step {
        case .make(let device): try make(device, &spot)
        case .push(let device): try push(device, &spot)
        case .pull(let device): try pull(device, &spot)
        case .page(let device):
            spot.strayLeft -= 1
            _ = try pull(device, rows: 1, &spot)
        case .stray(let device): try catchPush(of: device, &spot)
        case .arrive(let place): try arrive(place, &spot)
        case .event(let event):
            spot.done |= event.bit
            spot.hub = try effect(of: .event(event, hub: spot.hub)).content
        }
        return spot
    }

    private func make(_ device: Int, _ spot: inout SmallSpot) throws {
        let work = setting.work[device][Int(spot.next[device])]
        let head = hubFacts[Int(spot.hub)].head
        let effect = try effect(
            of: .make(device: device, at: spot[device], work: work, head: head)
        )
        spot.next[device] += 1
        spot[device] = effect.content
        guard let new = effect.made else { return }
        var all = made[spot.made]
        all.append(new)
        all.sort { ($0.device, $0.number) < ($1.device, $1.number) }
        spot.made = made.number(all)
    }

    func push(_ device: Int, _ spot: inout SmallSpot) throws {
        let head = hubFacts[Int(spot.hub)].head
        guard let push = try message(of: device, at: spot) else { return }
        let effect = try effect(of: .push(.init(device: device, message: push), hub: spot.hub))
        guard let answer = effect.message else { return }
        if let reason = try PushAnswer(messages[answer]).stopped {
            throw SmallFailure("a push in order was stopped: \(reason)")
        }
        let heard = SmallAct.hear(
            device: device,
            at: spot[device],
            push: push,
            answer: answer,
            head: head
        )
        spot.hub = effect.content
        spot[device] = try self.effect(of: heard).content
    }

    /// Takes in all that is new.
    func pull(_ device: Int, _ spot: inout SmallSpot) throws {
        while try !pull(device, rows: HubReader.rowsPerPage, &spot) {}
    }

    /// Takes in one page; whether the state is complete then.
    private func pull(_ device: Int, rows: Int, _ spot: inout SmallSpot) throws -> Bool {
        let plea = deviceFacts[device][Int(spot[device])].plea
        let served = try effect(
            of: .serve(device: device, plea: plea, rows: rows, hub: spot.hub)
        )
        guard let page = served.message else { return true }
        let head = hubFacts[Int(spot.hub)].head
        let taken = try effect(
            of: .page(device: device, at: spot[device], page: page, head: head)
        )
        spot[device] = taken.content
        return taken.isComplete
    }

    /// The device's next push; nil where nothing waits.
    private func message(of device: Int, at spot: SmallSpot) throws -> Int32? {
        let head = hubFacts[Int(spot.hub)].head
        return try effect(of: .ask(device: device, at: spot[device], head: head)).message
    }

    private func catchPush(of device: Int, _ spot: inout SmallSpot) throws {
        guard let message = try message(of: device, at: spot) else { return }
        spot.strayLeft -= 1
        let caught = strays[spot.strays] + [SmallStray(device: device, message: message)]
        spot.strays = strays.number(caught.sorted())
    }

    private func arrive(_ place: Int, _ spot: inout SmallSpot) throws {
        var caught = strays[spot.strays]
        let stray = caught.remove(at: place)
        spot.strays = strays.number(caught)
        spot.hub = try effect(of: .push(stray, hub: spot.hub)).content
        let all = made[spot.made].map { operation in
            var operation = operation
            operation.isStray = operation.isStray || operation.device == stray.device
            return operation
        }
        spot.made = made.number(all)
    }
}

extension SmallEvent {
    var bit: UInt8 {
        switch self {
        case .move: 1
        case .erase: 2
        }
    }

    /// Happens at the hub as it is now.
    func happen(in world: SmallWorld) throws {
        let centre = world.centre
        let edit =
            switch self {
            case .move:
                Edit(
                    "cleanupZone",
                    SmallRow.zone.id(centre),
                    set: ["centreId": SmallRow.north.id(centre).json]
                )
            case .erase: Edit("person", SmallRow.person.id(centre), set: ["erased": true])
            }
        world.domain.setDue([edit])
        defer { world.domain.setDue([]) }
        _ = try world.write { try $0.tick() }
    }
}
