import Hashing
import Storage
import SyncCore

/// Puts right what a store keeps beside its rows, and takes out rows that are not what was stored.
///
/// Run when the sums differ from the hub's, and once a day by itself: a bit that fell over in a row changes no
/// sum. What is taken out is missing from the sums then, and comes again with its bucket.
struct ReplicaMend {
    let replica: Replica

    private var store: Connection { replica.store }

    /// Checks every row against its hash, and makes look-ups and sums anew where they are wrong.
    func run() throws {
        try dropDamaged()
        for table in ["lookup", "scope_row"] {
            try store.run("DELETE FROM \(table) WHERE row NOT IN (SELECT row FROM state)")
        }
        // A row in no scope is none of the device's.
        try store.run("DELETE FROM lookup WHERE row NOT IN (SELECT row FROM scope_row)")
        try store.run("DELETE FROM state WHERE row NOT IN (SELECT row FROM scope_row)")
        try remakeSums()
        try remakeLookups()
    }

    private func dropDamaged() throws {
        var damaged: [Int64] = []
        try store.query("SELECT row, id, hash, wire, entity FROM state") { row in
            let (id, wire) = (row.bytes(1), row.bytes(3))
            let hash = Int64(bitPattern: Digest.blake2b64(parts: id, wire))
            let state = try? RowState(try JSONValue.parse(wire, limits: StateStore.storedLimits))
            let number = state.map { replica.catalogue[$0.entity]?.number ?? 0 }
            guard hash != row.int64(2) || state?.id.bytes != id || number != row.int(4) else {
                return
            }
            damaged.append(row.int64(0))
        }
        for row in damaged { try store.run("DELETE FROM state WHERE row = ?1", row) }
    }

    private func remakeSums() throws {
        var sums: [ScopeIndex.Bucket: ScopeIndex.Sum] = [:]
        try store.query(
            "SELECT r.scope, s.id, s.hash FROM scope_row r JOIN state s ON s.row = r.row"
        ) { row in
            let bucket = ScopeIndex.Bucket(
                scope: row.int64(0),
                bucket: row.bytes(1).last.map(Int64.init) ?? 0
            )
            sums[bucket, default: .init()].sum &+= row.int64(2)
            sums[bucket, default: .init()].rows += 1
        }
        try store.run("DELETE FROM scope_sum")
        for (bucket, sum) in sums {
            try store.run(
                "INSERT INTO scope_sum (scope, bucket, sum, rows) VALUES (?1, ?2, ?3, ?4)",
                bucket.scope,
                bucket.bucket,
                sum.sum,
                sum.rows
            )
        }
    }

    private func remakeLookups() throws {
        try store.run("DELETE FROM lookup")
        for spec in replica.catalogue.ordered where spec.fields.values.contains(where: \.isIndexed)
        {
            try replica.states.each(spec) { try replica.states.index($0) }
        }
    }
}
