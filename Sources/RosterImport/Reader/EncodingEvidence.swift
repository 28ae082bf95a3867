/// What the bytes themselves say about their encoding, gathered in one pass with a fixed memory.
struct EncodingEvidence {
    struct Verdict: Equatable {
        var encoding: TextEncoding
        /// Length of the byte order mark.
        var markLength = 0
    }

    private var sequences = 0
    private var broken = 0
    private var pending = 0
    private var highPairs = [Int](repeating: 0, count: 128 * 3)
    private var previous: UInt8 = 0x20

    /// Judges a file by its mark, by its first bytes, and at last by all of them.
    static func judge(_ bytes: RosterBytes) throws(RosterError) -> Verdict {
        let head = try bytes.read(at: 0, upTo: 4096)
        if let verdict = marked(head) ?? utf16(in: head[...]).map({ Verdict(encoding: $0) }) {
            return verdict
        }
        var evidence = EncodingEvidence()
        try bytes.pieces { piece throws(RosterError) in
            evidence.feed(piece[...])
            return true
        }
        return Verdict(encoding: evidence.encoding)
    }

    /// What a byte order mark says; nil without one.
    static func marked(_ head: [UInt8]) -> Verdict? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return Verdict(encoding: .utf8, markLength: 3) }
        if head.starts(with: [0xFF, 0xFE]) {
            return Verdict(encoding: .utf16LittleEndian, markLength: 2)
        }
        if head.starts(with: [0xFE, 0xFF]) {
            return Verdict(encoding: .utf16BigEndian, markLength: 2)
        }
        return nil
    }

    /// UTF-16 without a mark: text in our alphabets has NUL in every second byte, on one side only.
    static func utf16(in sample: ArraySlice<UInt8>) -> TextEncoding? {
        if sample.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if sample.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        guard sample.count >= 8 else { return nil }
        var nuls = [0, 0]
        for (index, byte) in sample.enumerated() where byte == 0 { nuls[index & 1] += 1 }
        let half = sample.count / 2
        if nuls[1] * 10 > half * 7, nuls[0] * 20 < half { return .utf16LittleEndian }
        if nuls[0] * 10 > half * 7, nuls[1] * 20 < half { return .utf16BigEndian }
        return nil
    }

    /// Counts UTF-8 sequences, broken ones, and each high byte by the letter it follows.
    mutating func feed(_ chunk: ArraySlice<UInt8>) {
        let bytes = chunk.span
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            // Nearly all bytes are ASCII after ASCII, and say nothing.
            if byte < 0x80, pending == 0 {
                previous = byte
                continue
            }
            if byte >= 0x80 { highPairs[Int(byte - 0x80) * 3 + Self.neighbour(previous)] += 1 }
            countUtf8(byte)
            previous = byte
        }
    }

    /// UTF-8 when the valid clearly outweighs the rest, else the likeliest single-byte encoding.
    var encoding: TextEncoding {
        if broken == 0 || sequences > broken * 10 { return .utf8 }
        // Mac needs a clear lead: Windows files are a hundred times as common.
        return score(.macRoman) >= score(.windows1252) + 4 ? .macRoman : .windows1252
    }

    private mutating func countUtf8(_ byte: UInt8) {
        switch byte {
        case 0x80...0xBF where pending > 0:
            pending -= 1
            if pending == 0 { sequences += 1 }
        default:
            if pending > 0 { broken += 1 }
            pending = 0
            switch byte {
            case 0xC2...0xDF: pending = 1
            case 0xE0...0xEF: pending = 2
            case 0xF0...0xF4: pending = 3
            case 0x80...0xFF: broken += 1
            default: break
            }
        }
    }

    /// 0 after no letter, 1 after a small letter, 2 after a capital.
    private static func neighbour(_ byte: UInt8) -> Int {
        switch byte {
        case 0x61...0x7A: 1
        case 0x41...0x5A: 2
        default: 0
        }
    }

    private func score(_ encoding: TextEncoding) -> Int {
        var sum = 0
        for index in highPairs.indices where highPairs[index] > 0 {
            let scalar = encoding.scalar(for: UInt8(index / 3 + 0x80))
            sum += min(highPairs[index], 1000) * Self.weight(scalar, after: index % 3)
        }
        return sum
    }

    /// How likely a character is in a Norwegian list where it stands.
    private static func weight(_ scalar: Unicode.Scalar?, after neighbour: Int) -> Int {
        guard let scalar else { return -4 }
        guard scalar.properties.isAlphabetic else { return neighbour == 0 ? 0 : -4 }
        if neighbour == 1, scalar.properties.isUppercase { return -3 }
        if "æøåÆØÅ".unicodeScalars.contains(scalar) { return 4 }
        return "éèüöäôóòášžÉÜÖÄŠŽ".unicodeScalars.contains(scalar) ? 2 : 1
    }
}
