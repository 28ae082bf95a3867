import Glibc

/// The bytes of a roster, read in pieces from wherever they lie, as often as need be.
///
/// A file stays on its disk and is read a piece at a time; what came through a pipe is in memory,
/// since it comes once.
package final class RosterBytes: Sendable {
    private enum Place {
        case memory([UInt8])
        case file(descriptor: CInt)
    }

    /// How many bytes there are.
    package let count: Int
    private let place: Place

    package init(_ bytes: [UInt8]) {
        place = .memory(bytes)
        count = bytes.count
    }

    /// A file that is open for reading; its descriptor belongs to this object from now on.
    package init(descriptor: CInt, count: Int) {
        place = .file(descriptor: descriptor)
        self.count = count
    }

    deinit {
        if case .file(let descriptor) = place { close(descriptor) }
    }

    /// Bytes from a place on, fewer at the end; throws `roster.file_unreadable`.
    package func read(at offset: Int, upTo length: Int) throws(RosterError) -> [UInt8] {
        let wanted = max(0, min(length, count - offset))
        guard wanted > 0, offset >= 0 else { return [] }
        switch place {
        case .memory(let bytes): return Array(bytes[offset..<(offset + wanted)])
        case .file(let descriptor): return try Self.read(descriptor, offset, wanted)
        }
    }

    /// The whole in pieces, in order; `body` returns false to stop.
    package func pieces(
        of size: Int = 1 << 18,
        from start: Int = 0,
        _ body: ([UInt8]) throws(RosterError) -> Bool
    ) throws(RosterError) {
        var offset = start
        while offset < count {
            let piece = try read(at: offset, upTo: size)
            // A file that was cut off while it was read.
            guard !piece.isEmpty, try body(piece) else { return }
            offset += piece.count
        }
    }

    private static func read(
        _ descriptor: CInt,
        _ offset: Int,
        _ wanted: Int
    ) throws(RosterError) -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let part = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]
                )
                let count = pread(descriptor, part.baseAddress, part.count, offset + filled)
                if count < 0, errno == EINTR { continue }
                failed = count < 0
                guard count > 0 else { return }
                filled += count
            }
        }
        guard !failed else {
            throw RosterError(
                code: "roster.file_unreadable",
                message:
                    "The file cannot be read to its end. Copy it to this machine and try again."
            )
        }
        return bytes
    }
}
