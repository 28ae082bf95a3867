import Hashing
package import SyncCore

/// A draw that anybody can do again: from a seed promised beforehand and the public list of numbers.
///
/// A ticket's number is the first 12 base-32 characters (Crockford) of BLAKE2b-16 over `dugnad-ticket`, the draw's
/// id, the deposit's id and the number of the bag in it, with a line feed between. A seed is promised by the
/// BLAKE2b-32 of its UTF-8 bytes. A ticket's lot is the BLAKE2b-32 of the seed, a line feed and the number as it
/// stands in the list; the lowest lots, compared byte by byte, win in that order.
package enum Lottery {
    /// The number of one bag's ticket, in groups of four.
    package static func number(ofBag bag: Int64, in deposit: RowID, draw: RowID) -> String {
        let text = "dugnad-ticket\n\(draw)\n\(deposit)\n\(bag)"
        let code = Crockford.encode(Digest.blake2b(Array(text.utf8), length: 16)).prefix(12)
        return stride(from: 0, to: 12, by: 4).map { place in
            let start = code.index(code.startIndex, offsetBy: place)
            return String(code[start..<code.index(start, offsetBy: 4)])
        }.joined(separator: "-")
    }

    /// What is told of a seed before the draw, hexadecimal.
    package static func promise(of seed: String) -> String { hash(Array(seed.utf8)) }

    /// The numbers that win, the first first; the order of the list does not matter.
    package static func winners(among numbers: [String], seed: String, prizes: Int) -> [String] {
        let lots = numbers.map { number in
            (lot: Digest.blake2b(Array("\(seed)\n\(number)".utf8)), number: number)
        }
        return lots.sorted { one, other in
            one.lot == other.lot
                ? one.number < other.number : one.lot.lexicographicallyPrecedes(other.lot)
        }.prefix(max(0, prizes)).map(\.number)
    }

    /// BLAKE2b of 32 bytes, hexadecimal.
    package static func hash(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = Digest.blake2b(bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
