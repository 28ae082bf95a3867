import Storage
import SyncCore

/// Writes the lines of a pull into a replica, inside the transaction that makes them visible.
struct PullIntake {
    let replica: Replica
    private(set) var head: PullHead?
    private(set) var rows = 0
    private(set) var left = 0
    /// Buckets that came whole.
    private(set) var wholes: Set<ScopeIndex.Bucket> = []
    /// While set, rows are noted by id: those that come with their bucket are all there are in it.
    var isListing = false
    private var listed: Set<RowID> = []
    private(set) var told: [Outcome] = []
    private var erased: [RowID] = []
    private var scopeNumbers: [Int64] = []
    /// Rows that were in a scope which began anew, and may be in none in the end.
    private var loose: Set<Int64> = []

    init(replica: Replica) { self.replica = replica }

    private var store: Connection { replica.store }

    mutating func take(_ line: PullLine) throws {
        switch line {
        case .head(let head): try start(head)
        case .row(let state, let wire, let seq, let places):
            try put(state, wire: wire, seq: seq, places: places)
        case .leave(let id): try leave(id)
        case .whole(let place, let bucket): try keepOnlyListed(place, bucket)
        // The numbers may be another copy's; what became of ours the answers to our pushes have told, but for
        // what waited at the hub for its upgrade.
        case .outcome(let outcome): told.append(outcome)
        case .end: throw SyncError("pull.malformed", "A pull has its end in the middle.")
        case .same:
            throw SyncError("pull.malformed", "A pull says in its middle that it has nothing.")
        }
    }

    private mutating func start(_ head: PullHead) throws {
        if head.isFresh {
            for table in ["state", "lookup", "scope_row", "scope_sum"] {
                try store.run("DELETE FROM \(table)")
            }
            // With the rows go the sums that waited for them.
            replica.scopes.gather(rememberingRows: false)
        }
        for key in head.enters { try empty(try replica.names.number(of: ScopeKey(rawValue: key))) }
        scopeNumbers = try head.scopes.map { try replica.names.number(of: ScopeKey(rawValue: $0)) }
        self.head = head
    }

    /// Takes the rows of a scope out of it; those that come again are put back.
    private mutating func empty(_ scope: Int64) throws {
        for row in try replica.rowNumbers(in: scope) {
            guard let stored = try replica.states.find(row: row) else { continue }
            try replica.takeOut(stored, of: scope)
            loose.insert(row)
        }
    }

    private mutating func put(
        _ state: RowState,
        wire: [UInt8],
        seq: Int64,
        places: [Int]
    ) throws {
        guard places.allSatisfy({ scopeNumbers.indices.contains($0) }) else {
            throw SyncError("pull.malformed", "A row names a scope that the head does not.")
        }
        let previous = try replica.states.find(state.id)
        let stored = try replica.states.put(state, wire: wire, seq: seq, over: previous)
        _ = try replica.scopes.place(
            stored,
            inNumbers: Set(places.map { scopeNumbers[$0] }),
            oldHash: previous?.hash,
            seq: seq
        )
        if state.isErased {
            erased.append(state.id)
            lastErased = max(lastErased ?? seq, seq)
        }
        if isListing { listed.insert(state.id) }
        rows += 1
    }

    /// Whether something was erased here, so that the log is to be emptied of it.
    private(set) var hasForgotten = false
    /// Whether bytes of the device's own work were among it.
    private(set) var hasForgottenWork = false
    /// The last operation that erased one of the rows that came.
    private(set) var lastErased: Int64?

    /// What this device once sent about erased persons goes from its own memory too.
    ///
    /// `numbers` are its operations that the hub says are about them: it may not have seen their rows.
    mutating func forgetErased(_ numbers: [Int64]) throws {
        hasForgotten = !erased.isEmpty || !numbers.isEmpty
        let before = store.totalChanges
        defer { hasForgottenWork = store.totalChanges > before }
        for number in numbers {
            try store.run(
                """
                UPDATE answered SET bytes = NULL, hash = NULL
                WHERE number = ?1 AND bytes IS NOT NULL
                """,
                number
            )
        }
        for id in erased {
            try store.run(
                """
                UPDATE answered SET bytes = NULL, hash = NULL
                WHERE instr(bytes, CAST(?1 AS BLOB)) > 0
                """,
                id.description
            )
        }
    }

    private mutating func leave(_ id: RowID) throws {
        guard let stored = try replica.states.find(id) else { return }
        _ = try replica.scopes.place(stored, inNumbers: [], oldHash: stored.hash, seq: stored.seq)
        try replica.states.drop(stored)
        left += 1
    }

    /// Takes rows out of a scope that the hub does not have in it.
    private mutating func keepOnlyListed(_ place: Int, _ bucket: UInt8) throws {
        guard scopeNumbers.indices.contains(place) else {
            throw SyncError("pull.malformed", "A bucket names a scope that the head does not.")
        }
        let scope = scopeNumbers[place]
        for row in try replica.scopes.rows(of: scope, in: [bucket])[bucket] ?? [] {
            guard let stored = try replica.states.find(row: row), !listed.contains(stored.state.id)
            else { continue }
            let remaining = try replica.scopes.scopes(ofRow: row).subtracting([scope])
            _ = try replica.scopes.place(
                stored,
                inNumbers: remaining,
                oldHash: stored.hash,
                seq: stored.seq
            )
            guard remaining.isEmpty else { continue }
            try replica.states.drop(stored)
            left += 1
        }
        wholes.insert(.init(scope: scope, bucket: Int64(bucket)))
    }

    /// Takes rows away that are in none of the device's scopes any more.
    mutating func dropScopes(notIn kept: [String]) throws {
        let keptNumbers = Set(try kept.map { try replica.names.number(of: ScopeKey(rawValue: $0)) })
        let held = try store.all("SELECT DISTINCT scope FROM scope_row") { $0.int64(0) }
        for scope in held where !keptNumbers.contains(scope) {
            for row in try replica.rowNumbers(in: scope) {
                guard let stored = try replica.states.find(row: row) else { continue }
                let remaining = try replica.scopes.scopes(ofRow: row).intersection(keptNumbers)
                _ = try replica.scopes.place(
                    stored,
                    inNumbers: remaining,
                    oldHash: stored.hash,
                    seq: stored.seq
                )
                if remaining.isEmpty {
                    try replica.states.drop(stored)
                    left += 1
                }
            }
        }
        for row in loose {
            guard let stored = try replica.states.find(row: row),
                try replica.scopes.scopes(ofRow: row).isEmpty
            else { continue }
            try replica.states.drop(stored)
            left += 1
        }
    }
}
