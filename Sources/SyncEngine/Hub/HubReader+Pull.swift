import Storage
package import SyncCore

/// One page of a pull, as bytes to send.
package struct PullPage: Sendable {
    package let bytes: [UInt8]
    /// Whether the device holds a complete state after this page.
    package let isComplete: Bool
    /// How the same is told again, where it tells the device nothing it did not know; else nil.
    package let idle: IdleAnswer?

    /// Whether it tells the device nothing it did not know; then a waiting device goes on waiting.
    package var isNothingNew: Bool { idle != nil }
}

extension HubReader {
    /// How many rows, leaves and outcomes a page holds at most, unless one operation wrote more.
    package static let rowsPerPage = 2000
    /// After how many bytes a page ends with the operation at hand.
    package static let bytesPerPage = 1 << 20
    /// How long a device may be away and still be told only what changed, in milliseconds: 180 days.
    package static let absence: Int64 = 180 * 86_400_000

    /// The next page of what changed for a device since its cursor.
    ///
    /// One short read transaction, which ends before anything is sent. A cursor that is not this hub's for this device, or too old, starts afresh. `lacks` are
    /// scopes whose rows the device dropped by itself because their time was over by its clock; if it still has them
    /// they come anew. Where nobody has written since the cursor and `brief` is the hub's own schema version, the page
    /// is one short line; a client of another version has to hear which the hub has. With `repair`, the page that makes
    /// the state complete has the buckets asked for, as `PullRepair` says. Throws `device.revoked` and `device.retired`.
    package func pull(
        _ device: Device,
        incarnation: RowID,
        cursor: Cursor?,
        lacks: Set<String> = [],
        repair: PullRepair? = nil,
        brief: Int? = nil,
        rows limit: Int = rowsPerPage,
        bytes byteLimit: Int = bytesPerPage
    ) throws -> PullPage {
        guard device.revoked == nil else { throw SyncError.deviceRevoked }
        guard device.retired == nil else {
            throw SyncError.deviceRetired(lastPush: device.lastPush)
        }
        return try store.snapshot {
            let present = try present()
            let known = try cursor.flatMap { try isUsable($0, device, present) ? $0 : nil }
            var page = try PullBuilder(
                self,
                device,
                incarnation,
                at: present,
                from: known,
                lacks: lacks,
                repair: repair,
                isBrief: brief == domain.catalogue.schemaVersion,
                limit: .init(items: limit, bytes: byteLimit)
            )
            return try page.build()
        }
    }

    /// The sums of scopes as text, each made once for as long as nobody writes; to be asked within a snapshot.
    func sums(of scopes: [Int64]) throws -> [String] {
        memory.begin(at: try storeMark())
        return try scopes.map { scope in
            try memory.sum(of: scope) { ScopeIndex.text(try self.scopes.sum(scope)) }
        }
    }

    private func storeMark() throws -> StoreMark {
        StoreMark(others: try store.dataVersion(), own: store.totalChanges)
    }

    /// Where the hub stands when a page is made.
    struct Present {
        /// The sequence number of the last operation.
        let head: Int64
        /// Hub time.
        let now: Int64
        /// Cursors before this one count no more.
        let horizon: Int64
        /// The last operation that a backup holds.
        let durableThrough: Int64
    }

    // Two look-ups for all of it: most pulls find nothing new and are made of little else.
    private func present() throws -> Present {
        let last = try store.first(
            "SELECT seq, received FROM operation ORDER BY seq DESC LIMIT 1"
        ) { (seq: $0.int64(0), received: $0.int64(1)) }
        var noted: [String: Int64] = [:]
        try store.query(
            "SELECT name, value FROM meta WHERE name IN (?1, ?2)",
            Horizon.name,
            "durableThrough"
        ) { noted[$0.text(0)] = Int64($0.text(1)) }
        return Present(
            head: last?.seq ?? 0,
            now: max(environment.now(), last?.received ?? .min),
            horizon: noted[Horizon.name] ?? 0,
            durableThrough: noted["durableThrough"] ?? 0
        )
    }

    private func isUsable(
        _ cursor: Cursor,
        _ device: Device,
        _ present: Present
    ) throws -> Bool {
        guard identity.isOurs(cursor, for: device.id) else { return false }
        // A first state that comes in pages has its place in `entering`; of the past it has missed nothing.
        guard cursor.seq > 0 || cursor.isComplete else { return true }
        // Leave marks from before the horizon are gone, whatever the clock says now.
        guard cursor.seq >= present.horizon else { return false }
        guard cursor.seq < present.head else { return cursor.seq == present.head }
        // What counts is since when the device has missed something, not how old its last news is.
        let missedSince = try store.first(
            "SELECT received FROM operation WHERE seq > ?1 ORDER BY seq LIMIT 1",
            cursor.seq
        ) { $0.int64(0) }
        return environment.now() - (missedSince ?? 0) <= Self.absence
    }
}
