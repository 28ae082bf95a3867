import CFaultVFS
package import Storage

/// A disk in memory that loses power, fills up or fails when a test says so.
///
/// Everything on it is thrown away with it; stores on it are opened by `disk`, under any absolute path.
// Unchecked: the C side takes a lock around everything.
package final class FaultDisk: @unchecked Sendable {
    let raw: OpaquePointer
    /// Whether a cut changes no byte outside of what was being written.
    package let isPowersafe: Bool

    /// An empty disk.
    package init(isPowersafe: Bool = true) {
        raw = fault_disk_make(isPowersafe)
        self.isPowersafe = isPowersafe
    }

    private init(raw: OpaquePointer, isPowersafe: Bool) {
        self.raw = raw
        self.isPowersafe = isPowersafe
    }

    deinit { fault_disk_release(raw) }

    /// The disk as stores and engine name it; it is there as long as this object.
    package var disk: Disk {
        Disk(vfs: String(cString: fault_disk_vfs(raw)), files: FaultFiles(disk: self))
    }

    /// What is found after the power went now.
    package func afterCut(_ fate: Fate) -> FaultDisk {
        let found =
            switch fate {
            case .lost: fault_disk_after_cut(raw, FAULT_LOST, 0)
            case .kept: fault_disk_after_cut(raw, FAULT_KEPT, 0)
            case .torn(let seed): fault_disk_after_cut(raw, FAULT_TORN, seed)
            case .mixed(let seed): fault_disk_after_cut(raw, FAULT_MIXED, seed)
            }
        guard let found else { preconditionFailure("there is no memory for a second disk") }
        return FaultDisk(raw: found, isPowersafe: isPowersafe)
    }

    /// A second disk with the same content, all of it sure.
    package func copy() -> FaultDisk { afterCut(.kept) }

    /// How many writes, truncations, syncs, removals and renames there were.
    package var points: Int { Int(fault_disk_points(raw)) }

    /// Cuts the power at a point: 1 is the next.
    package func cut(at point: Int) { fault_disk_cut_at(raw, Int64(point)) }

    package var isCut: Bool { fault_disk_is_cut(raw) }

    /// How many operations of a kind there were.
    package func count(_ kind: Kind) -> Int { Int(fault_disk_count(raw, kind.raw)) }

    /// Lets operations of a kind fail: from the `from`-th on (1 is the next), so many of them.
    package func fail(_ kind: Kind, from: Int, count: Int = .max >> 1, as failure: Failure) {
        fault_disk_fail(raw, kind.raw, Int64(from), Int64(count), failure.rawValue)
    }

    /// Lets nothing fail any more.
    package func heal() {
        for kind in Kind.allCases { fault_disk_fail(raw, kind.raw, 0, 0, 0) }
    }

    /// What a cut leaves of the writes that no sync had covered.
    package enum Fate: Sendable, CustomStringConvertible {
        /// Nothing.
        case lost
        /// All, the write it struck too.
        case kept
        /// All, and a part of the last.
        case torn(UInt64)
        /// Any sectors of them.
        case mixed(UInt64)

        package var description: String {
            switch self {
            case .lost: "lost"
            case .kept: "kept"
            case .torn(let seed): "torn(\(seed))"
            case .mixed(let seed): "mixed(\(seed))"
            }
        }
    }

    package enum Kind: CaseIterable, Sendable {
        case read, write, sync

        var raw: fault_kind {
            switch self {
            case .read: FAULT_READ
            case .write: FAULT_WRITE
            case .sync: FAULT_SYNC
            }
        }
    }

    /// A failure as SQLite's result code.
    package enum Failure: Int32, Sendable {
        case io = 10
        case full = 13
    }
}
