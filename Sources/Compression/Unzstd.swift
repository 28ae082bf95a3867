import CZstd

/// Unpacks whole zstd (RFC 8878), which may have several frames.
///
/// - Parameters:
///   - limit: The most bytes it may unpack to.
///   - ratio: The most bytes out for each byte in, once more than 64 KiB came out, as for `gunzip`. Zstd says
///     128 KiB of one byte in four bytes, so that a bomb is smaller than one of gzip.
/// - Throws: `zstdTooLarge` or `zstdRatio` as soon as the bound is passed, `zstdTooLarge` also for a window of
///   more than 8 MiB; `zstdCorrupt`, `zstdTruncated`, `zstdNoMemory`.
package func unzstd(
    _ bytes: [UInt8],
    limit: Int,
    ratio: Int = 200
) throws(CompressionError) -> [UInt8] {
    let decoder = try ZstdDecoder()
    var unpacked: [UInt8] = []
    while let part = try decoder.next(of: bytes) {
        unpacked += part
        guard unpacked.count <= limit else { throw .zstdTooLarge }
        let isSuspicious = unpacked.count / max(decoder.taken, 1) >= ratio
        guard unpacked.count <= 65_536 || !isSuspicious else { throw .zstdRatio }
    }
    return unpacked
}

/// Unpacks zstd part by part.
private final class ZstdDecoder {
    /// The logarithm of the largest window taken, 8 MiB: more is not for HTTP (RFC 9659).
    private static let windowLog: Int32 = 23

    private let context: OpaquePointer
    private var chunk = [UInt8](repeating: 0, count: 16_384)
    private var isBetweenFrames = false
    /// How many bytes of the input were used.
    private(set) var taken = 0

    init() throws(CompressionError) {
        guard let context = ZSTD_createDCtx() else { throw .zstdNoMemory }
        self.context = context
        let window = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowLog)
        guard ZSTD_isError(window) == 0 else { throw .zstdNoMemory }
    }

    deinit { ZSTD_freeDCtx(context) }

    /// The next bytes, nil at the end.
    func next(of bytes: [UInt8]) throws(CompressionError) -> ArraySlice<UInt8>? {
        guard !isBetweenFrames || taken < bytes.count else { return nil }
        let (result, count) = bytes.withUnsafeBytes { source in
            chunk.withUnsafeMutableBytes { target in
                var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: taken)
                var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                let result = ZSTD_decompressStream(context, &output, &input)
                taken = input.pos
                return (result, output.pos)
            }
        }
        guard ZSTD_isError(result) == 0 else { throw Self.failure(result) }
        isBetweenFrames = result == 0
        // No progress although there was room for more: the input ran out.
        guard count > 0 || isBetweenFrames || taken < bytes.count else { throw .zstdTruncated }
        return chunk.prefix(count)
    }

    private static func failure(_ result: Int) -> CompressionError {
        switch ZSTD_getErrorCode(result) {
        case ZSTD_error_memory_allocation: .zstdNoMemory
        case ZSTD_error_frameParameter_windowTooLarge: .zstdTooLarge
        default: .zstdCorrupt
        }
    }
}
