import SyncCore

/// Every operation that was made in a world and every answer that was told, kept outside all stores.
struct OperationBook {
    /// An operation as its device made it.
    struct Made {
        let device: String
        let bytes: [UInt8]
        let operation: Operation
        /// The rows of it that the device held from the hub when it was made.
        let seenRows: Set<RowID>

        var content: Content {
            let edits = JSONValue.array(operation.edits.map(\.json)).bytes()
            return Content(device: device, at: operation.at, edits: edits)
        }
    }

    /// What somebody did when, under whatever number.
    struct Content: Hashable {
        let device: String
        let at: Int64
        let edits: [UInt8]
    }

    struct Key: Hashable {
        let incarnation: RowID
        let number: Int64
    }

    private(set) var made: [[UInt8]: Made] = [:]
    private(set) var byKey: [Key: [[UInt8]]] = [:]
    /// The first answer the hub gave.
    var told: [Key: Outcome] = [:]
    /// Answers that reached their device, so that it may forget the work.
    private(set) var acknowledged: [Key: Outcome] = [:]
    private(set) var order: [Key] = []
    /// How often somebody did the very same; a clock that stands makes it look like once.
    private(set) var byHand: [Content: Int] = [:]

    mutating func make(
        _ bytes: [UInt8],
        _ operation: Operation,
        on device: String,
        _ rows: Set<RowID>,
        isByHand: Bool = false
    ) {
        let key = Key(incarnation: operation.incarnation, number: operation.number)
        let new = Made(device: device, bytes: bytes, operation: operation, seenRows: rows)
        if isByHand { byHand[new.content, default: 0] += 1 }
        guard made[bytes] == nil else { return }
        made[bytes] = new
        byKey[key, default: []].append(bytes)
        order.append(key)
    }

    /// Enters an operation that its device has given another number, with what was seen when it was made.
    mutating func renumber(_ bytes: [UInt8], _ operation: Operation, on device: String) {
        guard made[bytes] == nil else { return }
        let before = made.values.first {
            $0.device == device && $0.operation.at == operation.at
                && $0.operation.edits == operation.edits
        }
        make(bytes, operation, on: device, before?.seenRows ?? [])
    }

    /// Enters an operation under its new number where the same was made under another; a stranger stays one.
    mutating func recognise(_ bytes: [UInt8], _ operation: Operation, on device: String) {
        guard made[bytes] == nil else { return }
        // Of work about somebody erased only its number is kept.
        let isKnown =
            operation.isCut
            || made.values.contains {
                $0.device == device && $0.operation.at == operation.at
                    && $0.operation.edits == operation.edits
            }
        if isKnown { renumber(bytes, operation, on: device) }
    }

    mutating func acknowledge(_ outcome: Outcome, _ key: Key) {
        acknowledged[key] = acknowledged[key] ?? outcome
    }

    func operations(_ key: Key) -> [Made] { (byKey[key] ?? []).compactMap { made[$0] } }

    /// What a device did with the same edits at the same time, under whatever number.
    func copies(of operation: Made) -> [Key] {
        order.filter { key in
            operations(key).contains {
                $0.device == operation.device && $0.operation.at == operation.operation.at
                    && $0.operation.edits == operation.operation.edits
            }
        }
    }
}
