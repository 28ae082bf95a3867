import Hashing
import Storage
package import SyncCore

/// What makes this hub's store itself: its timeline, its secret and its founding centre.
package struct HubIdentity: Sendable {
    package let timeline: RowID
    /// The centre the store was made for.
    package let centre: RowID
    /// How far each timeline of the store's past is part of what it holds: all of the present one.
    private let shared: [RowID: Int64]
    /// Keys the seals of cursors and the digests of operations; never leaves the store.
    let secret: [UInt8]

    init(_ store: Connection) throws {
        let meta = Meta(store: store)
        let timeline = try store.first(
            "SELECT id FROM timeline ORDER BY position DESC LIMIT 1"
        ) { $0.id(0) }
        guard let timeline = timeline ?? nil,
            let centre = try meta["centre"].flatMap({ RowID($0) }),
            let secret = try meta["secret"]
        else {
            throw SyncError(
                "store.not_founded",
                "The store is no hub's yet; make it with 'dugnad init'."
            )
        }
        self.timeline = timeline
        shared = try Self.shared(store)
        self.centre = centre
        self.secret = Array(secret.utf8)
    }

    /// Seals a cursor for one device.
    func seal(_ cursor: Cursor, for device: RowID) -> Cursor {
        var sealed = cursor
        sealed.seal = mark(cursor, device)
        return sealed
    }

    /// Whether this hub made the cursor for this device, on the timeline that now runs.
    func isOurs(_ cursor: Cursor, for device: RowID) -> Bool {
        cursor.timeline == timeline && isSealed(cursor, for: device)
    }

    /// The last sequence number this hub served the device with that cursor and still holds; nil if none.
    ///
    /// A cursor from before a restore counts up to the fork (DESIGN.md 3.13).
    func seen(_ cursor: Cursor, by device: RowID) -> Int64? {
        guard let end = shared[cursor.timeline], isSealed(cursor, for: device) else { return nil }
        return min(cursor.seq, end)
    }

    /// Whether this hub, or the one its store was restored from, made the cursor for the device, whenever it did.
    func made(_ cursor: Cursor, for device: RowID) -> Bool { isSealed(cursor, for: device) }

    /// Whether the timeline is the present one or one of the store's past.
    func had(_ timeline: RowID) -> Bool { shared[timeline] != nil }

    private static func shared(_ store: Connection) throws -> [RowID: Int64] {
        let timelines = try store.all(
            "SELECT id, forked_at FROM timeline ORDER BY position DESC"
        ) { (id: $0.id(0), fork: $0.int64(1)) }
        var ends: [RowID: Int64] = [:]
        var end = Int64.max
        for timeline in timelines {
            if let id = timeline.id { ends[id] = end }
            end = min(end, timeline.fork)
        }
        return ends
    }

    private func isSealed(_ cursor: Cursor, for device: RowID) -> Bool {
        constantTimeEqual(Array(cursor.seal.utf8), Array(mark(cursor, device).utf8))
    }

    private func mark(_ cursor: Cursor, _ device: RowID) -> String {
        let sum = Digest.blake2b64(parts: secret, device.bytes, Array(cursor.unsealed.utf8))
        return ScopeIndex.text(Int64(bitPattern: sum))
    }

    /// The keyed digest by which a repeated operation is known.
    func digest(_ bytes: [UInt8]) -> [UInt8] {
        Digest.blake2b(bytes, key: Array(secret.prefix(32)), length: 16)
    }

    /// Keyed digests of what a person could be known again by; the key serves nothing else.
    func marks(of traces: [String]) -> [[UInt8]] {
        traces.map { Digest.blake2b(Array($0.utf8), key: traceKey, length: 16) }
    }

    var traceKey: [UInt8] {
        Digest.blake2b(Array("erased traces".utf8), key: Array(secret.prefix(32)))
    }
}
