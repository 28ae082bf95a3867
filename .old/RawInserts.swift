import Storage
import SyncCore

/// The baseline: the same bytes through prepared inserts, with an index that finds a repetition.
///
/// One transaction per 500 as in a push, and the same pragmas as every store: what remains between this
/// and a push is parsing, merging, rules, history and scopes.
struct RawInserts {
    let workload: Workload

    func run(in scratch: Scratch) throws -> Double {
        let store = try Connection(path: scratch.file("raw.db"), mode: .create)
        try store.execute(
            """
            CREATE TABLE change (seq INTEGER PRIMARY KEY, origin INTEGER NOT NULL,
                number INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
            CREATE UNIQUE INDEX change_number ON change (origin, number);
            """
        )
        return try seconds {
            for push in workload.pushes {
                try store.transaction {
                    for (place, bytes) in push.operations.enumerated() {
                        try store.run(
                            "INSERT INTO change (origin, number, bytes) VALUES (?1, ?2, ?3)",
                            Int64(1),
                            push.first + Int64(place),
                            bytes
                        )
                    }
                }
            }
        }
    }
}
