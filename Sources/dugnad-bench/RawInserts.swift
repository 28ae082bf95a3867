import Storage
import SyncCore

/// RAW, the yardstick: W's changes through prepared inserts into one plain table, 500 to a transaction.
///
/// The pragmas are those of every store. What remains between this and a push is parsing, access, merging, rules,
/// history and scopes.
struct RawInserts {
    private let changes: [Change]

    private struct Change {
        let client: Int64
        let number: Int64
        let record: [UInt8]
        let field: String
        let value: [UInt8]
        let clock: Int64
    }

    init(_ season: Season) {
        var changes: [Change] = []
        for (client, deeds) in season.devices.enumerated() {
            var number: Int64 = 0
            for edit in deeds.flatMap(\.edits) {
                for (field, value) in edit.set.sorted(by: { $0.key < $1.key }) {
                    number += 1
                    changes.append(
                        Change(
                            client: Int64(client),
                            number: number,
                            record: edit.id.bytes,
                            field: field,
                            value: value.bytes(),
                            clock: 1_777_000_000_000 + number
                        )
                    )
                }
            }
        }
        self.changes = changes
    }

    /// What it takes to insert them all.
    func run(in scratch: Scratch) throws -> Spent {
        let path = scratch.file("raw.db")
        scratch.remove("raw.db")
        let store = try Connection(path: path, mode: .create)
        try store.execute(
            """
            CREATE TABLE change (seq INTEGER PRIMARY KEY, client INTEGER NOT NULL, n INTEGER NOT NULL,
                record BLOB NOT NULL, field TEXT NOT NULL, value BLOB NOT NULL, clock INTEGER NOT NULL,
                UNIQUE (client, n)) STRICT;
            """
        )
        let taken = try Spent {
            for start in stride(from: 0, to: changes.count, by: Season.changesPerPush) {
                let end = min(start + Season.changesPerPush, changes.count)
                try store.transaction { try insert(changes[start..<end], into: store) }
            }
        }
        let stored = try store.first("SELECT count(*) FROM change") { $0.int(0) }
        guard stored == changes.count else { throw Scratch.Failure(what: "RAW lost changes") }
        return taken
    }

    private func insert(_ some: ArraySlice<Change>, into store: Connection) throws {
        let sql: SQL = """
            INSERT INTO change (client, n, record, field, value, clock)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        try store.withStatement(sql) { insert in
            for change in some {
                try insert.run(
                    change.client,
                    change.number,
                    change.record,
                    change.field,
                    change.value,
                    change.clock
                )
            }
        }
    }
}
