import Storage
import SyncCore

/// Rows that changed and rows that left, in the hub's order.
extension PullBuilder {
    /// Sends leaves and rows of these scopes in the hub's order, and returns how far it came.
    mutating func sendRows(
        of numbers: [Int64],
        after start: Int64,
        through end: Int64
    ) throws -> Int64 {
        guard start < end else { return end }
        let plan = try changes(in: numbers, after: start, through: end)
        if start > 0 { try sendLeaves(of: numbers, after: start, through: plan.reached) }
        // A row has one sequence number in all its scopes, so that all of them are found together.
        let areAllAsked = numbers.count == places.count
        // Then a row stands once in the plan, and in no other of this page but where something is repaired.
        let isOnlyPlan = areAllAsked && repair == nil
        var held: [Int] = []
        var next = plan.rows.startIndex
        while next < plan.rows.endIndex {
            let (seq, row, _) = plan.rows[next]
            // An operation is never cut; the page may end before the next one.
            if next > 0, plan.rows[next - 1].seq < seq, bytes.count >= limit.bytes {
                return plan.rows[next - 1].seq
            }
            held.removeAll(keepingCapacity: true)
            while next < plan.rows.endIndex, plan.rows[next].row == row, plan.rows[next].seq == seq
            {
                if let place = places[plan.rows[next].scope] { held.append(place) }
                next += 1
            }
            held.sort()
            guard isOnlyPlan || sent.insert(row).inserted else { continue }
            try sendRow(row, in: areAllAsked ? held : nil)
        }
        return plan.reached
    }

    /// Rows that changed after `start`, at most a page of them, never ending inside one operation.
    private func changes(
        in numbers: [Int64],
        after start: Int64,
        through end: Int64
    ) throws -> (rows: [Change], reached: Int64) {
        let room = max(limit.items - items, 1)
        var found: [Change] = []
        // Beyond a scope that was cut, other scopes may have older rows that were not asked for.
        var complete = end
        for number in numbers {
            let part = try reader.store.all(
                """
                SELECT seq, row FROM scope_row WHERE scope = ?1 AND seq > ?2 AND seq <= ?3
                ORDER BY seq, row LIMIT ?4
                """,
                number,
                start,
                end,
                room + 1
            ) { (seq: $0.int64(0), row: $0.int64(1), scope: number) }
            if part.count > room, let last = part.last { complete = min(complete, last.seq - 1) }
            found += part
        }
        if numbers.count > 1 {
            found.sort { ($0.seq, $0.row, $0.scope) < ($1.seq, $1.row, $1.scope) }
        }
        if found.count > room { complete = min(complete, found[room].seq - 1) }
        if complete <= start || (found.first.map { $0.seq > complete } ?? false) {
            // One operation wrote more than a page: it is sent whole.
            guard let first = found.first?.seq else { return ([], end) }
            return (try rows(of: first, in: numbers), first)
        }
        return (found.filter { $0.seq <= complete }, complete)
    }

    private func rows(of seq: Int64, in numbers: [Int64]) throws -> [Change] {
        var rows: [Change] = []
        for number in numbers {
            rows += try reader.store.all(
                "SELECT row FROM scope_row WHERE scope = ?1 AND seq = ?2",
                number,
                seq
            ) { (seq: seq, row: $0.int64(0), scope: number) }
        }
        return rows.sorted { ($0.row, $0.scope) < ($1.row, $1.scope) }
    }

    /// A row of a scope and where it last changed.
    typealias Change = (seq: Int64, row: Int64, scope: Int64)

    /// Sends a row as it is stored, with the places of its scopes, in order, where they are known already.
    mutating func sendRow(_ row: Int64, in known: [Int]? = nil) throws {
        let held =
            try known ?? reader.scopes.scopes(ofRow: row).compactMap { places[$0] }.sorted()
        try reader.store.query(
            "SELECT wire, seq FROM state WHERE row = ?1",
            binding: { statement throws(StorageError) in try statement.bind(row, at: 1) },
            each: { found in
                found.withBytes(0) { wire in
                    PullLine.addRow(wire, seq: found.int64(1), scopes: held, to: &bytes)
                }
                items += 1
            }
        )
    }

    private mutating func sendLeaves(
        of numbers: [Int64],
        after start: Int64,
        through end: Int64
    ) throws {
        var gone: Set<RowID> = []
        for number in numbers {
            let left = try reader.store.all(
                "SELECT id FROM scope_left WHERE scope = ?1 AND seq > ?2 AND seq <= ?3",
                number,
                start,
                end
            ) { $0.id(0) }
            gone.formUnion(left.compactMap { $0 })
        }
        for id in gone.sorted(by: { $0.description < $1.description }) where try !isVisible(id) {
            bytes += PullLine.leave(id).line
            items += 1
        }
    }

    private func isVisible(_ id: RowID) throws -> Bool {
        guard let stored = try reader.states.find(id) else { return false }
        return try reader.scopes.scopes(ofRow: stored.row).contains { places[$0] != nil }
    }
}
