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

    /// Everything that can happen now and makes a difference.
    static func possible(in world: SmallWorld) throws -> [SmallStep] {
        var steps: [SmallStep] = []
        let progress = world.progress
        let head = try world.reader.head()
        for device in world.devices.indices {
            let work = world.setting.work[device]
            let isWorking = progress.next[device] < work.count
            if isWorking, try world.sees(device, work[progress.next[device]].row) {
                steps.append(.make(device))
            }
            let isWaiting = try world.devices[device].waitingCount() > 0
            if isWaiting, try !world.isHeard(device) { steps.append(.push(device)) }
            if isWaiting, progress.strayLeft > 0 { steps.append(.stray(device)) }
            // What a device pulls makes a difference only while it has something of its own.
            guard isWorking || isWaiting, try world.devices[device].cursor?.seq != head else {
                continue
            }
            steps.append(.pull(device))
            if progress.strayLeft > 0 { steps.append(.page(device)) }
        }
        steps += world.setting.events.filter { !progress.done.contains($0) }.map { .event($0) }
        steps += progress.strays.indices.map { .arrive($0) }
        return steps
    }

    func take(in world: SmallWorld) throws {
        switch self {
        case .make(let device): try make(device, world)
        case .push(let device): try push(device, world)
        case .pull(let device): try world.pull(device)
        case .page(let device):
            world.progress.strayLeft -= 1
            _ = try world.take(device, rows: 1)
        case .stray(let device):
            guard let request = try world.devices[device].nextPush() else { return }
            world.progress.strayLeft -= 1
            world.progress.strays.append(.init(device: device, bytes: request.bytes))
        case .arrive(let place): try arrive(place, world)
        case .event(let event): try event.happen(in: world)
        }
        for store in touched {
            world.progress.digests[store] = try world.stores[store].digest()
        }
    }

    private func make(_ device: Int, _ world: SmallWorld) throws {
        let work = world.setting.work[device][world.progress.next[device]]
        world.progress.next[device] += 1
        let base = try world.devices[device].cursor?.seq ?? 0
        let edit = work.edit(author: device, centre: world.centre)
        let number: Int64
        do { number = try world.devices[device].make([edit]) } catch let error as SyncError
            where error.code == "op.refused"
        {
            // She is told at once that it cannot be done, and leaves it.
            return
        }
        world.progress.made.append(
            .init(device: device, work: work, number: number, base: base, at: world.now)
        )
    }

    private func push(_ device: Int, _ world: SmallWorld) throws {
        guard let request = try world.devices[device].nextPush() else { return }
        let answer = try world.deliver(request.bytes, from: device)
        guard answer.stopped == nil else {
            throw SmallFailure("a push in order was stopped: \(answer.stopped ?? "")")
        }
        _ = try world.devices[device].take(answer, to: request)
    }

    private func arrive(_ place: Int, _ world: SmallWorld) throws {
        let stray = world.progress.strays.remove(at: place)
        _ = try world.deliver(stray.bytes, from: stray.device)
        for made in world.progress.made.indices
        where world.progress.made[made].device == stray.device {
            world.progress.made[made].isStray = true
        }
    }

    /// The stores that the step may change; 0 is the hub's.
    var touched: Set<Int> {
        switch self {
        case .make(let device), .pull(let device), .page(let device): [device + 1]
        case .stray: []
        case .push(let device): [0, device + 1]
        case .arrive, .event: [0]
        }
    }
}

extension SmallEvent {
    func happen(in world: SmallWorld) throws {
        world.progress.done.insert(self)
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
        _ = try world.write { try $0.tick() }
        world.domain.setDue([])
    }
}
