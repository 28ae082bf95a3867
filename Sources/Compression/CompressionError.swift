/// Why bytes could not be packed or unpacked.
package enum CompressionError: String, Error, Sendable {
    /// The bytes are no gzip, or were changed on the way.
    case corrupt = "gzip.corrupt"
    /// The bytes end in the middle.
    case truncated = "gzip.truncated"
    /// They unpack to more than is allowed.
    case tooLarge = "gzip.too_large"
    /// They unpack to suspiciously much for their size.
    case ratio = "gzip.ratio"
    /// There is no memory for it.
    case noMemory = "gzip.no_memory"
    /// The same five of zstd.
    case zstdCorrupt = "zstd.corrupt"
    case zstdTruncated = "zstd.truncated"
    case zstdTooLarge = "zstd.too_large"
    case zstdRatio = "zstd.ratio"
    case zstdNoMemory = "zstd.no_memory"

    /// The stable name of the failure.
    package var code: String { rawValue }

    /// What to do about it.
    package var message: String {
        switch self {
        case .corrupt: "This is no intact gzip; send it again."
        case .zstdCorrupt: "This is no intact zstd; send it again."
        case .truncated, .zstdTruncated: "The packed bytes end too early; send them again."
        case .tooLarge, .zstdTooLarge:
            "This unpacks to more than is allowed; send it in smaller parts."
        case .ratio, .zstdRatio:
            "This unpacks to far more than its size; send it unpacked or in smaller parts."
        case .noMemory, .zstdNoMemory: "There is no memory left; try again in a moment."
        }
    }
}
