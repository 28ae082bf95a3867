/// The texts that cells share, one after the other in memory, without what tells how to pronounce them.
final class SharedStrings: XmlSink {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private var isInText = false
    private var phonetic = 0
    private let limit: Int
    let isDone = false

    init(limit: Int) { self.limit = min(limit, Int(UInt32.max)) }

    /// The text of a number; nil where there is none.
    subscript(index: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(index) else { return nil }
        return bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
    }

    func start(_ tag: XmlTag, _ attributes: XmlAttributes) {
        switch tag {
        case .rPh: phonetic += 1
        case .t: isInText = phonetic == 0
        default: break
        }
    }

    func end(_ tag: XmlTag) throws(RosterError) {
        switch tag {
        case .rPh: phonetic -= 1
        case .t: isInText = false
        case .si:
            ends.append(UInt32(bytes.count))
            guard ends.count <= limit else { throw .largeWorkbook }
        default: break
        }
    }

    func text(_ text: UnsafeBufferPointer<UInt8>) throws(RosterError) {
        guard isInText else { return }
        guard bytes.count + text.count <= limit else { throw .largeWorkbook }
        bytes.append(contentsOf: text)
    }
}

/// `_x000D_` and its like: characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
enum EscapedText {
    static func restored(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.contains(0x5F) else { return bytes }
        var out: [UInt8] = []
        var rest = bytes
        while let byte = rest.first {
            if byte == 0x5F, let unit = unit(rest) {
                // A pair of surrogates written as two escapes is taken for damage, as Excel does.
                out += Array(String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
                rest = rest.dropFirst(7)
            } else {
                out.append(byte)
                rest = rest.dropFirst()
            }
        }
        return out[...]
    }

    private static func unit(_ bytes: ArraySlice<UInt8>) -> UInt16? {
        let part = Array(bytes.prefix(7))
        guard part.count == 7, part[1] == 0x78, part[6] == 0x5F,
            part[2..<6].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
        else { return nil }
        return UInt16(String(decoding: part[2..<6], as: UTF8.self), radix: 16)
    }
}
