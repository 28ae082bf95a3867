import RosterImport
import Testing

@Suite struct ReaderTests {
    @Test func `CRLF, LF and CR end rows alike`() throws {
        for end in ["\r\n", "\n", "\r"] {
            let table = try read("Fornavn;Etternavn\(end)Kåre;Moen\(end)Åse;Lie\(end)")
            #expect(table.rows.map(\.fields) == [["Kåre", "Moen"], ["Åse", "Lie"]])
            #expect(table.rows.map(\.number) == [2, 3])
            #expect(table.lineEnd.rawValue == end)
        }
    }

    @Test func `a delimiter followed by a combining mark is still a delimiter`() throws {
        let table = try read("Fornavn;Etternavn\nA;\u{308}B\n")
        #expect(table.rows[0].fields.count == 2)
    }

    @Test func `quoted fields keep line breaks, delimiters and doubled quotes`() throws {
        let table = try read("Navn;Merknad\n\"Lie; Åse\";\"linje 1\r\nlinje \"\"2\"\"\"\nB;c\n")
        #expect(table.rows[0].fields == ["Lie; Åse", "linje 1\r\nlinje \"2\""])
        #expect(table.rows.map(\.number) == [2, 3])
    }

    @Test func `a quote never closed costs its own line only`() throws {
        let table = try read("Fornavn;Etternavn\n\"Kåre;Moen\nÅse;Lie\nOle;Bø\n")
        #expect(table.rows.map(\.fields) == [["\"Kåre", "Moen"], ["Åse", "Lie"], ["Ole", "Bø"]])
        #expect(table.rows[0].flags.contains(.unclosedQuote))
        #expect(table.problems.map(\.code) == ["roster.unclosed_quote"])
        #expect(table.problems[0].row == 2)
    }

    @Test func `a quote never closed swallows no rows up to the next quote`() throws {
        let table = try read(
            "Fornavn;Etternavn\n\"Kåre;Moen\nÅse;Lie\nOle;\"Bø\"\n\"Liv\";Ås\n"
        )
        #expect(
            table.rows.map(\.fields) == [
                ["\"Kåre", "Moen"], ["Åse", "Lie"], ["Ole", "Bø"], ["Liv", "Ås"],
            ]
        )
        #expect(table.problems.map(\.code) == ["roster.unclosed_quote"])
    }

    @Test func `ragged rows are kept and reported`() throws {
        let table = try read("Fornavn;Etternavn;Mobil\nKåre;Moen\nÅse;Lie;1;ekstra\n")
        #expect(table.rows.map(\.fields) == [["Kåre", "Moen"], ["Åse", "Lie", "1", "ekstra"]])
        #expect(table.problems.map(\.code) == ["roster.short_row", "roster.long_row"])
        #expect(table.problems.map(\.row) == [2, 3])
    }

    @Test func `empty trailing rows and columns are no data`() throws {
        let table = try read("Fornavn;Etternavn;;\nKåre;Moen;;\n;;;\n\n;;;\n")
        #expect(table.header == ["Fornavn", "Etternavn"])
        #expect(table.rows.map(\.fields) == [["Kåre", "Moen"]])
        #expect(table.problems.isEmpty)
    }

    @Test func `title lines above the header are passed over`() throws {
        let table = try read("Medlemsliste 2024;;\n\nFornavn;Etternavn;Mobil\nKåre;Moen;1\n")
        #expect(table.headerRow == 3)
        #expect(table.rows.map(\.number) == [4])
        #expect(table.problems.map(\.code) == ["roster.title_lines"])
    }

    @Test func `a last row of totals is no person`() throws {
        let table = try read("Fornavn;Etternavn;Alder\nKåre;Moen;40\nTotalt;;40\n")
        #expect(table.rows.count == 1)
        #expect(table.problems.map(\.code) == ["roster.totals_row"])
    }

    @Test(arguments: [
        ("Sum", true), ("Totalt:", true), ("Antall", true), ("I alt", true),
        ("Sumaya Ali", false), ("Antalya Moe", false), ("I altan", false),
    ])
    func `a last row is one of totals by a word of its own`(first: String, isTotal: Bool) throws {
        let table = try read("Navn;Mobil\nKåre Moen;98765432\n\(first);91234567\n")
        #expect(table.rows.count == (isTotal ? 1 : 2))
        #expect((table.problemCounts["roster.totals_row"] != nil) == isTotal)
    }

    @Test func `a list without header keeps its first row`() throws {
        let table = try read("Kåre;Moen;kare@example.no;01.02.1980\nÅse;Lie;ase@example.no;\n")
        #expect(table.header.isEmpty)
        #expect(table.headerRow == nil)
        #expect(table.rows.count == 2)
    }

    @Test func `a sep line names the delimiter`() throws {
        let table = try read("sep=|\r\nFornavn|Etternavn\r\nKåre|Moen; og sønn\r\n")
        #expect(table.delimiter == .pipe)
        #expect(table.headerRow == 2)
        #expect(table.rows.map(\.fields) == [["Kåre", "Moen; og sønn"]])
    }

    @Test(arguments: Delimiter.allCases)
    func `the delimiter is found by evidence`(delimiter: Delimiter) throws {
        let rows = [["Navn", "Timer", "Poststed"], ["Lie Åse", "2", "Bø"], ["Moen", "4", "Å"]]
        let text = rows.map { $0.joined(separator: delimiter.rawValue) }.joined(separator: "\n")
        #expect(try read(text).delimiter == delimiter)
    }

    @Test func `decimal commas and lists of semicolons do not fool the delimiter`() throws {
        #expect(try read("Navn;Timer\nA;1,5\nB;2,5\n").delimiter == .semicolon)
        #expect(try read("Navn,Grupper\nA,x;y\nB,x;z\n").delimiter == .comma)
        let single = try read("Navn\nLie, Åse\nMoen, Kåre\n")
        #expect(single.rows.map(\.fields) == [["Lie, Åse"], ["Moen, Kåre"]])
    }

    @Test func `encoding, delimiter and header row can be said`() throws {
        let options = ReadOptions(encoding: .macRoman, delimiter: .comma, headerRow: 0)
        let table = try RosterReader.read([0x8C, 0x2C, 0x41], options: options)
        #expect(table.rows.map(\.fields) == [["å", "A"]])
        let second = try read("x;y\nFornavn;Etternavn\na;b\n", ReadOptions(headerRow: 2))
        #expect(second.header == ["Fornavn", "Etternavn"])
    }

    @Test func `NUL bytes are taken out and reported`() throws {
        let table = try read("Fornavn;Etternavn\nKå\0re;Moen\nÅse;Lie og mange flere bokstaver\n")
        #expect(table.rows[0].fields == ["Kåre", "Moen"])
        #expect(table.problems.map(\.code) == ["roster.nul_byte"])
    }

    @Test func `repeated and nameless columns are reported`() throws {
        let table = try read("Navn;Navn;;Mobil\na;b;c;d\n")
        #expect(
            table.problems.map(\.code) == ["roster.duplicate_header", "roster.unnamed_column"]
        )
    }

    @Test func `a header repeated in the middle is no person`() throws {
        let table = try read("Fornavn;Etternavn\nA;B\nFornavn;Etternavn\nC;D\n")
        #expect(table.rows.map(\.number) == [2, 4])
    }

    @Test(
        arguments: [
            [0x1F, 0x8B, 0x08], Array("%PDF-1.7".utf8), [0xFF, 0xD8, 0xFF, 0xE0],
            (0..<64).map { UInt8($0 % 9) },
        ] as [[UInt8]]
    )
    func `a file that is no text is refused`(bytes: [UInt8]) {
        #expect(throws: RosterError.self) { try RosterReader.read(bytes) }
        #expect(refusal(of: bytes) == "roster.not_text")
    }

    @Test func `each limit has its own code`() {
        func code(_ text: String, _ limits: ReadLimits) -> String? {
            refusal(of: bytes(text), limits)
        }
        #expect(code("a;b\n", ReadLimits(fileBytes: 3)) == "roster.file_too_large")
        #expect(code("a;b\n", ReadLimits(fileBytes: 4)) == nil)
        #expect(code("a;b;c\n", ReadLimits(columns: 2)) == "roster.too_many_columns")
        #expect(code("a;b;c\n", ReadLimits(columns: 3)) == nil)
        #expect(code("abcd;b\n", ReadLimits(fieldBytes: 3)) == "roster.field_too_long")
        #expect(code("abcd;b\n", ReadLimits(fieldBytes: 4)) == nil)
        #expect(code("a;b\nc;d\ne;f\n", ReadLimits(rows: 2)) == "roster.too_many_rows")
        #expect(code("a;b\nc;d\ne;f\n", ReadLimits(rows: 3)) == nil)
        #expect(code("\n \n", ReadLimits()) == "roster.empty")
    }

    @Test func `the JSON pieces are the five of the contract`() throws {
        let report = try read("Fornavn;Etternavn\nKåre;Moen\n").report
        #expect(report.encoding == "utf-8")
        #expect(report.delimiter == ";")
        #expect(report.header == ["Fornavn", "Etternavn"])
        #expect(report.rows == [["Kåre", "Moen"]])
        #expect(report.problems.isEmpty)
    }

    @Test func `problems of one kind are counted but not piled up`() throws {
        let table = try read("a;b;c\n" + String(repeating: "x;y\n", count: 500))
        #expect(table.problems.count == 100)
        #expect(table.problemCounts["roster.short_row"] == 500)
    }
}

