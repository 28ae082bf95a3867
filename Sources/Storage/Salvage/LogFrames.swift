/// The write-ahead log of a store, read frame by frame.
///
/// SQLite reads it up to the first frame whose checksum is wrong. Each frame carries the sum up to it, so that
/// those behind a damaged one can be checked all the same. https://www.sqlite.org/fileformat2.html#walformat
struct LogFrames {
    /// The latest committed content of each page; of a last transaction that is torn there is nothing.
    private(set) var pages: [Int: ArraySlice<UInt8>] = [:]
    /// Whether a damaged frame stands before a commit that was flushed, so that SQLite does not see that one.
    ///
    /// Frames of the last transaction may be torn by a power cut, in any order, and nobody was told of it: that
    /// is no damage. Behind it there is none that was flushed.
    private(set) var hasLostCommit = false

    private static let header = 32
    private static let frameHeader = 24

    init(_ log: [UInt8]) {
        let bytes = log[...]
        guard log.count > Self.header, let magic = bigEndian(bytes, at: 0),
            magic & ~1 == 0x377F_0682, bigEndian(bytes, at: 8) == UInt32(SalvagedPages.size)
        else { return }
        let isBig = magic & 1 == 1
        let salts = bytes[16..<24]
        var sums = Sums(bytes, at: 24)
        let isHeadWhole = Sums(over: bytes[0..<24], from: Sums(), isBig: isBig) == sums
        // The end of the transaction with the damaged frame, and then of a later one.
        var isBroken = !isHeadWhole
        var isEnded = !isHeadWhole
        var pending: [Int: ArraySlice<UInt8>] = [:]
        var isTorn = false
        // What is whole of a transaction with a damaged frame counts once a later commit shows it was flushed.
        var held: [Int: ArraySlice<UInt8>] = [:]
        var start = Self.header
        let length = Self.frameHeader + SalvagedPages.size
        while start + length <= log.count {
            let frame = bytes[start..<start + length]
            start += length
            // A frame of an earlier round of the log.
            guard frame.dropFirst(8).prefix(8) == salts else { break }
            let body = frame.dropFirst(Self.frameHeader)
            let head = Sums(over: frame.prefix(8), from: sums, isBig: isBig)
            let found = Sums(over: body, from: head, isBig: isBig)
            sums = Sums(frame, at: 16)
            let isCommit = bigEndian(frame, at: 4) != 0
            if found == sums, let number = bigEndian(frame, at: 0) {
                pending[Int(number)] = body
            } else {
                isBroken = true
                isTorn = true
            }
            guard isCommit else { continue }
            pages.merge(held) { $1 }
            held = isTorn ? pending : [:]
            if !isTorn { pages.merge(pending) { $1 } }
            pending = [:]
            isTorn = false
            if isEnded { hasLostCommit = true }
            isEnded = isBroken
        }
    }

    /// The two running sums of the log.
    private struct Sums: Equatable {
        var first: UInt32 = 0
        var second: UInt32 = 0

        init() {}

        init(_ bytes: ArraySlice<UInt8>, at offset: Int) {
            first = bigEndian(bytes, at: offset) ?? 0
            second = bigEndian(bytes, at: offset + 4) ?? 0
        }

        init(over bytes: ArraySlice<UInt8>, from before: Sums, isBig: Bool) {
            self = before
            var place = bytes.startIndex
            while place + 8 <= bytes.endIndex {
                let one = Self.word(bytes, place, isBig)
                let two = Self.word(bytes, place + 4, isBig)
                first = first &+ one &+ second
                second = second &+ two &+ first
                place += 8
            }
        }

        private static func word(
            _ bytes: ArraySlice<UInt8>,
            _ place: Int,
            _ isBig: Bool
        ) -> UInt32 {
            let parts = (0..<4).map { UInt32(bytes[place + $0]) }
            return isBig
                ? parts[0] << 24 | parts[1] << 16 | parts[2] << 8 | parts[3]
                : parts[3] << 24 | parts[2] << 16 | parts[1] << 8 | parts[0]
        }
    }
}
