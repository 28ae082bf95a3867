/// Turns the bytes of one field into text and says what had to be mended.
struct FieldDecoder {
    let encoding: TextEncoding
    let repairsDoubleEncoding: Bool

    /// A row's fields as text, with what was odd about them.
    func row(_ record: RawRecord) -> SourceRow {
        var flags = record.flags
        let fields = record.ends.indices.map { decode(record.field($0), flags: &flags) }
        var row = SourceRow(number: record.number, fields: fields, flags: flags)
        row.place = record.start
        return row
    }

    func decode(_ bytes: ArraySlice<UInt8>, flags: inout RowFlags) -> String {
        var isPlain = true
        var hasNul = false
        for byte in bytes {
            isPlain = isPlain && byte < 0x80
            hasNul = hasNul || byte == 0
        }
        if hasNul {
            flags.insert(.nulBytes)
            return decode(ArraySlice(bytes.filter { $0 != 0 }), flags: &flags)
        }
        if isPlain { return String(decoding: bytes, as: UTF8.self) }
        switch encoding {
        case .utf8, .utf16LittleEndian, .utf16BigEndian: return unicode(bytes, flags: &flags)
        case .windows1252, .latin1, .macRoman: return singleByte(bytes, flags: &flags)
        }
    }

    /// UTF-16 has been transcoded before rows are cut, so here it is UTF-8 as well.
    private func unicode(_ bytes: ArraySlice<UInt8>, flags: inout RowFlags) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            flags.insert(.badBytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        guard let repaired = DoubleEncoding.repaired(text) else { return text }
        flags.insert(.doubleEncoded)
        return repairsDoubleEncoding ? repaired : text
    }

    private func singleByte(_ bytes: ArraySlice<UInt8>, flags: inout RowFlags) -> String {
        // A character of these encodings takes at most three bytes of UTF-8.
        var isBad = false
        let text = String(unsafeUninitializedCapacity: bytes.count * 3) { buffer in
            var filled = 0
            func put(_ byte: UInt32) {
                buffer[filled] = UInt8(truncatingIfNeeded: byte)
                filled += 1
            }
            for byte in bytes {
                guard byte >= 0x80 else {
                    put(UInt32(byte))
                    continue
                }
                let known = encoding.scalar(for: byte)
                isBad = isBad || known == nil
                let value = known?.value ?? UInt32(byte)
                if value < 0x800 {
                    put(0xC0 | value >> 6)
                } else {
                    put(0xE0 | value >> 12)
                    put(0x80 | value >> 6 & 0x3F)
                }
                put(0x80 | value & 0x3F)
            }
            return filled
        }
        if isBad { flags.insert(.badBytes) }
        return text
    }
}

/// Text that was read as Windows-1252 and written as UTF-8 once too often.
enum DoubleEncoding {
    /// The text before the second encoding, or nil when nothing suggests that there was one.
    static func repaired(_ text: String) -> String? {
        guard mayBeDouble(text.utf8) else { return nil }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = TextEncoding.windows1252.byte(for: scalar) else { return nil }
            bytes.append(byte)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Whether one of Â Ã Ä Å â stands in it: the first bytes C2–C5 and E2 of letters and
    /// punctuation, as Windows-1252 shows them.
    private static func mayBeDouble(_ text: String.UTF8View) -> Bool {
        var before: UInt8 = 0
        for byte in text {
            if before == 0xC3, (0x82...0x85).contains(byte) || byte == 0xA2 { return true }
            before = byte
        }
        return false
    }
}
