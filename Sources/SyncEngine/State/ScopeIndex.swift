import Storage
import SyncCore

/// Which rows are in which scopes, where each last changed, and the sums that prove two stores equal.
final class ScopeIndex {
    private let store: Connection
    private let names: Names
    /// Sums that were changed and not yet written; nil while each is written at once.
    private(set) var waiting: [Bucket: Sum]?
    /// Scopes of rows, with where they came into them, since `gather`.
    private var known: [Int64: [Int64: Int64]] = [:]
    private var remembersRows = false

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

    func scopes(ofRow row: Int64) throws -> Set<Int64> { Set(try memberships(ofRow: row).keys) }

    /// The scopes a row is in, and at which sequence number it came into each.
    func memberships(ofRow row: Int64) throws -> [Int64: Int64] {
        if let known = known[row] { return known }
        var found: [Int64: Int64] = [:]
        try store.query(
            "SELECT scope, entered FROM scope_row WHERE row = ?1",
            binding: { statement throws(StorageError) in try statement.bind(row, at: 1) },
            each: { found[$0.int64(0)] = $0.int64(1) }
        )
        if waiting != nil, remembersRows { known[row] = found }
        return found
    }

    /// From here to `write` sums wait, so that one that changes a hundred times is written once.
    ///
    /// Scopes of rows are remembered, too, where the same rows come again and there are not too many of them.
    func gather(rememberingRows: Bool) {
        (waiting, known, remembersRows) = ([:], [:], rememberingRows)
    }

    /// Writes what waits and ends what `gather` began.
    func write() throws {
        for (bucket, sum) in waiting ?? [:] { try write(sum, of: bucket) }
        (waiting, known) = (nil, [:])
    }

    /// Goes back to what waited at a savepoint that was rolled back; nil where everything was.
    func goBack(to earlier: [Bucket: Sum]?) { (waiting, known) = (earlier, [:]) }

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
        for key in target { wanted.insert(try names.number(of: key)) }
        return try place(stored, inNumbers: wanted, oldHash: oldHash, seq: seq)
    }

    /// As `place(in:)`, by the scopes' numbers.
    func place(
        _ stored: StateStore.Stored,
        inNumbers wanted: Set<Int64>,
        oldHash: Int64?,
        seq: Int64
    ) throws -> Move {
        let held = oldHash == nil ? [:] : try memberships(ofRow: stored.row)
        var move = Move()
        let bucket = Int64(stored.state.id.low & 0xFF)
        var now = held
        for scope in held.keys.sorted() where !wanted.contains(scope) {
            move.left[scope] = now.removeValue(forKey: scope)
            try store.run("DELETE FROM scope_row WHERE scope = ?1 AND row = ?2", scope, stored.row)
            try add(0 &- (oldHash ?? 0), rows: -1, scope: scope, bucket: bucket)
        }
        for scope in wanted.sorted() {
            if held[scope] != nil {
                try write(
                    "UPDATE scope_row SET seq = ?3 WHERE scope = ?1 AND row = ?2",
                    scope,
                    stored,
                    seq
                )
                try add(stored.hash &- (oldHash ?? 0), rows: 0, scope: scope, bucket: bucket)
            } else {
                try write(
                    "INSERT INTO scope_row (scope, row, seq, entered) VALUES (?1, ?2, ?3, ?3)",
                    scope,
                    stored,
                    seq
                )
                now[scope] = seq
                try add(stored.hash, rows: 1, scope: scope, bucket: bucket)
            }
        }
        if waiting != nil, remembersRows { known[stored.row] = now }
        move.touched = wanted
        return move
    }

    private func write(
        _ sql: SQL,
        _ scope: Int64,
        _ stored: StateStore.Stored,
        _ seq: Int64
    ) throws {
        try store.run(sql) { statement throws(StorageError) in
            try statement.bind(scope, at: 1)
            try statement.bind(stored.row, at: 2)
            try statement.bind(seq, at: 3)
        }
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

    private func add(_ hash: Int64, rows: Int64, scope: Int64, bucket: Int64) throws {
        let place = Bucket(scope: scope, bucket: bucket)
        // Sums wrap around; SQLite's own addition would turn them into floating point.
        var sum = try waiting?[place] ?? kept(place)
        sum.sum &+= hash
        sum.rows += rows
        guard waiting == nil else {
            waiting?[place] = sum
            return
        }
        try write(sum, of: place)
    }

    private func kept(_ place: Bucket) throws -> Sum {
        try store.first(
            "SELECT sum, rows FROM scope_sum WHERE scope = ?1 AND bucket = ?2",
            binding: { statement throws(StorageError) in
                try statement.bind(place.scope, at: 1)
                try statement.bind(place.bucket, at: 2)
            },
            map: { Sum(sum: $0.int64(0), rows: $0.int64(1)) }
        ) ?? Sum()
    }

    private func write(_ sum: Sum, of place: Bucket) throws {
        try store.run(
            """
            INSERT INTO scope_sum (scope, bucket, sum, rows) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (scope, bucket) DO UPDATE SET sum = ?3, rows = ?4
            """
        ) { statement throws(StorageError) in
            try statement.bind(place.scope, at: 1)
            try statement.bind(place.bucket, at: 2)
            try statement.bind(sum.sum, at: 3)
            try statement.bind(sum.rows, at: 4)
        }
    }

    /// The text form of a sum: 16 hexadecimal digits.
    static func text(_ sum: Int64) -> String {
        let digits = String(UInt64(bitPattern: sum), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
