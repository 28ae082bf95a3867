import Hashing
import Storage
package import SyncCore

/// What makes this hub's store itself: its timeline, its secret and its founding centre.
package struct HubIdentity: Sendable {
    package let timeline: RowID
    /// The centre the store was made for.
    package let centre: RowID
    /// Keys the seals of cursors and the digests of operations; never leaves the store.
    let secret: [UInt8]

    init(_ store: Connection) throws {
        let meta = Meta(store: store)
        let timeline = try store.first(
            "SELECT id FROM timeline ORDER BY position DESC LIMIT 1"
        ) { RowID(bytes: $0.bytes(0)) }
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
        cursor.timeline == timeline
            && constantTimeEqual(Array(cursor.seal.utf8), Array(mark(cursor, device).utf8))
    }

    private func mark(_ cursor: Cursor, _ device: RowID) -> String {
        let sum = Digest.blake2b64(parts: secret, device.bytes, Array(cursor.unsealed.utf8))
        return ScopeIndex.text(Int64(bitPattern: sum))
    }

    /// The keyed digest by which a repeated operation is known.
    func digest(_ bytes: [UInt8]) -> [UInt8] {
        Digest.blake2b(bytes, key: Array(secret.prefix(32)), length: 16)
    }
}
