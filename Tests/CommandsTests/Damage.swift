import Foundation
import Storage
import Testing

/// Ways in which the file of a store goes bad.
enum Damage {
    static func copy(_ path: String, to place: String) throws {
        try FileManager.default.copyItem(atPath: path, toPath: place)
    }

    static func write(_ bytes: [UInt8], at offset: Int, in path: String) throws {
        let file = try FileHandle(forUpdating: URL(filePath: path))
        defer { try? file.close() }
        try file.seek(toOffset: UInt64(offset))
        try file.write(contentsOf: bytes)
    }

    /// Overwrites the root page of a table.
    static func page(of table: String, in path: String) throws {
        let store = try Connection(path: path, mode: .readOnly)
        let root = try store.first(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?1 AND type = 'table'",
            table
        ) { $0.int(0) }
        let page = try #require(root)
        try write([UInt8](repeating: 0xA5, count: 4_096), at: (page - 1) * 4_096, in: path)
    }

    /// Changes a letter of a text wherever it stands in the file.
    static func text(_ text: String, in path: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let wanted = Array(text.utf8)
        var found = 0
        for start in 0...(bytes.count - wanted.count) where bytes[start] == wanted[0] {
            guard bytes[start..<start + wanted.count].elementsEqual(wanted) else { continue }
            try write([wanted[0] ^ 0x20], at: start, in: path)
            found += 1
        }
        try #require(found > 0)
    }

    /// Damage of a kind and at a place that chance decides; says which.
    static func random(_ chance: inout SplitMix, in path: String) throws -> String {
        let size = try #require(try Disk.system.files.size(path))
        let pages = size / 4_096
        let page = Int(chance.next() % UInt64(pages))
        switch chance.next() % 6 {
        case 0:
            try write([UInt8](repeating: 0, count: 4_096), at: page * 4_096, in: path)
            return "page \(page + 1) is empty"
        case 1:
            let noise = (0..<4_096).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
            try write(noise, at: page * 4_096, in: path)
            return "page \(page + 1) is noise"
        case 2:
            let kept = Int(chance.next() % UInt64(size - 1)) + 1
            let file = try FileHandle(forUpdating: URL(filePath: path))
            try file.truncate(atOffset: UInt64(kept))
            try file.close()
            return "cut to \(kept) of \(size)"
        case 3:
            var places: [Int] = []
            for _ in 0..<8 {
                let place = Int(chance.next() % UInt64(size))
                try write([UInt8(truncatingIfNeeded: chance.next())], at: place, in: path)
                places.append(place)
            }
            return "bytes at \(places)"
        case 4:
            let length = Int(chance.next() % 20_000) + 1
            let place = Int(chance.next() % UInt64(size))
            let noise = (0..<min(length, size - place)).map { _ in
                UInt8(truncatingIfNeeded: chance.next())
            }
            try write(noise, at: place, in: path)
            return "\(noise.count) bytes of noise from \(place)"
        default:
            let other = Int(chance.next() % UInt64(pages))
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            try write(
                Array(bytes[(other * 4_096)..<(other * 4_096 + 4_096)]),
                at: page * 4_096,
                in: path
            )
            return "page \(page + 1) is a copy of \(other + 1)"
        }
    }
}

/// Numbers that are the same for the same seed.
struct SplitMix {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
