@testable import RosterImport
import Testing

/// Rows one at a time: the same as all at once, whatever the pieces.
@Suite struct StreamTests {
    @Test func `a place past 4 GiB is refused`() throws {
        #expect(try RowMemory.start(Int(UInt32.max)) == .max)
        let error = #expect(throws: RosterError.self) { try RowMemory.start(1 << 32) }
        #expect(error?.code == "roster.file_too_large")
    }

    private func rows(_ bytes: RosterBytes, _ options: ReadOptions = ReadOptions()) throws
        -> [SourceRow]
    {
        var rows: [SourceRow] = []
        _ = try RosterStream(bytes, options: options).read { row throws(RosterError) in
            rows.append(row)
        }
        return rows
    }

    /// More than one piece of the reader, with every kind of oddity in it.
    private static let long: [UInt8] = {
        var text = "Medlemsliste;;;\r\n\r\nFornavn;Etternavn;Merknad;;\r\n"
        for number in 0..<30_000 {
            switch number % 1000 {
            case 1: text += "\"Kåre\r\nOla\";Moen \(number);\"a;b\"\"c\";;\r\n"
            case 2: text += "Åse;Lie\r\n"
            case 3: text += "Åse;Lie;x;y;z;æ\r\n"
            case 4: text += ";;;;\r\n"
            case 5 where number < 3000: text += "\"Uten slutt;Moen;\(number)\r\n"
            default: text += "Kåre;Sæther \(number);Bodø;;\r\n"
            }
        }
        return Array((text + "Totalt;30000\r\n").utf8)
    }()

    @Test(arguments: [
        TextEncoding.utf8, .windows1252, .utf16LittleEndian, .utf16BigEndian, .macRoman,
    ])
    func `a file larger than a piece reads the same as its rows by themselves`(
        encoding: TextEncoding
    ) throws {
        let text = String(decoding: Self.long, as: UTF8.self)
        let mark = encoding.rawValue.hasPrefix("utf-16") ? encoding.encode("\u{FEFF}") : []
        let table = try RosterReader.read(mark + encoding.encode(text))
        #expect(table.encoding == encoding)
        #expect(table.header == ["Fornavn", "Etternavn", "Merknad"])
        #expect(table.rows.count == 30_000 - 30)
        #expect(table.problemCounts["roster.unclosed_quote"] == 3)
        #expect(table.problemCounts["roster.short_row"] == 30)
        #expect(table.problemCounts["roster.long_row"] == 30)
        #expect(table.problemCounts["roster.totals_row"] == 1)
        #expect(table.rows.count { $0.fields[0] == "Kåre\r\nOla" } == 30)
        #expect(table.rows.last?.fields[1] == "Sæther 29999")
        // Every line break is one row, the blank ones and those in quotes counted as they should.
        #expect(table.rows.last?.number == 30_003)
    }

    @Test func `a stream can be read twice`() throws {
        let stream = try RosterStream(RosterBytes(Self.long))
        var counts = [0, 0]
        for turn in counts.indices {
            let told = try stream.read { _ throws(RosterError) in counts[turn] += 1 }
            #expect(told.problemCounts["roster.short_row"] == 30)
        }
        #expect(counts[0] == counts[1])
    }

    @Test func `a row can end the reading`() throws {
        var seen = 0
        let stop = RosterError(code: "test.stop", message: "Stop.")
        let stream = try RosterStream(RosterBytes(Self.long))
        let thrown = #expect(throws: RosterError.self) {
            _ = try stream.read { _ throws(RosterError) in
                seen += 1
                if seen == 5 { throw stop }
            }
        }
        #expect(thrown == stop)
        #expect(seen == 5)
    }

    @Test func `a workbook's rows come one at a time as well`() throws {
        var sheet = textRow(1, ["Fornavn", "Etternavn"])
        for number in 2...5000 { sheet += textRow(number, ["Kari", "Moe \(number)"]) }
        let bytes = RosterBytes(try TinyWorkbook(sheet).bytes())
        let rows = try rows(bytes)
        #expect(rows.count == 4999)
        #expect(rows.last?.fields == ["Kari", "Moe 5000"])
    }

    @Test func `quotes never closed in a long file cost their own lines, up to a hundred`() throws {
        let good = String(repeating: "Kari;Moe\n", count: 8000)
        func text(_ open: Int) -> [UInt8] {
            bytes("Fornavn;Etternavn\n" + String(repeating: "\"Ole;Bø\n" + good, count: open))
        }
        let table = try RosterReader.read(text(12))
        #expect(table.rows.count == 12 * 8001)
        #expect(table.problemCounts["roster.unclosed_quote"] == 12)
        let many = bytes("A;B\n" + String(repeating: "\"Ole;Bø\nx\n", count: 101) + good + "\"Ole")
        #expect(refusal(of: many) == nil || refusal(of: many) == "roster.unclosed_quotes")
    }

    @Test func `bytes that cannot be read are no end of the file`() throws {
        let bytes = RosterBytes(descriptor: -1, count: 10)
        #expect(throws: RosterError.self) { try bytes.read(at: 0, upTo: 4) }
    }
}
