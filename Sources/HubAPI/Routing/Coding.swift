import Compression

/// The content codings the hub speaks, in both directions.
enum Coding: String, CaseIterable {
    /// Smaller and many times as fast; field clients and current browsers take it.
    case zstd
    /// What everything takes.
    case gzip

    /// The coding an `Accept-Encoding` weighs most; zstd of two that weigh the same, nil for neither.
    ///
    /// RFC 9110 section 12.5.3: weight 0 is not wanted, and `*` stands for what is not named. It is taken as gzip
    /// alone, as those who write it seldom know of zstd.
    static func preferred(_ header: String?) -> Coding? {
        var best: (coding: Coding, weight: Double)?
        let named = weights(header ?? "")
        for coding in allCases {
            let weight = named[coding.rawValue] ?? (coding == .gzip ? named["*"] : nil) ?? 0
            if weight > best?.weight ?? 0 { best = (coding, weight) }
        }
        return best?.coding
    }

    func pack(_ bytes: [UInt8]) throws(CompressionError) -> [UInt8] {
        switch self {
        case .zstd: return try Compression.zstd(bytes)
        case .gzip:
            let gzip = try GzipEncoder()
            return gzip.append(bytes) + gzip.finish()
        }
    }

    func unpack(_ bytes: [UInt8], limit: Int) throws(CompressionError) -> [UInt8] {
        switch self {
        case .zstd: try unzstd(bytes, limit: limit)
        case .gzip: try gunzip(bytes, limit: limit)
        }
    }

    private static func weights(_ header: String) -> [String: Double] {
        var weights: [String: Double] = [:]
        for part in header.lowercased().split(separator: ",").prefix(20) {
            let pieces = part.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            guard let name = pieces.first else { continue }
            let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
            weights[name] = quality.map { Double($0) ?? 1 } ?? 1
        }
        return weights
    }
}
