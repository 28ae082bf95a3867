package import Storage
package import SyncCore

extension Replica {
    /// Joins a hub anew with a store that had joined before, keeping its work.
    ///
    /// For a device the hub no longer knows, since it was restored from a backup; a copied store needs none of
    /// this. A new incarnation begins: what waits, and what was answered since the last backup the device
    /// heard of, is numbered from 1 and sent again. Rows keep their ids, so what the hub has already stays one.
    /// Where the code was given for this very device, what the hub has is left out, and what was seen counts on.
    package static func rejoin(
        _ store: Connection,
        hubURL: String,
        enrolled: Enrolled,
        incarnation: RowID,
        catalogue: Catalogue,
        environment: Environment
    ) throws -> Replica {
        let old = try Replica(store, catalogue: catalogue, environment: environment)
        try store.transaction {
            let isSame = enrolled.admits == old.identity.device
            let work = try isSame ? old.unheardWork(enrolled.heard) : old.unsafeWork()
            for table in ["outbox", "answered", "staged", "shown"] {
                try store.run("DELETE FROM \(table)")
            }
            for name in ["cursor", "stagedCursor", "person"] { try old.meta.clear(name) }
            try write(enrolled, hubURL: hubURL, incarnation: incarnation, to: old.meta)
            try takeAlong(work, incarnation, isSame: isSame, old.meta)
        }
        let replica = try Replica(store, catalogue: catalogue, environment: environment)
        try store.transaction { try replica.rebase() }
        return replica
    }

    /// Work to be taken along, and the refusal it had met before.
    typealias Work = (operation: Operation, refused: [UInt8]?)

    /// Operations the hub may not have, in the order they were made.
    private func unsafeWork() throws -> [Work] {
        let durable = try meta["durableThrough"].flatMap { Int64($0) } ?? 0
        let work = try store.all(
            """
            SELECT number, bytes, iif(verdict = ?2, outcome, NULL), NULL FROM answered
            WHERE seq > ?1 AND bytes IS NOT NULL
            UNION ALL SELECT number, bytes, outcome, refused FROM outbox ORDER BY number
            """,
            durable,
            Verdict.refused.rawValue
        ) { try waiting($0) }
        return work.map(\.work)
    }

    /// Operations the hub has not, by what it said of this incarnation.
    private func unheardWork(_ heard: Heard) throws -> [Work] {
        let present = try life()
        let work = try store.all(
            "SELECT number, bytes, outcome, refused FROM outbox ORDER BY number"
        ) { try waiting($0) }
        return work.filter {
            $0.number < present.first || !heard.has(present.sent($0.number), $0.bytes)
        }.map(\.work)
    }

    /// A number, an operation's bytes, its outcome and an earlier refusal, as work that loses the outcome.
    private func waiting(_ row: Row) throws -> (number: Int64, bytes: [UInt8], work: Work) {
        let refused = try OutboxRows.refusal(row.optionalBytes(2), before: row.optionalBytes(3))
        return (
            number: row.int64(0), bytes: row.bytes(1),
            work: (operation: try read(row.bytes(1)), refused: refused)
        )
    }

    /// Makes the work of a former life the outbox of a new one, numbered from 1.
    static func takeAlong(
        _ work: [Work],
        _ incarnation: RowID,
        isSame: Bool,
        _ meta: Meta
    ) throws {
        for (place, work) in work.enumerated() {
            try renumber(
                work.operation,
                as: Int64(place + 1),
                incarnation,
                base: isSame ? work.operation.base : nil,
                refused: work.refused,
                in: meta.store
            )
        }
        try meta.set("nextNumber", String(work.count + 1))
    }

    /// Without `base` what this store had seen the hub cannot know: it was sealed for another device.
    private static func renumber(
        _ operation: Operation,
        as number: Int64,
        _ incarnation: RowID,
        base: Cursor?,
        refused: [UInt8]?,
        in store: Connection
    ) throws {
        let renewed = Operation(
            incarnation: incarnation,
            number: number,
            schema: operation.schema,
            at: operation.at,
            base: base,
            clockStepped: operation.clockStepped,
            edits: operation.edits,
            isCut: operation.isCut
        )
        try OutboxRows(store: store).put(
            number,
            at: operation.at,
            base: base?.seq ?? 0,
            renewed.json.bytes(),
            refused: refused
        )
    }
}
