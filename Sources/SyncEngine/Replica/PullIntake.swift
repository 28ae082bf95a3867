import Storage
import SyncCore

/// Writes the lines of a pull into a replica, inside the transaction that makes them visible.
struct PullIntake {
    let replica: Replica
    private(set) var head: PullHead?
    private(set) var rows = 0
    private(set) var left = 0
    private(set) var outcomes = 0
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
        case .outcome(let outcome): try answer(outcome)
        case .end: throw SyncError("pull.malformed", "A pull has its end in the middle.")
        }
    }

    private mutating func start(_ head: PullHead) throws {
        if head.isFresh {
            for table in ["state", "lookup", "scope_row", "scope_sum"] {
                try store.run("DELETE FROM \(table)")
            }
        }
        for key in head.enters { try empty(try replica.names.number("scope/\(key)")) }
        scopeNumbers = try head.scopes.map { try replica.names.number("scope/\($0)") }
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
        if state.isErased { erased.append(state.id) }
        rows += 1
    }

    /// Whether something was erased here, so that the log is to be emptied of it.
    private(set) var hasForgotten = false

    /// What this device once sent about erased persons goes from its own memory too.
    ///
    /// `numbers` are its operations that the hub says are about them: it may not have seen their rows.
    mutating func forgetErased(_ numbers: [Int64]) throws {
        hasForgotten = !erased.isEmpty || !numbers.isEmpty
        for number in numbers {
            try store.run("UPDATE answered SET bytes = NULL WHERE number = ?1", number)
        }
        for id in erased {
            try store.run(
                "UPDATE answered SET bytes = NULL WHERE instr(bytes, CAST(?1 AS BLOB)) > 0",
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

    private mutating func answer(_ outcome: Outcome) throws {
        if try replica.settle(outcome) { outcomes += 1 }
    }

    /// Takes rows away that are in none of the device's scopes any more.
    mutating func dropScopes(notIn kept: [String]) throws {
        let keptNumbers = Set(try kept.map { try replica.names.number("scope/\($0)") })
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
