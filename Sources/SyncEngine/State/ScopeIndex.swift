import Storage
import SyncCore

/// Which rows are in which scopes, where each last changed, and the sums that prove two stores equal.
final class ScopeIndex {
    private let store: Connection
    private let names: Names

    init(_ store: Connection, names: Names) {
        self.store = store
        self.names = names
    }

    /// What a change of scopes came to.
    struct Move {
        var touched: Set<Int64> = []
        /// Scopes it left, and where it had come into them.
        var left: [Int64: Int64] = [:]
    }

    func scopes(ofRow row: Int64) throws -> Set<Int64> {
        Set(
            try store.all("SELECT scope FROM scope_row WHERE row = ?1", row) { $0.int64(0) }
        )
    }

    /// Puts the row in exactly the scopes `target`, marked as changed at `seq`.
    ///
    /// `oldHash` is the row's hash before the change, nil for a row that is new here.
    func place(
        _ stored: StateStore.Stored,
        in target: Set<ScopeKey>,
        oldHash: Int64?,
        seq: Int64
    ) throws -> Move {
        var wanted: Set<Int64> = []
        for key in target { wanted.insert(try names.number("scope/\(key)")) }
        return try place(stored, inNumbers: wanted, oldHash: oldHash, seq: seq)
    }

    /// As `place(in:)`, by the scopes' numbers.
    func place(
        _ stored: StateStore.Stored,
        inNumbers wanted: Set<Int64>,
        oldHash: Int64?,
        seq: Int64
    ) throws -> Move {
        let held = oldHash == nil ? [] : try scopes(ofRow: stored.row)
        var move = Move()
        let bucket = Int64(stored.state.id.low & 0xFF)
        for scope in held.subtracting(wanted).sorted() {
            move.left[scope] = try store.first(
                "SELECT entered FROM scope_row WHERE scope = ?1 AND row = ?2",
                scope,
                stored.row
            ) { $0.int64(0) }
            try store.run("DELETE FROM scope_row WHERE scope = ?1 AND row = ?2", scope, stored.row)
            try add(0 &- (oldHash ?? 0), rows: -1, scope: scope, bucket: bucket)
        }
        for scope in wanted.intersection(held).sorted() {
            try store.run(
                "UPDATE scope_row SET seq = ?3 WHERE scope = ?1 AND row = ?2",
                scope,
                stored.row,
                seq
            )
            try add(stored.hash &- (oldHash ?? 0), rows: 0, scope: scope, bucket: bucket)
        }
        for scope in wanted.subtracting(held).sorted() {
            try store.run(
                "INSERT INTO scope_row (scope, row, seq, entered) VALUES (?1, ?2, ?3, ?3)",
                scope,
                stored.row,
                seq
            )
            try add(stored.hash, rows: 1, scope: scope, bucket: bucket)
        }
        move.touched = wanted
        return move
    }

    /// The sum over all rows of a scope; equal sums on hub and replica mean equal rows.
    func sum(_ scope: Int64) throws -> Int64 {
        let parts = try store.all("SELECT sum FROM scope_sum WHERE scope = ?1", scope) {
            $0.int64(0)
        }
        return parts.reduce(0, &+)
    }

    /// The sums of the 256 buckets of a scope, 16 digits each, in one text.
    func bucketText(_ scope: Int64) throws -> String {
        var sums = [Int64](repeating: 0, count: PullRepair.buckets)
        try store.query("SELECT bucket, sum FROM scope_sum WHERE scope = ?1", scope) { row in
            if sums.indices.contains(row.int(0)) { sums[row.int(0)] = row.int64(1) }
        }
        return sums.map { Self.text($0) }.joined()
    }

    /// The rows of some buckets of a scope; goes through the whole scope once.
    func rows(of scope: Int64, in buckets: Set<UInt8>) throws -> [UInt8: [Int64]] {
        var found: [UInt8: [Int64]] = [:]
        try store.query(
            """
            SELECT s.row, substr(s.id, 16, 1) FROM scope_row r JOIN state s ON s.row = r.row
            WHERE r.scope = ?1
            """,
            scope
        ) { row in
            guard let bucket = row.bytes(1).first, buckets.contains(bucket) else { return }
            found[bucket, default: []].append(row.int64(0))
        }
        return found
    }

    /// One of the 256 parts of a scope.
    struct Bucket: Hashable {
        let scope: Int64
        let bucket: Int64
    }

    /// What is kept of a bucket.
    struct Sum {
        var sum: Int64 = 0
        var rows: Int64 = 0
    }

    private func add(_ hash: Int64, rows: Int, scope: Int64, bucket: Int64) throws {
        // Sums wrap around; SQLite's own addition would turn them into floating point.
        let held = try store.first(
            "SELECT sum FROM scope_sum WHERE scope = ?1 AND bucket = ?2",
            scope,
            bucket
        ) { $0.int64(0) }
        try store.run(
            """
            INSERT INTO scope_sum (scope, bucket, sum, rows) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (scope, bucket) DO UPDATE SET sum = ?3, rows = rows + ?4
            """,
            scope,
            bucket,
            (held ?? 0) &+ hash,
            rows
        )
    }

    /// The text form of a sum: 16 hexadecimal digits.
    static func text(_ sum: Int64) -> String {
        let digits = String(UInt64(bitPattern: sum), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
