import Glibc
import SyncCore

/// The operation that is being decided, in a file beside the store that outlives the process.
///
/// Written before an operation is decided and emptied after. It is never flushed: it has to survive the death of
/// the process, not of the machine. What stands in it when the store is opened was in hand at a crash.
package final class InHand {
    private let file: Int32
    private static let size = 24

    /// Opens or makes the file; throws `store.io`.
    package init(path: String) throws {
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw SyncError("store.io", "The file beside the store cannot be written.")
        }
    }

    deinit { close(file) }

    /// The path of the file beside a store.
    package static func path(beside store: String) -> String { store + ".inhand" }

    func take(_ incarnation: RowID, _ number: Int64) {
        var bytes = incarnation.bytes
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
        }
        // On a full disk nothing is noted, and nothing is lost but the note.
        _ = pwrite(file, bytes, bytes.count, 0)
    }

    func putDown() {
        let nothing = [UInt8](repeating: 0, count: Self.size)
        _ = pwrite(file, nothing, nothing.count, 0)
    }

    /// What was in hand when the file was last written; nil when nothing was.
    func found() -> (incarnation: RowID, number: Int64)? {
        var bytes = [UInt8](repeating: 0, count: Self.size)
        guard pread(file, &bytes, bytes.count, 0) == bytes.count,
            let incarnation = RowID(bytes: Array(bytes.prefix(16)))
        else { return nil }
        let number = bytes.suffix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return number > 0 ? (incarnation, number) : nil
    }
}
