package import Storage
package import SyncCore

/// What can be read of a field client's store that is damaged.
///
/// Rows of the hub are left where they are: they come again. What counts is the device's own work, and who it is.
package struct ReplicaSalvage: Sendable {
    /// What waited, by its number in the store.
    package private(set) var waiting: [Int64: Waiting] = [:]
    /// What was answered, by its number in the store.
    private(set) var answered: [Int64: Answered] = [:]
    private(set) var facts: [String: String] = [:]
    /// The lives of the store by the number of their first operation.
    private(set) var lives: [Int64: RowID] = [:]
    /// Own operations of which something is left that cannot be used.
    private var broken: Set<Int64> = []

    /// One operation that waited.
    package struct Waiting: Sendable {
        package let operation: Operation
        let at: Int64
        let base: Int64
        let bytes: [UInt8]
        let outcome: [UInt8]?
        /// The refusal it had met at a hub that has lost it since.
        let refused: [UInt8]?
    }

    struct Answered: Sendable {
        let outcome: Outcome
        let bytes: [UInt8]?
        let isAhead: Bool
        let followUp: [UInt8]?
    }

    /// Reads the files at `path`, and changes nothing of them.
    ///
    /// Throws `store.io`.
    package init(path: String, catalogue: Catalogue, on disk: Disk = .system) throws {
        try salvage(path, on: disk) { take($0, catalogue) }
        // What was sent and answered waits no more, whatever an old page says.
        for number in waiting.keys where answered[number] != nil { waiting[number] = nil }
        for (number, own) in answered {
            guard let bytes = own.bytes,
                let operation = try? Operation(bytes, knownSchema: catalogue.schemaVersion)
            else { continue }
            note(operation, number)
        }
        for (number, own) in waiting { note(own.operation, number) }
        broken.subtract(waiting.keys)
        broken.subtract(answered.keys)
    }

    /// Whether anything of a field client's store was found.
    package var isReplica: Bool {
        isNamed || !waiting.isEmpty || !answered.isEmpty
    }

    /// Whether the store said of itself that it is one, rather than having rows that look like it.
    package var isNamed: Bool { device != nil || (facts["token"] ?? "").hasPrefix("dgn_") }

    /// The device the store is; nil where that cannot be read.
    package var device: RowID? { facts["device"].flatMap { RowID($0) } }

    /// The last incarnation that can be read.
    package var incarnation: RowID? { lives.max { $0.key < $1.key }?.value }

    /// Whether the store can go on as the device it is, without a code.
    package var isIdentified: Bool {
        device != nil && facts["token"] != nil && facts["hubURL"] != nil && facts["role"] != nil
            && facts["centre"].flatMap { RowID($0) } != nil
    }

    /// What waited, oldest first.
    package var outbox: [OwnOperation] {
        waiting.sorted { $0.key < $1.key }
            .map { OwnOperation(number: $0, operation: $1.operation, outcome: nil) }
    }

    /// What was answered, newest first, at most so many.
    package func answered(limit: Int, _ catalogue: Catalogue) -> [OwnOperation] {
        answered.sorted { $0.key > $1.key }.prefix(limit).map { number, own in
            OwnOperation(
                number: number,
                operation: own.bytes.flatMap {
                    try? Operation($0, knownSchema: catalogue.schemaVersion)
                },
                outcome: own.outcome
            )
        }
    }

    package var answeredCount: Int { answered.count }

    /// How many of the device's own operations cannot be read, waiting or answered.
    package var lost: Int {
        let missing = Set(1..<max(next, 1)).subtracting(found).union(broken).count
        return max(0, missing - (facts["lost"].flatMap { Int($0) } ?? 0))
    }

    /// Whether there may be more that cannot be read than `lost` says, since it is not known how many there were.
    package var mayLackMore: Bool { facts["nextNumber"].flatMap { Int64($0) } == nil }

    /// The number of the next operation, as far as is known.
    var next: Int64 {
        let told = facts["nextNumber"].flatMap { Int64($0) } ?? 1
        let seen = (found.union(broken).max() ?? 0) + 1
        // A number that is beyond all sense came out of a bad page.
        return told < seen + Self.mostLost ? max(told, seen) : seen
    }

    private var found: Set<Int64> { Set(waiting.keys).union(answered.keys) }

    /// More operations than any device makes between two of which something is left.
    private static let mostLost: Int64 = 1_000_000

    /// Each operation says which life it is of, and so where that began.
    private mutating func note(_ operation: Operation, _ number: Int64) {
        let first = number - operation.number + 1
        if first > 0 { lives[first] = operation.incarnation }
    }

    private mutating func take(_ record: SalvagedRecord, _ catalogue: Catalogue) {
        let values = record.values
        guard let rowid = record.rowid else {
            if values.count == 2, let name = values[0].text, Self.names.contains(name),
                let value = values[1].text
            {
                facts[name] = value
            }
            return
        }
        guard values.first == .null, rowid > 0 else { return }
        if values.count == 2, let life = values[1].text.flatMap({ RowID($0) }) {
            lives[rowid] = life
        } else if (4...7).contains(values.count), let at = values[1].integer,
            let base = values[2].integer, let bytes = values[3].blob
        {
            let rest = values.dropFirst(4)
            take(
                rowid,
                at,
                base,
                bytes,
                rest.first?.blob,
                hash: rest.dropFirst().first?.integer,
                refused: rest.dropFirst(2).first?.blob,
                catalogue
            )
        } else if values.count >= 5, values[1].integer != nil, values[2].text != nil,
            let outcome = values[3].blob
        {
            take(rowid, outcome, Array(values.dropFirst(4)))
        }
    }

    private mutating func take(
        _ number: Int64,
        _ at: Int64,
        _ base: Int64,
        _ bytes: [UInt8],
        _ outcome: [UInt8]?,
        hash: Int64?,
        refused: [UInt8]?,
        _ catalogue: Catalogue
    ) {
        guard let operation = try? Operation(bytes, knownSchema: catalogue.schemaVersion),
            (try? OutboxRows.require(hash, number, base, bytes)) != nil,
            (1...number).contains(operation.number)
        else {
            broken.insert(number)
            return
        }
        waiting[number] = Waiting(
            operation: operation,
            at: at,
            base: base,
            bytes: bytes,
            outcome: outcome.flatMap { Self.outcome($0) == nil ? nil : $0 },
            refused: refused.flatMap { Self.outcome($0) == nil ? nil : $0 }
        )
    }

    private mutating func take(_ number: Int64, _ outcome: [UInt8], _ rest: [SalvagedValue]) {
        guard let told = Self.outcome(outcome) else {
            broken.insert(number)
            return
        }
        answered[number] = Answered(
            outcome: told,
            bytes: rest.first?.blob,
            isAhead: rest.dropFirst().first?.integer ?? 0 != 0,
            followUp: rest.dropFirst(2).first?.blob.flatMap { Self.outcome($0) == nil ? nil : $0 }
        )
    }

    private static func outcome(_ bytes: [UInt8]) -> Outcome? {
        guard let json = try? JSONValue.parse(bytes, limits: StateStore.storedLimits) else {
            return nil
        }
        return try? Outcome(json)
    }

    /// Facts that a new store goes on with.
    private static let names: Set<String> = [
        "hubURL", "device", "centre", "role", "person", "token", "origin", "nextNumber",
        "durableThrough", "prunedThrough", "lost",
    ]
}
