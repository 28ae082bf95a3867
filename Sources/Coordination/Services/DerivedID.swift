import Hashing
package import SyncCore

extension RowID {
    /// The same id whenever the same name is asked for under the same parent.
    ///
    /// Shaped as version 7 with the parent's time, so that it looks like every other id; the rest
    /// is a BLAKE2b of parent and name. An import that was stopped half-way finds by it what it has
    /// written.
    package static func derived(from parent: RowID, _ name: String) -> RowID {
        let text = Array(name.utf8)
        return version7(
            milliseconds: Int64(bitPattern: parent.high >> 16),
            random: (
                Digest.blake2b64(parts: parent.bytes, text, [0]),
                Digest.blake2b64(parts: parent.bytes, text, [1])
            )
        )
    }

    /// As `derived(from:_:)` for a parent that is only bytes, such as a file; `time` in Unix
    /// milliseconds.
    package static func derived(ofBytes bytes: [UInt8], at time: Int64) -> RowID {
        version7(
            milliseconds: time,
            random: (
                Digest.blake2b64(parts: bytes, [0]), Digest.blake2b64(parts: bytes, [1])
            )
        )
    }
}
