import CZlib

/// Packs bytes as gzip (RFC 1952) while they come, without ever holding all of them.
///
/// For one thread at a time.
///
///     let gzip = try GzipEncoder()
///     send(gzip.append(part))
///     send(gzip.finish())
package final class GzipEncoder {
    // On the heap: zlib keeps a pointer back to the stream and refuses one that moved.
    private let stream: UnsafeMutablePointer<z_stream>
    private var chunk = [UInt8](repeating: 0, count: 16_384)
    private var isFinished = false

    /// - Parameter level: 1 is fastest, 9 packs most; 6 is zlib's own choice.
    package init(level: Int32 = 6) throws(CompressionError) {
        precondition((1...9).contains(level), "a gzip level is 1 to 9")
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, and 16 more to say gzip: https://zlib.net/manual.html#Advanced
        let result = deflateInit2_(
            stream,
            level,
            Z_DEFLATED,
            15 + 16,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard result == Z_OK else { throw .noMemory }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Takes the bytes in, at most 4 GiB at once; what comes back is ready to send, and often empty.
    package func append(_ bytes: some Collection<UInt8>) -> [UInt8] {
        deflate(Array(bytes), Z_NO_FLUSH)
    }

    /// Everything taken in so far, so that the other end can read it now; it costs a few bytes.
    package func flush() -> [UInt8] {
        deflate([], Z_SYNC_FLUSH)
    }

    /// The rest and the end mark; nothing can be added afterwards.
    package func finish() -> [UInt8] {
        defer { isFinished = true }
        return deflate([], Z_FINISH)
    }

    private func deflate(_ bytes: [UInt8], _ flush: Int32) -> [UInt8] {
        precondition(!isFinished, "nothing can be added to a finished gzip")
        var packed: [UInt8] = []
        bytes.withUnsafeBufferPointer { source in
            chunk.withUnsafeMutableBufferPointer { target in
                // The pointer is not const only because zlib is old; it reads through it.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.pointee.avail_in = UInt32(source.count)
                // A chunk that is not filled means zlib has nothing more to give.
                repeat {
                    stream.pointee.next_out = target.baseAddress
                    stream.pointee.avail_out = UInt32(target.count)
                    _ = CZlib.deflate(stream, flush)
                    let count = target.count - Int(stream.pointee.avail_out)
                    packed.append(contentsOf: target.prefix(count))
                } while stream.pointee.avail_out == 0
            }
        }
        stream.pointee.next_in = nil
        return packed
    }
}
