/// A place in a hub's history: timeline, sequence number and the device's grants at that time.
///
/// Clients treat its text form as opaque. It is never a time. The hub seals it for one device, so that what
/// counts as seen is only what this hub served that device (DESIGN.md 3.2).
package struct Cursor: Sendable, Hashable {
    /// Changes when a hub is restored from a backup (DESIGN.md 3.13).
    package let timeline: RowID
    /// The state of the hub after this sequence number.
    package let seq: Int64
    /// Counts the changes of the device's grants, and thereby names its scopes.
    package let epoch: Int64
    /// While a state comes in pages: how far the new scopes have come, and their epoch.
    package let entering: Entering?
    /// The hub's proof that it made this cursor for this device; hexadecimal.
    package var seal: String

    package struct Entering: Sendable, Hashable {
        package let epoch: Int64
        package let seq: Int64

        package init(epoch: Int64, seq: Int64) {
            self.epoch = epoch
            self.seq = seq
        }
    }

    package init(
        timeline: RowID,
        seq: Int64,
        epoch: Int64,
        entering: Entering? = nil,
        seal: String = "0"
    ) {
        self.timeline = timeline
        self.seq = seq
        self.epoch = epoch
        self.entering = entering
        self.seal = seal
    }

    /// Whether the device holds the complete state at `seq`, rather than pages of it.
    package var isComplete: Bool { entering == nil }

    /// The text form: URL-safe, at most 160 bytes.
    package var token: String { "\(unsealed).\(seal)" }

    /// What the seal covers.
    package var unsealed: String {
        let tail = entering.map { ".\($0.epoch).\($0.seq)" } ?? ""
        return "c1.\(timeline).\(seq).\(epoch)\(tail)"
    }

    /// Reads the text form; nil for anything this version never made.
    package init?(token: String) {
        guard token.utf8.count <= 160 else { return nil }
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 5 || parts.count == 7, parts[0].elementsEqual("c1".utf8),
            let timeline = RowID(String(parts[1]) ?? ""),
            let seal = parts.last.flatMap({ String($0) }),
            let seq = Int64(Substring(parts[2])), seq >= 0,
            let epoch = Int64(Substring(parts[3])), epoch >= 0
        else { return nil }
        var entering: Entering?
        if parts.count == 7 {
            guard let newEpoch = Int64(Substring(parts[4])), newEpoch >= 0,
                let place = Int64(Substring(parts[5])),
                place >= 0
            else { return nil }
            entering = Entering(epoch: newEpoch, seq: place)
        }
        self.init(
            timeline: timeline,
            seq: seq,
            epoch: epoch,
            entering: entering,
            seal: seal
        )
    }
}