/// The code a file is refused with, nil when it is read.
func refusal(of bytes: [UInt8], _ limits: ReadLimits = ReadLimits()) -> String? {
    do {
        _ = try RosterReader.read(bytes, options: ReadOptions(limits: limits))
        return nil
    } catch { return error.code }
}

/// Rows in which nothing stands, in whatever way.
@Suite struct BlankRowTests {
    @Test(arguments: [";;;\n", "\u{A0};\u{A0};\u{A0};\n", " ;\u{2007};;\n", "\"\";\"\";;\n"])
    func `a row of nothing is no row, above the header and below`(blank: String) throws {
        let head = "Fornavn;Etternavn;Mobil;E-post\n"
        let row = "Kari;Moe;91234567;kari@example.no\n"
        let table = try read(blank + head + row + blank + row + blank)
        #expect(table.header == ["Fornavn", "Etternavn", "Mobil", "E-post"])
        #expect(table.rows.map(\.number) == [3, 5])
        #expect(table.problems == [])
    }

    @Test func `no-break spaces are blank in every encoding of offices`() throws {
        for space in [[0xA0], [0xCA], [0xC2, 0xA0]] as [[UInt8]] {
            let letters: [UInt8] =
                space.count == 2 ? Array("Åse".utf8) : [space == [0xCA] ? 0x81 : 0xC5]
            let bytes =
                Array("Navn;Mobil\n".utf8) + letters + Array(";91234567\n".utf8) + space
                + [0x3B] + space + [0x0A] + letters + Array(";91234567\n".utf8)
            var options = ReadOptions()
            options.encoding = space.count == 2 ? .utf8 : space == [0xCA] ? .macRoman : .windows1252
            #expect(try RosterReader.read(bytes, options: options).rows.map(\.number) == [2, 4])
        }
    }
}
