/// The encodings rosters come in, by their registered names.
package enum TextEncoding: String, Sendable, CaseIterable, Codable {
    case utf8 = "utf-8"
    case windows1252 = "windows-1252"
    case latin1 = "iso-8859-1"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case macRoman = "macintosh"

    /// The meaning of one byte ≥ 0x80 in a single-byte encoding; nil where it has none.
    func scalar(for byte: UInt8) -> Unicode.Scalar? {
        switch self {
        case .latin1: Unicode.Scalar(byte)
        case .macRoman: Self.macRomanHigh[Int(byte) - 0x80]
        case .windows1252:
            byte >= 0xA0 ? Unicode.Scalar(byte) : Self.windows1252Controls[Int(byte) - 0x80]
        case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
        }
    }

    /// The bytes 0x80–0x9F of Windows-1252; 81, 8D, 8F, 90 and 9D have no meaning there.
    /// See https://encoding.spec.whatwg.org/index-windows-1252.txt
    private static let windows1252Controls: [Unicode.Scalar?] = [
        "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
        nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
    ]

    /// The bytes 0x80–0xFF of MacRoman.
    /// See https://www.unicode.org/Public/MAPPINGS/VENDORS/APPLE/ROMAN.TXT
    private static let macRomanHigh: [Unicode.Scalar] = [
        "Ä", "Å", "Ç", "É", "Ñ", "Ö", "Ü", "á", "à", "â", "ä", "ã", "å", "ç", "é", "è",
        "ê", "ë", "í", "ì", "î", "ï", "ñ", "ó", "ò", "ô", "ö", "õ", "ú", "ù", "û", "ü",
        "†", "°", "¢", "£", "§", "•", "¶", "ß", "®", "©", "™", "´", "¨", "≠", "Æ", "Ø",
        "∞", "±", "≤", "≥", "¥", "µ", "∂", "∑", "∏", "π", "∫", "ª", "º", "Ω", "æ", "ø",
        "¿", "¡", "¬", "√", "ƒ", "≈", "∆", "«", "»", "…", "\u{A0}", "À", "Ã", "Õ", "Œ", "œ",
        "–", "—", "“", "”", "‘", "’", "÷", "◊", "ÿ", "Ÿ", "⁄", "€", "‹", "›", "ﬁ", "ﬂ",
        "‡", "·", "‚", "„", "‰", "Â", "Ê", "Á", "Ë", "È", "Í", "Î", "Ï", "Ì", "Ó", "Ô",
        "\u{F8FF}", "Ò", "Ú", "Û", "Ù", "ı", "ˆ", "˜", "¯", "˘", "˙", "˚", "¸", "˝", "˛", "ˇ",
    ]
}

extension TextEncoding {
    /// The bytes of a text in this encoding; a character it lacks becomes `?`.
    func encode(_ text: String) -> [UInt8] {
        switch self {
        case .utf8: Array(text.utf8)
        case .utf16LittleEndian: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .windows1252, .latin1, .macRoman: text.unicodeScalars.map { byte(for: $0) ?? 0x3F }
        }
    }

    /// The byte of a character in a single-byte encoding, nil where it has none.
    func byte(for scalar: Unicode.Scalar) -> UInt8? {
        if scalar.isASCII { return UInt8(scalar.value) }
        if let known = (0x80...0xFF).first(where: { self.scalar(for: $0) == scalar }) {
            return UInt8(known)
        }
        // An undefined byte was kept as the control character of the same number.
        let isKeptControl = self == .windows1252 && (0x80...0x9F).contains(scalar.value)
        return isKeptControl ? UInt8(scalar.value) : nil
    }
}
