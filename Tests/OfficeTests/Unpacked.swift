import Compression
import Foundation
@testable import RosterImport

/// What is packed in a file, however deep: zip containers, workbooks among them, and gzip wherever it begins.
struct Unpacked {
    /// How far a file is unpacked; beyond that it is not read whole.
    struct Limits {
        var depth = 4
        var parts = 2_000
        /// Bytes of all parts together.
        var bytes = 256 << 20
    }

    private(set) var parts: [Data] = []
    /// Whether all of it could be looked at.
    private(set) var isWhole = true
    private let limits: Limits
    private var total = 0

    init(_ bytes: Data, limits: Limits = Limits()) {
        self.limits = limits
        open(bytes, depth: 0)
    }

    private mutating func open(_ bytes: Data, depth: Int) {
        let isZip = bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
        let isGzip = bytes.starts(with: Self.gzip)
        guard depth < limits.depth else {
            if isZip || isGzip { isWhole = false }
            return
        }
        if isZip { openZip(bytes, depth) } else { openGzip(bytes, depth, mustOpen: isGzip) }
    }

    /// Takes in a part, unless that would be too much.
    private mutating func take(_ part: Data, _ depth: Int) {
        total += part.count
        guard total <= limits.bytes, parts.count < limits.parts else {
            isWhole = false
            return
        }
        parts.append(part)
        open(part, depth: depth + 1)
    }

    // RFC 1952, section 2.3.1.
    private static let gzip: [UInt8] = [0x1F, 0x8B, 0x08]

    /// `mustOpen`: the bytes begin as gzip; three such bytes in the middle may be anything.
    private mutating func openGzip(_ bytes: Data, _ depth: Int, mustOpen: Bool) {
        var rest = bytes[...]
        while let start = rest.range(of: Data(Self.gzip)) {
            let isFirst = start.lowerBound == bytes.startIndex
            if let text = try? gunzip(Array(rest[start.lowerBound...]), limit: 64 << 20) {
                take(Data(text), depth)
                guard !isFirst else { return }
            } else if isFirst, mustOpen {
                isWhole = false
            }
            rest = rest[start.upperBound...]
        }
    }

    private mutating func openZip(_ bytes: Data, _ depth: Int) {
        let limits = WorkbookLimits(parts: limits.parts, partBytes: 64 << 20)
        guard let archive = try? ZipArchive(RosterBytes(Array(bytes)), limits: limits) else {
            isWhole = false
            return
        }
        // Of two parts with one name only the first could be read.
        if Set(archive.names).count < archive.names.count { isWhole = false }
        for name in archive.names {
            var part = Data()
            do {
                try archive.read(name) { piece throws(RosterError) in
                    part.append(contentsOf: piece)
                    return true
                }
            } catch { isWhole = false }
            parts.append(Data(name.utf8))
            take(part, depth)
        }
    }
}

/// Zip containers for tests.
enum TestZip {
    /// A container with these files, each packed.
    static func of(_ files: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let gzip = try GzipEncoder()
            let packed = gzip.append(file.bytes) + gzip.finish()
            // A gzip is a header of 10 bytes, what a zip has too, the checksum and the length.
            let (body, sum) = (packed[10..<(packed.count - 8)], packed.suffix(8).prefix(4))
            let about =
                bytes(20, 2) + bytes(0x800, 2) + bytes(8, 2) + bytes(0, 4) + sum
                + bytes(body.count, 4) + bytes(file.bytes.count, 4) + bytes(file.name.utf8.count, 2)
                + bytes(0, 2)
            directory += [0x50, 0x4B, 0x01, 0x02] + bytes(20, 2) + about
            directory += bytes(0, 10) + bytes(out.count, 4) + Array(file.name.utf8)
            out += [0x50, 0x4B, 0x03, 0x04] + about + Array(file.name.utf8) + body
        }
        let counts = bytes(files.count, 2) + bytes(files.count, 2)
        return out + directory + [0x50, 0x4B, 0x05, 0x06] + bytes(0, 4) + counts
            + bytes(directory.count, 4) + bytes(out.count, 4) + bytes(0, 2)
    }

    private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
    }
}
