import RosterImport
import Testing

/// Workbooks as spreadsheet programs write them, from bytes to rows.
@Suite struct WorkbookTests {
    private func read(
        _ book: TinyWorkbook,
        _ options: ReadOptions = ReadOptions(headerRow: 0)
    ) throws -> ReadTable {
        try RosterReader.read(try book.bytes(), options: options)
    }

    private func fields(_ book: TinyWorkbook) throws -> [[String]] {
        try read(book).rows.map(\.fields)
    }

    @Test func `shared and inline texts, runs and results of formulas are read`() throws {
        var book = TinyWorkbook(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
            <c r="C1" t="inlineStr"><is><r><t>Ka</t></r><r><t>ri</t></r></is></c>
            <c r="D1" t="str"><f>A1</f><v>Moen</v></c><c r="E1"><f>1+1</f><v>2</v></c></row>
            """
        )
        book.shared = [
            "<t xml:space=\"preserve\"> Åse</t>",
            "<r><rPr><b/></rPr><t>Bo</t></r><r><t>dø</t></r><rPh sb=\"0\" eb=\"1\"><t>ぼ</t></rPh>",
        ]
        #expect(try fields(book) == [[" Åse", "Bodø", "Kari", "Moen", "2"]])
    }

    @Test func `a text in its cell counts before a number left beside it`() throws {
        let book = TinyWorkbook(
            """
            <row r="1"><c r="A1" t="inlineStr"><v>1.0</v><is><t>1.</t></is></c>
            <c r="B1" t="inlineStr"><is><t>2.</t></is><v>2.0</v></c></row>
            """
        )
        #expect(try fields(book) == [["1.", "2."]])
    }

    @Test func `characters that XML cannot hold come back`() throws {
        let book = TinyWorkbook(textRow(1, ["a_x000D_b", "_x00e5_", "_x12", "_x005F_x000D_"]))
        #expect(try fields(book) == [["a\rb", "å", "_x12", "_x000D_"]])
    }

    @Test(
        arguments: [
            ("0150", "150", "0000"), ("91234567", "91234567", "General"),
            ("91234567", "9.1234567E7", "General"), ("4791234567", "4791234567", "General"),
            ("91 23 45 67", "91234567", "00 00 00 00"),
            ("912 34 567", "91234567", "### ## ###"),
            ("+47 91234567", "91234567", "\"+47 \"00000000"),
            (
                "91 23 45 67", "91234567",
                "[<=99999999]##_ ##_ ##_ ##;\\(\\+##\\)_ ##_ ##_ ##_ ##_ ##"
            ),
            (
                "(+47) 91 23 45 67", "4791234567",
                "[<=99999999]##_ ##_ ##_ ##;\\(\\+##\\)_ ##_ ##_ ##_ ##"
            ),
            ("0123", "123", "[<=9999]0000;General"), ("12345", "12345", "[<=9999]0000;General"),
            ("91234567", "91234567", "#,##0"), ("12.50", "12.5", "0.00"), ("12.5", "12.5", "0.##"),
            ("12", "12", "0.##"), ("40 år", "40", "0\" år\""), ("-7", "-7", "0"),
            ("7", "-7", "0;0"), ("50%", "0.5", "0%"), ("1.69", "1.6900000000000002", "General"),
            ("0.00001", "0.00001", "General"), ("123456789012345000", "123456789012345000", "0"),
            ("3", "3", ";;;"), ("kr 250", "250", "[$kr-414] 0"), ("12", "12345", "0,"),
            ("5", "5", "@"),
            ("007", "7", "[Red]000"), ("#", "#", "0"),
        ]
    )
    func `a number reads as the sheet shows it`(shown: String, held: String, format: String) throws
    {
        var book = TinyWorkbook("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(held)</v></c></row>")
        book.formats = [format]
        #expect(try fields(book) == [[shown]])
    }

    @Test(
        arguments: [
            ("1900-01-01", "1", "dd.mm.yyyy", false), ("1900-02-28", "59", "dd.mm.yyyy", false),
            // The day that never was stays itself, and is no date to who reads it.
            ("1900-02-29", "60", "dd.mm.yyyy", false), ("1900-03-01", "61", "dd.mm.yyyy", false),
            ("1984-05-03", "30805", "[$-414]d. mmmm yyyy", false),
            ("1904-01-01", "0", "dd.mm.yyyy", true),
            ("1984-05-03", "29343", "yyyy\\-mm\\-dd", true),
            ("1984-05-03 13:45:00", "30805.572916666668", "dd.mm.yyyy hh:mm", false),
            ("1984-05-04", "30805.9999999999", "dd.mm.yyyy", false),
            ("13:45:00", "0.572916666666667", "hh:mm", false),
            ("255:10:10", "10.632060185", "[h]:mm:ss", false),
            ("-3", "-3", "dd.mm.yyyy", false), ("2958466", "2958466", "dd.mm.yyyy", false),
            ("30805", "30805", "0\" dager\"", false),
        ]
    )
    func `a day is told by its style`(shown: String, held: String, format: String, mac: Bool) throws
    {
        var book = TinyWorkbook("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(held)</v></c></row>")
        book.formats = [format]
        book.countsFrom1904 = mac
        #expect(try fields(book)[0][0].hasPrefix(shown))
        #expect(try read(book).sheet?.countsFrom1904 == mac)
    }

    @Test func `a number in a column of dates counts from the workbook's own first day`() throws {
        for (mac, day) in [(false, "1984-05-03"), (true, "1988-05-04")] {
            var book = TinyWorkbook(
                textRow(1, ["Fornavn", "Etternavn", "Fødselsdato"])
                    + "<row r=\"2\"><c t=\"inlineStr\"><is><t>Kari</t></is></c>"
                    + "<c t=\"inlineStr\"><is><t>Moe</t></is></c><c><v>30805</v></c></row>"
            )
            book.countsFrom1904 = mac
            let table = try read(book, ReadOptions())
            let plan = try Planner.plan(
                table,
                mapping: HeaderMapping(of: table),
                known: [],
                options: try options()
            )
            #expect(plan.rows[0].changes.first { $0.field == .birthDate }?.new == day)
        }
    }

    @Test func `truths read as they are, and errors are told and never somebody's name`() throws {
        let book = TinyWorkbook(
            textRow(1, ["Fornavn", "Etternavn", "Mobil"])
                + "<row r=\"2\"><c r=\"A2\" t=\"b\"><v>1</v></c><c r=\"B2\" t=\"b\"><v>0</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"e\"><v>#N/A</v></c><c r=\"B3\" t=\"str\"><v>Moe</v></c></row>"
        )
        let table = try read(book, ReadOptions())
        #expect(table.rows.map(\.fields) == [["TRUE", "FALSE", ""], ["#N/A", "Moe", ""]])
        #expect(table.problems.map(\.code) == ["roster.cell_error"])
        let mapping = HeaderMapping(of: table)
        let plan = try Planner.plan(table, mapping: mapping, known: [], options: try options())
        #expect(plan.actions.last == .reject)
        #expect(plan.codes(1).contains("value.cell_error"))
    }

    @Test func `a formula without a result is told`() throws {
        let book = TinyWorkbook(
            textRow(1, ["Navn", "Alder"])
                + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>Moe</v></c><c r=\"B2\"><f>1+1</f></c></row>"
        )
        let table = try read(book, ReadOptions())
        #expect(table.rows.map(\.fields) == [["Moe", ""]])
        #expect(table.problems.map(\.code) == ["roster.no_result"])
    }

    @Test func `rows and cells without an address follow the ones before`() throws {
        let book = TinyWorkbook(
            """
            <row><c><v>1</v></c><c/><c><v>3</v></c></row>
            <row r="4"><c r="B4"><v>5</v></c><c><v>6</v></c></row><row><c><v>7</v></c></row>
            """
        )
        let table = try read(book)
        #expect(table.rows.map(\.fields) == [["1", "", "3"], ["", "5", "6"], ["7"]])
        #expect(table.rows.map(\.number) == [1, 4, 5])
    }

    @Test func `what a sheet says of its size is not believed`() throws {
        var book = TinyWorkbook(textRow(1, ["Navn", "Mobil"]) + textRow(3, ["Moe", ""]))
        book.sheets[0].before = "<dimension ref=\"A1\"/>"
        #expect(try read(book, ReadOptions()).rows.map(\.fields) == [["Moe", ""]])
        book.sheets[0].before = "<dimension ref=\"A1:XFD1048576\"/>"
        #expect(try read(book, ReadOptions()).rows.map(\.number) == [3])
    }

    @Test func `empty styled cells to the end of the world are nothing`() throws {
        let cells = "<c r=\"A2\" t=\"str\"><v>Moe</v></c><c r=\"XFD2\" s=\"1\"/>"
        var rows = textRow(1, ["Navn"]) + "<row r=\"2\">\(cells)</row>"
        rows += "<row r=\"1048576\"><c r=\"A1048576\" s=\"1\"/></row>"
        #expect(try read(TinyWorkbook(rows), ReadOptions()).rows.map(\.fields) == [["Moe"]])
    }

    @Test(arguments: ["", "x:", "main:"])
    func `prefixes do not count, nor which edition of the standard`(prefix: String) throws {
        for isStrict in [false, true] {
            var book = TinyWorkbook(textRow(1, ["Navn", "By"]) + textRow(2, ["Moe", "Bø"]))
            book.prefix = prefix
            book.isStrict = isStrict
            #expect(try read(book, ReadOptions()).rows.map(\.fields) == [["Moe", "Bø"]])
        }
    }

    @Test func `elements of another namespace are not cells`() throws {
        let other = "<y:c xmlns:y=\"urn:y\" r=\"A1\"><y:v>9</y:v></y:c>"
        #expect(
            try fields(TinyWorkbook("<row r=\"1\">\(other)<c r=\"B1\"><v>1</v></c></row>")) == [
                ["", "1"]
            ]
        )
    }

    @Test func `short rows of a sheet are no fault, and values beyond the header are told`() throws
    {
        let rows =
            textRow(1, ["Fornavn", "Etternavn", "Mobil"]) + textRow(2, ["Kari", "Moe"])
            + textRow(3, ["Ole", "Bø", "", "ring etter fem"])
        let table = try read(TinyWorkbook(rows), ReadOptions())
        #expect(table.rows[0].fields == ["Kari", "Moe", ""])
        #expect(table.rows[1].fields == ["Ole", "Bø", "", "ring etter fem"])
        #expect(table.problems.map(\.code) == ["roster.beyond_header"])
        let mapping = HeaderMapping(of: table)
        let plan = try Planner.plan(table, mapping: mapping, known: [], options: try options())
        #expect(plan.actions == [.create, .create])
    }
}
