import CZlib

/// Unpacks a whole gzip (RFC 1952), which may have several members.
///
/// - Parameters:
///   - limit: The most bytes it may unpack to.
///   - ratio: The most bytes out for each byte in, once more than 64 KiB came out; a bomb is stopped there,
///     long before the limit. Text packs 5 to 20 times, repeated rows up to 100.
/// - Throws: `tooLarge` or `ratio` as soon as the bound is passed; `corrupt`, `truncated`, `noMemory`.
package func gunzip(
    _ bytes: [UInt8],
    limit: Int,
    ratio: Int = 200
) throws(CompressionError) -> [UInt8] {
    let decoder = try GzipDecoder(bytes)
    var unpacked: [UInt8] = []
    while let part = try decoder.next() {
        unpacked += part
        guard unpacked.count <= limit else { throw .tooLarge }
        let isSuspicious = unpacked.count / max(decoder.taken, 1) >= ratio
        guard unpacked.count <= 65_536 || !isSuspicious else { throw .ratio }
    }
    return unpacked
}

/// Unpacks a gzip part by part.
private final class GzipDecoder {
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private var chunk = [UInt8](repeating: 0, count: 16_384)
    private var isAtEnd = false

    init(_ bytes: [UInt8]) throws(CompressionError) {
        guard !bytes.isEmpty else { throw .truncated }
        guard bytes.count <= UInt32.max else { throw .tooLarge }
        input = .allocate(capacity: bytes.count)
        _ = input.initialize(from: bytes)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(input.count)
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else { throw .noMemory }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    /// How many bytes of the input were used.
    var taken: Int { input.count - Int(stream.pointee.avail_in) }

    /// The next bytes, nil at the end.
    func next() throws(CompressionError) -> ArraySlice<UInt8>? {
        guard !isAtEnd else { return nil }
        let (result, count) = chunk.withUnsafeMutableBufferPointer { target in
            stream.pointee.next_out = target.baseAddress
            stream.pointee.avail_out = UInt32(target.count)
            let result = inflate(stream, Z_NO_FLUSH)
            return (result, target.count - Int(stream.pointee.avail_out))
        }
        switch result {
        case Z_OK: break
        case Z_STREAM_END:
            // Members may follow one another; what is no member fails as one.
            isAtEnd = stream.pointee.avail_in == 0
            if !isAtEnd { inflateReset(stream) }
        // No progress although there was room for more: the input ran out.
        case Z_BUF_ERROR: throw .truncated
        case Z_MEM_ERROR: throw .noMemory
        default: throw .corrupt
        }
        return chunk.prefix(count)
    }
}
