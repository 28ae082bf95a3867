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
        /// Whether there were bytes that are not what was sent.
        let isBare: Bool
        let isAhead: Bool
        let followUp: [UInt8]?
    }

    /// Reads the files at `path`, and changes nothing of them.
    ///
    /// Throws `store.io`.
    package init(path: String, catalogue: Catalogue, on disk: Disk = .system) throws {
        try salvage(path, on: disk) { found in
            if let record = Record(found, catalogue) { take(record) }
        }
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

    /// What the office knows the device by; nil where that cannot be read, or is no name.
    package var name: String? {
        facts["name"].flatMap { name in
            let isName =
                (1...80).contains(name.count)
                && !name.unicodeScalars.contains { $0.value < 32 || $0.value == 0xFFFD }
            return isName ? name : nil
        }
    }

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
    ///
    /// Of an answered one the answer may be whole all the same, and is kept.
    package var lost: Int { missing + answered.values.count { $0.isBare } }

    /// How many are not there at all.
    var missing: Int {
        // Of the numbers up to the next, each that is found is one, and a broken one is none.
        max(0, Int(next - 1) - waiting.count - answered.count - lostBefore)
    }

    /// How many the store knew to be lost when it was itself made of a damaged one.
    var lostBefore: Int {
        let told = facts["lost"].flatMap { Int($0) } ?? 0
        return (0...Int(Self.mostLost)).contains(told) ? told : 0
    }

    /// Whether there may be more that cannot be read than `lost` says, since it is not known how many there were.
    package var mayLackMore: Bool { told == nil }

    /// The number of the next operation, as far as is known.
    var next: Int64 {
        let left = broken.filter { $0 < afterFound + Self.mostLost }.max() ?? 0
        return max(told ?? 1, afterFound, left + 1)
    }

    /// The number of the next operation as the store says it; nil where that cannot be read, or is beyond all
    /// sense and so came out of a bad page.
    private var told: Int64? {
        facts["nextNumber"].flatMap { Int64($0) }
            .flatMap { (1..<afterFound + Self.mostLost).contains($0) ? $0 : nil }
    }

    /// The number after the last operation that is whole.
    private var afterFound: Int64 {
        max(waiting.keys.max() ?? 0, answered.keys.max() ?? 0) + 1
    }

    /// More operations than any device makes between two of which something is left.
    private static let mostLost: Int64 = 1_000_000

    /// Each operation says which life it is of, and so where that began.
    private mutating func note(_ operation: Operation, _ number: Int64) {
        let first = number - operation.number + 1
        if first > 0 { lives[first] = operation.incarnation }
    }

    private mutating func take(_ record: Record) {
        switch record {
        case .fact(let name, let value): facts[name] = value
        case .life(let first, let incarnation): lives[first] = incarnation
        case .waiting(let number, let own): waiting[number] = own
        case .answered(let number, let own): answered[number] = own
        case .broken(let number): broken.insert(number)
        }
    }
}
