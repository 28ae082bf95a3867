import Storage
package import SyncCore

/// Asking for what differs did not make the store equal to the hub.
struct Divergence: Error {}

extension Replica {
    /// What the next pull has to ask for beside what is new; nil when nothing is known to differ.
    package var pullRepair: PullRepair? {
        get throws {
            let suspects = try store.all(
                "SELECT place, buckets FROM suspect ORDER BY place LIMIT ?1",
                PullRepair.maximumScopes
            ) { (place: $0.int(0), buckets: $0.optionalBytes(1) ?? []) }
            var room = PullRepair.maximumBuckets
            var scopes: [Int: [UInt8]] = [:]
            for (place, buckets) in suspects {
                scopes[place] = Array(buckets.prefix(room))
                room -= min(room, buckets.count)
            }
            return PullRepair(scopes: scopes)
        }
    }

    /// How many pulls may ask for what differs before the store is built again.
    private static let maximumRepairs: Int64 = 16
    /// How often a store looks over its own rows, in milliseconds.
    private static let auditEvery: Int64 = 86_400_000

    /// Compares a state that was taken in with the hub's sums, and notes what differs.
    ///
    /// Throws `Divergence` when a first state or a bucket that just came whole differs all the same.
    func compare(_ head: PullHead, _ end: PullEnd, _ intake: PullIntake) throws -> Bool {
        let isUnmoved = try end.sums.isEmpty && cursor?.seq == end.cursor.seq
        guard !isUnmoved else { return false }
        guard end.sums.count == head.scopes.count else { throw Divergence() }
        var places = try differing(head, end)
        let isKnown = try store.first("SELECT 1 FROM suspect") { _ in true } ?? false
        if try !isKnown && (!places.isEmpty || isAuditDue(head)) {
            try ReplicaMend(replica: self).run()
            places = try differing(head, end)
        }
        try store.run("DELETE FROM suspect")
        guard !places.isEmpty else {
            try meta.clear("repairs")
            return false
        }
        let repairs = try meta["repairs"].flatMap { Int64($0) } ?? 0
        guard !head.isFresh, repairs < Self.maximumRepairs else { throw Divergence() }
        try meta.set("repairs", String(repairs + 1))
        for place in places {
            let buckets = try differing(head.scopes[place], end.buckets[place], intake)
            try store.run(
                "INSERT INTO suspect (place, buckets) VALUES (?1, ?2)",
                place,
                buckets
            )
        }
        return true
    }

    /// Whether the store has not looked over its own rows for a day; a new one has just been made.
    private func isAuditDue(_ head: PullHead) throws -> Bool {
        let now = environment.now()
        let last = try meta["auditedAt"].flatMap { Int64($0) }
        let isDue = last.map { !(0..<Self.auditEvery).contains(now - $0) } ?? false
        if isDue || last == nil { try meta.set("auditedAt", String(now)) }
        return isDue && !head.isFresh
    }

    private func differing(_ head: PullHead, _ end: PullEnd) throws -> [Int] {
        let own = try sums(of: head.scopes)
        return own.indices.filter { own[$0] != end.sums[$0] }
    }

    /// The buckets of a scope that differ; nil while the hub's sums of them are not known.
    private func differing(
        _ scope: String,
        _ theirs: String?,
        _ intake: PullIntake
    ) throws -> [UInt8]? {
        guard let theirs = theirs.map({ Array($0.utf8) }) else { return nil }
        let number = try names.number(of: ScopeKey(rawValue: scope))
        let own = Array(try scopes.bucketText(number).utf8)
        guard own.count == theirs.count else { return nil }
        let buckets = (0..<PullRepair.buckets).filter { bucket in
            let digits = bucket * 16..<bucket * 16 + 16
            return own[digits] != theirs[digits]
        }
        let isStill = buckets.contains {
            intake.wholes.contains(.init(scope: number, bucket: Int64($0)))
        }
        guard !isStill else { throw Divergence() }
        return buckets.map { UInt8($0) }
    }
}
