/// The pages of a store, those of the log in front of those in the file.
///
/// Every store of ours has pages of 4,096 bytes with nothing reserved at their ends, so that a lost header
/// is no loss. https://www.sqlite.org/fileformat2.html
struct SalvagedPages {
    static let size = 4_096

    private let file: [UInt8]
    private let logged: [Int: ArraySlice<UInt8>]

    init(_ path: String, _ disk: Disk) throws(StorageError) {
        file = try disk.files.read(path) ?? []
        logged = LogFrames(try disk.files.read(path + "-wal") ?? []).pages
    }

    /// The numbers of all pages there are: those of the file, then those that only the log has.
    ///
    /// A log can name any page, so the numbers up to the highest are not gone through.
    var numbers: [Int] {
        let last = file.count / Self.size
        return Array(1..<last + 1) + logged.keys.filter { $0 > last }.sorted()
    }

    /// The page of this number, counting from 1; nil where the file is cut before its end.
    subscript(_ number: Int) -> ArraySlice<UInt8>? {
        if let page = logged[number] { return page }
        let end = number * Self.size
        guard number > 0, end <= file.count else { return nil }
        return file[(end - Self.size)..<end]
    }
}

/// A big-endian number of four bytes.
func bigEndian(_ bytes: ArraySlice<UInt8>, at offset: Int) -> UInt32? {
    let start = bytes.startIndex + offset
    guard offset >= 0, start + 4 <= bytes.endIndex else { return nil }
    return bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
}
