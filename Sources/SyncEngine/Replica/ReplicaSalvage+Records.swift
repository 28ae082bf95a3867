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
        "hubURL", "device", "name", "centre", "role", "person", "token", "origin", "timeline",
        "nextNumber", "durableThrough", "prunedThrough", "lost", "cursor", AsideFile.name,
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
        } else if let row = AnsweredRow(number, values) {
            self =
                row.answered(catalogue).map { .answered(number, $0) }
                ?? row.waiting(catalogue).map { .waiting(number, $0) } ?? .broken(number)
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
    let toldHash: Int64?

    init?(_ number: Int64, _ values: [SalvagedValue]) {
        guard (4...8).contains(values.count), let at = values[1].integer,
            let base = values[2].integer, let bytes = values[3].blob
        else { return nil }
        self.number = number
        self.at = at
        self.base = base
        self.bytes = bytes
        outcome = values.count > 4 ? values[4].blob : nil
        hash = values.count > 5 ? values[5].integer : nil
        refused = values.count > 6 ? values[6].blob : nil
        toldHash = values.count > 7 ? values[7].integer : nil
    }

    /// The operation, without an answer that is not what was told; nil where it is not what was made.
    ///
    /// A refusal that can be read is kept all the same: what was refused is not to be done by mistake.
    func waiting(_ catalogue: Catalogue) -> ReplicaSalvage.Waiting? {
        guard let operation = try? Operation(bytes, knownSchema: catalogue.schemaVersion),
            (try? OutboxRows.require(hash, number, base, bytes)) != nil,
            (1...number).contains(operation.number)
        else { return nil }
        let isTold = toldHash == nil || toldHash == OutboxRows.toldHash(number, outcome, refused)
        let answer = readable(outcome)
        let refusal = readable(refused)
        return ReplicaSalvage.Waiting(
            operation: operation,
            at: at,
            base: base,
            bytes: bytes,
            outcome: isTold ? answer : nil,
            refused: isTold
                ? refusal : (try? OutboxRows.refusal(answer, before: refusal)) ?? refusal
        )
    }

    private func readable(_ answer: [UInt8]?) -> [UInt8]? {
        answer.flatMap { (try? Outcome(stored: $0)) == nil ? nil : $0 }
    }
}

/// A row that has the shape of one of `answered`; those of older versions lack the last columns.
private struct AnsweredRow {
    let told: AnsweredRows.Told
    let toldHash: Int64?
    let bytes: [UInt8]?
    let hash: Int64?

    init?(_ number: Int64, _ values: [SalvagedValue]) {
        guard (5...9).contains(values.count), let seq = values[1].integer,
            let verdict = values[2].text, let outcome = values[3].blob
        else { return nil }
        told = AnsweredRows.Told(
            number: number,
            seq: seq,
            verdict: verdict,
            outcome: outcome,
            isAhead: values.count > 5 && (values[5].integer ?? 0) != 0,
            followUp: values.count > 6 ? values[6].blob : nil
        )
        bytes = values[4].blob
        hash = values.count > 7 ? values[7].integer : nil
        toldHash = values.count > 8 ? values[8].integer : nil
    }

    /// The answer, without bytes that are not what was sent; nil where it is not what was told.
    func answered(_ catalogue: Catalogue) -> ReplicaSalvage.Answered? {
        guard (try? told.isWhole(toldHash)) == true, let said = try? Outcome(stored: told.outcome)
        else { return nil }
        let operation = operation(catalogue)
        return ReplicaSalvage.Answered(
            outcome: said,
            bytes: operation == nil ? nil : bytes,
            isBare: bytes != nil && operation == nil,
            isAhead: told.isAhead,
            followUp: told.followUp
        )
    }

    /// The operation waits again where only the answer is gone: the hub says once more what it has said.
    ///
    /// Only where a hash says that these are the bytes that were sent, or it might be done as another one.
    func waiting(_ catalogue: Catalogue) -> ReplicaSalvage.Waiting? {
        guard hash != nil, let bytes, let operation = operation(catalogue) else { return nil }
        // A hub that was restored is told that it had refused it; why, is known no more.
        let wasRefused = told.verdict == Verdict.refused.rawValue
        let refusal = Outcome(number: operation.number, verdict: .refused, seq: 0)
        return ReplicaSalvage.Waiting(
            operation: operation,
            at: operation.at,
            base: operation.base?.seq ?? 0,
            bytes: bytes,
            outcome: nil,
            refused: wasRefused ? refusal.json.bytes() : nil
        )
    }

    /// The bytes as an operation; nil where they are not what was sent.
    private func operation(_ catalogue: Catalogue) -> Operation? {
        guard let bytes, (try? AnsweredRows.require(hash, told.number, bytes)) != nil,
            let operation = try? Operation(bytes, knownSchema: catalogue.schemaVersion),
            (1...told.number).contains(operation.number)
        else { return nil }
        return operation
    }
}
