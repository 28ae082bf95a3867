@testable import RosterImport
import Testing

@Suite struct EncodingTests {
    static let text = "Fornavn;Etternavn;Poststed\r\nKåre;Sæther;Bodø\r\nØrjan;Ås;Værøy\r\n"

    @Test(arguments: TextEncoding.allCases)
    func `every encoding gives the same table`(encoding: TextEncoding) throws {
        let mark: [UInt8] =
            switch encoding {
            case .utf16LittleEndian: [0xFF, 0xFE]
            case .utf16BigEndian: [0xFE, 0xFF]
            default: []
            }
        let table = try RosterReader.read(mark + encoding.encode(Self.text))
        // Without C1 bytes the two Western encodings are one and the same.
        #expect(table.encoding == (encoding == .latin1 ? .windows1252 : encoding))
        #expect(table.rows[0].fields == ["Kåre", "Sæther", "Bodø"])
        #expect(table.rows[1].fields == ["Ørjan", "Ås", "Værøy"])
        #expect(table.hasByteOrderMark == !mark.isEmpty)
    }

    @Test func `a UTF-8 mark is no part of the first column name`() throws {
        let table = try RosterReader.read([0xEF, 0xBB, 0xBF] + bytes(Self.text))
        #expect(table.header[0] == "Fornavn")
        #expect(table.header[0].unicodeScalars.count == 7)
        #expect(table.hasByteOrderMark)
    }

    @Test func `UTF-16 without a mark is recognised by its NUL bytes`() throws {
        for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
            #expect(try RosterReader.read(encoding.encode(Self.text)).encoding == encoding)
        }
    }

    @Test func `an encoding that is said is taken, whatever the bytes look like`() throws {
        // Too few Latin letters for the NUL bytes to tell; by itself this is no text.
        let text = "Навн;Бы\nКари;Осло\nОле;Берген\n"
        let bytes = TextEncoding.utf16LittleEndian.encode(text)
        #expect(refusal(of: bytes) == "roster.not_text")
        let table = try RosterReader.read(
            bytes,
            options: ReadOptions(encoding: .utf16LittleEndian, delimiter: .semicolon, headerRow: 1)
        )
        #expect(table.rows.map(\.fields) == [["Кари", "Осло"], ["Оле", "Берген"]])
    }

    @Test func `Excel's Unicode text is UTF-16 with tabs`() throws {
        let text = Self.text.replacing(";", with: "\t")
        let table = try RosterReader.read(
            [0xFF, 0xFE] + TextEncoding.utf16LittleEndian.encode(text)
        )
        #expect(table.delimiter == .tab)
        #expect(table.rows.count == 2)
    }

    @Test(arguments: [0x81, 0x8D, 0x8F, 0x90, 0x9D] as [UInt8])
    func `a byte without meaning in Windows-1252 does not lose the file`(byte: UInt8) throws {
        let table = try RosterReader.read(
            TextEncoding.windows1252.encode(Self.text) + [byte] + bytes("x;y;z\r\n")
        )
        #expect(table.encoding == .windows1252)
        #expect(table.rows[0].fields[0] == "Kåre")
        #expect(table.rows[2].fields[0].unicodeScalars.first?.value == UInt32(byte))
        #expect(table.problems.map(\.code) == ["roster.bad_bytes"])
        #expect(table.problems[0].row == 4)
    }

    @Test func `E5 and 9A together are Windows-1252`() throws {
        let rows: [UInt8] =
            bytes("Navn;By\nB") + [0xE5] + bytes("rd;Novi ") + [0x9A] + bytes("ad\n")
        let table = try RosterReader.read(rows)
        #expect(table.rows[0].fields == ["Bård", "Novi šad"])
        #expect(table.encoding == .windows1252)
    }

    @Test func `text encoded twice is reported, and mended when asked`() throws {
        let twice = "Fornavn;Etternavn\nKÃ¥re;BÃ¸\n"
        let table = try read(twice)
        #expect(table.rows[0].fields == ["KÃ¥re", "BÃ¸"])
        #expect(table.problems.map(\.code) == ["roster.double_encoded"])
        let mended = try read(twice, ReadOptions(repairsDoubleEncoding: true))
        #expect(mended.rows[0].fields == ["Kåre", "Bø"])
        #expect(try read("Fornavn;Etternavn\nÅse;Ærlig\n").problems.isEmpty)
    }

    @Test func `one broken sequence in a UTF-8 file is that row's problem`() throws {
        let good = bytes(Self.text) + bytes(String(repeating: "Åse;Bø;Ås\r\n", count: 20))
        let table = try RosterReader.read(good + bytes("K") + [0xE5] + bytes("re;x;y\r\n"))
        #expect(table.encoding == .utf8)
        #expect(table.problems.map(\.code) == ["roster.bad_bytes"])
    }

    @Test func `chunks of any size give the same rows`() throws {
        let text = bytes("a;\"b\r\n\"\"c\"\r\nd;e\r\n\r\nf;g")
        var seen: [[[UInt8]]] = []
        for size in 1...text.count {
            var rows: [[UInt8]] = []
            var parser = DelimitedParser(delimiter: .semicolon, limits: ReadLimits())
            func sink(_ record: RawRecord) throws(RosterError) -> Bool {
                rows.append(record.bytes + [UInt8(record.number)])
                return true
            }
            for start in stride(from: 0, to: text.count, by: size) {
                try parser.feed(text[start..<min(start + size, text.count)], sink: sink)
            }
            try parser.finish(sink: sink)
            seen.append(rows)
        }
        #expect(seen.allSatisfy { $0 == seen[0] })
        #expect(seen[0].count == 4)
    }
}
