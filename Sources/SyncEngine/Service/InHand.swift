import Glibc
import SyncCore

/// The operation that is being decided, in a file beside the store that outlives the process.
///
/// Written before an operation is decided and emptied after. It is never flushed: it has to survive the death of
/// the process, not of the machine. What stands in it when the store is opened was in hand at a crash. The file is
/// mapped into memory, so that a note costs no call into the kernel.
package final class InHand {
    private let bytes: UnsafeMutableRawPointer
    private static let size = 24

    /// Opens or makes the file; throws `store.io`.
    package init(path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(file) }
        // With its block on the disk already, a full disk cannot strike when a note is written.
        guard file >= 0, posix_fallocate(file, 0, Self.size) == 0,
            let mapped = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
            mapped != MAP_FAILED
        else { throw SyncError("store.io", "The file beside the store cannot be written.") }
        bytes = mapped
    }

    deinit { munmap(bytes, Self.size) }

    /// The path of the file beside a store.
    package static func path(beside store: String) -> String { store + ".inhand" }

    func take(_ incarnation: RowID, _ number: Int64) {
        bytes.storeBytes(of: incarnation.high.bigEndian, as: UInt64.self)
        bytes.storeBytes(of: incarnation.low.bigEndian, toByteOffset: 8, as: UInt64.self)
        bytes.storeBytes(of: number.bigEndian, toByteOffset: 16, as: Int64.self)
    }

    func putDown() {
        bytes.initializeMemory(as: UInt8.self, repeating: 0, count: Self.size)
    }

    /// What was in hand when the file was last written; nil when nothing was.
    func found() -> (incarnation: RowID, number: Int64)? {
        let number = Int64(bigEndian: bytes.load(fromByteOffset: 16, as: Int64.self))
        let high = UInt64(bigEndian: bytes.load(as: UInt64.self))
        let low = UInt64(bigEndian: bytes.load(fromByteOffset: 8, as: UInt64.self))
        return number > 0 ? (RowID(high: high, low: low), number) : nil
    }
}
