import Glibc
import SyncCore

/// The operations that are being decided, in a file beside the store that outlives the process.
///
/// Written before they are decided and emptied after: one, or a group that shares a savepoint. It is never flushed:
/// it has to survive the death of the process, not of the machine. What stands in it when the store is opened was in
/// hand at a crash.
package final class InHand {
    private let file: Int32
    /// An incarnation, the first number and how many follow each other; earlier versions wrote no count.
    private static let size = 32
    private static let sizeWithoutCount = 24

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

    func take(_ incarnation: RowID, _ numbers: ClosedRange<Int64>) {
        var bytes = incarnation.bytes
        for value in [numbers.lowerBound, Int64(numbers.count)] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: value >> Int64(shift)))
            }
        }
        // On a full disk nothing is noted, and nothing is lost but the note.
        _ = pwrite(file, bytes, bytes.count, 0)
    }

    func putDown() {
        let nothing = [UInt8](repeating: 0, count: Self.size)
        _ = pwrite(file, nothing, nothing.count, 0)
    }

    /// What was in hand when the file was last written; nil when nothing was.
    func found() -> (incarnation: RowID, numbers: ClosedRange<Int64>)? {
        var bytes = [UInt8](repeating: 0, count: Self.size)
        guard pread(file, &bytes, bytes.count, 0) >= Self.sizeWithoutCount,
            let incarnation = RowID(bytes: Array(bytes.prefix(16)))
        else { return nil }
        func number(at place: Int) -> Int64 {
            Int64(bitPattern: bytes[place..<place + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
        let (first, count) = (number(at: 16), max(number(at: 24), 1))
        guard first > 0, count <= Int64(PushRequest.maximumOperations),
            first <= Int64.max - count
        else { return nil }
        return (incarnation, first...(first + count - 1))
    }
}
