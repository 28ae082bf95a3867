import SyncCore
import SyncEngine

/// What one step comes down to: which stores it begins with, and what is done to them.
///
/// A step reads and writes the stores of those who take part and nothing else: processes start anew before
/// each step, clocks are set by the hub's head, and no step draws random bytes. So the product need do each
/// act only once, wherever in however many behaviours it happens; that is exact, and leaves out nothing.
enum SmallAct: Hashable {
    case make(device: Int, at: Int32, work: SmallWork, head: Int64)
    case push(device: Int, at: Int32, hub: Int32)
    case pull(device: Int, at: Int32, hub: Int32)
    /// A pull that is cut after its first row.
    case page(device: Int, at: Int32, hub: Int32)
    /// What a push of the device would be.
    case message(device: Int, at: Int32, head: Int64)
    case arrive(SmallStray, hub: Int32)
    case event(SmallEvent, hub: Int32)
}

/// What an act came to; only what it was about is meant.
struct SmallEffect {
    var hub: Int32 = 0
    var device: Int32 = 0
    var made: SmallMade?
    var message: Int32?
}

extension SmallWorld {
    /// What comes of an act; done by the product the first time.
    func effect(of act: SmallAct) throws -> SmallEffect {
        if let known = effects[act] { return known }
        let effect = try run(act)
        effects[act] = effect
        return effect
    }

    private func run(_ act: SmallAct) throws -> SmallEffect {
        var effect = SmallEffect()
        switch act {
        case .make(let device, let at, let work, let head):
            try open(device, at, head: head)
            effect.made = try make(work, device)
        case .push(let device, let at, let hub):
            try open(device, at, hub: hub)
            try push(device)
            effect.hub = try read(0)
        case .pull(let device, let at, let hub):
            try open(device, at, hub: hub)
            try pull(device)
        case .page(let device, let at, let hub):
            try open(device, at, hub: hub)
            _ = try take(device, rows: 1)
        case .message(let device, let at, let head):
            try open(device, at, head: head)
            let request = try stores[device + 1].onlyReading { try devices[device].nextPush() }
            effect.message = request.map { messages.number($0.bytes) }
        case .arrive(let stray, let hub):
            try open(hub: hub)
            _ = try deliver(messages[stray.message], from: stray.device)
            effect.hub = try read(0)
        case .event(let event, let hub):
            try open(hub: hub)
            try event.happen(in: self)
            effect.hub = try read(0)
        }
        if let device = act.changedDevice { effect.device = try read(device + 1) }
        return effect
    }

    private func open(_ device: Int, _ content: Int32, head: Int64) throws {
        setClock(head: head)
        try open(device + 1, at: content)
    }

    private func open(hub: Int32) throws {
        setClock(head: hubFacts[Int(hub)].head)
        try open(0, at: hub)
    }

    private func open(_ device: Int, _ content: Int32, hub: Int32) throws {
        try open(hub: hub)
        try open(device + 1, at: content)
    }

    /// Nil where she is told at once that it cannot be done, and leaves it.
    private func make(_ work: SmallWork, _ device: Int) throws -> SmallMade? {
        let base = try devices[device].cursor?.seq ?? 0
        do {
            let number = try devices[device].make([work.edit(author: device, centre: centre)])
            return SmallMade(device: device, work: work, number: number, base: base, at: now)
        } catch let error as SyncError where error.code == "op.refused" {
            return nil
        }
    }

    private func push(_ device: Int) throws {
        guard let request = try devices[device].nextPush() else { return }
        let answer = try deliver(request.bytes, from: device)
        guard answer.stopped == nil else {
            throw SmallFailure("a push in order was stopped: \(answer.stopped ?? "")")
        }
        _ = try devices[device].take(answer, to: request)
    }
}

extension SmallAct {
    /// The device whose store the act may change.
    fileprivate var changedDevice: Int? {
        switch self {
        case .make(let device, _, _, _), .push(let device, _, _), .pull(let device, _, _),
            .page(let device, _, _):
            device
        case .message, .arrive, .event: nil
        }
    }
}
