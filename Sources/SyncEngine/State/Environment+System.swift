import Glibc
import Hashing
package import SyncCore

extension Environment {
    /// The machine's own clock and libsodium's random bytes.
    package static let system = Environment(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        },
        random: { RandomSource.bytes($0) }
    )

    /// A new row id (RFC 9562, version 7).
    package func newID() -> RowID {
        let bytes = random(16)
        let words = (word(bytes[0..<8]), word(bytes[8..<16]))
        return RowID.version7(milliseconds: now(), random: words)
    }

    private func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
