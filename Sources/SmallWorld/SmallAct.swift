import SyncCore
import SyncEngine

/// What one process does with one store: what it holds before, and what comes in.
///
/// An act reads and writes one store and nothing else: its process starts anew before it, clocks are set by
/// the hub's head, no act draws random bytes, and stores hear of each other by bytes alone. So the product
/// need do each act only once, wherever in however many behaviours it happens; that is exact, and leaves out
/// nothing.
enum SmallAct: Hashable {
    case make(device: Int, at: Int32, work: SmallWork, head: Int64)
    /// What a push of the device would be.
    case ask(device: Int, at: Int32, head: Int64)
    /// The device hears the answer to its push.
    case hear(device: Int, at: Int32, push: Int32, answer: Int32, head: Int64)
    /// The device takes in a page of a pull.
    case page(device: Int, at: Int32, page: Int32, head: Int64)
    /// The hub takes in a push.
    case push(SmallStray, hub: Int32)
    /// The hub makes a page for a device.
    case serve(device: Int, plea: Int32, rows: Int, hub: Int32)
    case event(SmallEvent, hub: Int32)
}

/// What an act came to.
struct SmallEffect {
    /// What the store holds then.
    var content: Int32
    /// What was sent, by `SmallWorld.messages`.
    var message: Int32?
    var made: SmallMade?
    /// Whether a page made the state complete.
    var isComplete = false
}

/// What a device asks the hub in a pull.
struct SmallPlea: Hashable {
    let incarnation: RowID
    let cursor: Cursor?
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
        switch act {
        case .make(let device, let at, let work, let head):
            try open(device, at: at, head: head)
            let made = try make(work, device)
            return .init(content: try read(device + 1), made: made)
        case .ask(let device, let at, let head):
            try open(device, at: at, head: head)
            let request = try stores[device + 1].onlyReading { try devices[device].nextPush() }
            return .init(content: at, message: request.map { messages.number($0.bytes) })
        case .hear(let device, let at, let push, let answer, let head):
            try open(device, at: at, head: head)
            let answer = try PushAnswer(messages[answer])
            _ = try devices[device].take(answer, to: try PushRequest(messages[push]))
            return .init(content: try read(device + 1))
        case .page(let device, let at, let page, let head):
            try open(device, at: at, head: head)
            let result = try devices[device].take(messages[page])
            if result == .diverged {
                throw SmallFailure("device \(device) came out different from the hub")
            }
            return .init(content: try read(device + 1), isComplete: result != .more)
        case .push(let stray, let hub):
            try openHub(at: hub)
            let known = try device(stray.device)
            let request = try PushRequest(messages[stray.message])
            let answer = try write { try $0.push(request, from: known) }
            return .init(content: try read(0), message: messages.number(answer.bytes))
        case .serve(let device, let plea, let rows, let hub):
            try openReader(at: hub)
            let page = try stores[0].onlyReading { try serve(device, pleas[plea], rows: rows) }
            return .init(content: hub, message: messages.number(page.bytes))
        case .event(let event, let hub):
            try openHub(at: hub)
            try event.happen(in: self)
            return .init(content: try read(0))
        }
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

    private func serve(_ place: Int, _ plea: SmallPlea, rows: Int) throws -> PullPage {
        try reader.pull(
            try device(place),
            incarnation: plea.incarnation,
            cursor: plea.cursor,
            rows: rows
        )
    }
}
