import Storage
import SyncCore

extension ReplicaSalvage {
    /// What a record of a damaged file is, told by its shape: tables are not told apart there.
    enum Record {
        case fact(name: String, value: String)
        case life(first: Int64, incarnation: RowID)
        case waiting(Int64, Waiting)
        case answered(Int64, Answered)
        /// An own operation of which something is left that cannot be used.
        case broken(Int64)
    }

    /// No device makes so many; a row that has a higher number comes out of a bad page.
    fileprivate static let mostNumber: Int64 = 1 << 40

    /// Facts that a new store goes on with.
    fileprivate static let names: Set<String> = [
        "hubURL", "device", "centre", "role", "person", "token", "origin", "nextNumber",
        "durableThrough", "prunedThrough", "lost", "cursor", AsideFile.name,
    ]
}

extension ReplicaSalvage.Record {
    /// Nil for a record that is none of the device's own.
    init?(_ record: SalvagedRecord, _ catalogue: Catalogue) {
        let values = record.values
        guard let number = record.rowid else {
            guard values.count == 2, let name = values[0].text,
                ReplicaSalvage.names.contains(name), let value = values[1].text
            else { return nil }
            self = .fact(name: name, value: value)
            return
        }
        guard values.first == .null, (1...ReplicaSalvage.mostNumber).contains(number) else {
            return nil
        }
        if values.count == 2, let life = values[1].text.flatMap({ RowID($0) }) {
            self = .life(first: number, incarnation: life)
        } else if let row = OutboxRow(number, values) {
            self = row.waiting(catalogue).map { .waiting(number, $0) } ?? .broken(number)
        } else if let row = AnsweredRow(values) {
            self = row.answered.map { .answered(number, $0) } ?? .broken(number)
        } else {
            return nil
        }
    }
}

/// A row that has the shape of the outbox's; those of older versions lack the last columns.
private struct OutboxRow {
    let number: Int64
    let at: Int64
    let base: Int64
    let bytes: [UInt8]
    let outcome: [UInt8]?
    let hash: Int64?
    let refused: [UInt8]?

    init?(_ number: Int64, _ values: [SalvagedValue]) {
        guard (4...7).contains(values.count), let at = values[1].integer,
            let base = values[2].integer, let bytes = values[3].blob
        else { return nil }
        self.number = number
        self.at = at
        self.base = base
        self.bytes = bytes
        outcome = values.count > 4 ? values[4].blob : nil
        hash = values.count > 5 ? values[5].integer : nil
        refused = values.count > 6 ? values[6].blob : nil
    }

    /// The operation, without an answer that cannot be read; nil where it is not what was made.
    func waiting(_ catalogue: Catalogue) -> ReplicaSalvage.Waiting? {
        guard let operation = try? Operation(bytes, knownSchema: catalogue.schemaVersion),
            (try? OutboxRows.require(hash, number, base, bytes)) != nil,
            (1...number).contains(operation.number)
        else { return nil }
        return ReplicaSalvage.Waiting(
            operation: operation,
            at: at,
            base: base,
            bytes: bytes,
            outcome: outcome.flatMap { (try? Outcome(stored: $0)) == nil ? nil : $0 },
            refused: refused.flatMap { (try? Outcome(stored: $0)) == nil ? nil : $0 }
        )
    }
}

/// A row that has the shape of one of `answered`.
private struct AnsweredRow {
    let outcome: [UInt8]
    let bytes: [UInt8]?
    let isAhead: Bool
    let followUp: [UInt8]?

    init?(_ values: [SalvagedValue]) {
        guard values.count >= 5, values[1].integer != nil, values[2].text != nil,
            let outcome = values[3].blob
        else { return nil }
        self.outcome = outcome
        bytes = values[4].blob
        isAhead = values.count > 5 && (values[5].integer ?? 0) != 0
        followUp = values.count > 6 ? values[6].blob : nil
    }

    /// Nil where the answer cannot be read.
    var answered: ReplicaSalvage.Answered? {
        guard let told = try? Outcome(stored: outcome) else { return nil }
        return ReplicaSalvage.Answered(
            outcome: told,
            bytes: bytes,
            isAhead: isAhead,
            followUp: followUp.flatMap { (try? Outcome(stored: $0)) == nil ? nil : $0 }
        )
    }
}
