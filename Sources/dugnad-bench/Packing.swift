import Compression

/// What first states come to on the wire: pages packed one by one, as the hub does, in each way that was thought of.
struct Packing {
    enum Way: String, CaseIterable {
        case zstd1 = "zstd 1", zstd3 = "zstd 3", zstd6 = "zstd 6", zstd9 = "zstd 9"
        case gzip1 = "gzip 1", gzip6 = "gzip 6"

        fileprivate func pack(_ page: [UInt8]) throws -> [UInt8] {
            switch self {
            case .zstd1: try zstd(page, level: 1)
            case .zstd3: try zstd(page, level: 3)
            case .zstd6: try zstd(page, level: 6)
            case .zstd9: try zstd(page, level: 9)
            case .gzip1: try gzip(page, 1)
            case .gzip6: try gzip(page, 6)
            }
        }

        private func gzip(_ page: [UInt8], _ level: Int32) throws -> [UInt8] {
            let encoder = try GzipEncoder(level: level)
            return encoder.append(page) + encoder.finish()
        }
    }

    /// Packed bytes and the seconds of processor it took, by way.
    private(set) var results: [Way: (bytes: Int, seconds: Double)] = [:]

    mutating func add(_ pages: [[UInt8]]) throws {
        for way in Way.allCases {
            var bytes = 0
            let taken = try Spent(.thread) {
                for page in pages { bytes += try way.pack(page).count }
            }
            let known = results[way] ?? (0, 0)
            results[way] = (known.bytes + bytes, known.seconds + taken.processor)
        }
        let isSame = try pages.allSatisfy {
            try unzstd(try zstd($0), limit: $0.count) == $0
        }
        guard isSame else { throw Scratch.Failure(what: "a page does not come back from zstd") }
    }
}
