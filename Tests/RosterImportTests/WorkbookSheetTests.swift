import RosterImport
import Testing

/// Which sheet is read, and what is told of what is hidden or merged in it.
@Suite struct WorkbookSheetTests {
    private typealias Sheet = TinyWorkbook.Sheet

    private let people = textRow(1, ["Fornavn", "Etternavn"]) + textRow(2, ["Kari", "Moe"])
    private let notes = textRow(1, ["Husk kake"]) + textRow(2, ["og kaffe"])

    private func read(_ book: TinyWorkbook, sheet: String? = nil) throws -> ReadTable {
        try RosterReader.read(try book.bytes(), options: ReadOptions(sheet: sheet))
    }

    private func refused(_ book: TinyWorkbook, sheet: String? = nil) throws -> RosterError? {
        do {
            _ = try read(book, sheet: sheet)
            return nil
        } catch let error as RosterError { return error }
    }

    @Test func `the only sheet with rows is the list`() throws {
        let book = TinyWorkbook(sheets: [
            Sheet(name: "Tom", rows: ""), Sheet(name: "Folk", rows: people),
            Sheet(name: "x", rows: ""),
        ])
        let table = try read(book)
        #expect(table.sheet?.name == "Folk")
        #expect(table.sheet?.number == 2)
        #expect(table.problems.isEmpty)
    }

    @Test func `the only sheet with a header of people is the list, and the others are told`()
        throws
    {
        let book = TinyWorkbook(sheets: [
            Sheet(name: "Notat", rows: notes), Sheet(name: "Folk", rows: people),
        ])
        let table = try read(book)
        #expect(table.sheet?.name == "Folk")
        #expect(table.problems.map(\.code) == ["roster.other_sheets"])
    }

    @Test func `where two sheets may be meant nobody guesses`() throws {
        let book = TinyWorkbook(sheets: [
            Sheet(name: "Vår", rows: people), Sheet(name: "Høst", rows: people, state: "hidden"),
            Sheet(name: "Sommer", rows: people),
        ])
        let error = try refused(book)
        #expect(error?.code == "roster.which_sheet")
        #expect(error?.detail == "1 «Vår», 2 «Høst»*, 3 «Sommer»")
        #expect(try read(book, sheet: "sommer").sheet?.number == 3)
        #expect(try read(book, sheet: "2").sheet?.name == "Høst")
        #expect(try refused(book, sheet: "4")?.code == "roster.no_such_sheet")
        #expect(try refused(book, sheet: "Vinter")?.code == "roster.no_such_sheet")
    }

    @Test func `a name goes before a number`() throws {
        let book = TinyWorkbook(sheets: [
            Sheet(name: "2", rows: people), Sheet(name: "1", rows: people),
        ])
        #expect(try read(book, sheet: "2").sheet?.number == 1)
    }

    @Test(arguments: ["hidden", "veryHidden"])
    func `a hidden sheet is never taken by itself, and is told`(state: String) throws {
        let seen = Sheet(name: "Folk", rows: people)
        let hidden = Sheet(name: "Gamle", rows: people, state: state)
        let table = try read(TinyWorkbook(sheets: [hidden, seen]))
        #expect(table.sheet?.name == "Folk")
        #expect(table.problems.map(\.code) == ["roster.hidden_sheets"])
        #expect(try refused(TinyWorkbook(sheets: [hidden]))?.code == "roster.which_sheet")
        let asked = try read(TinyWorkbook(sheets: [hidden, seen]), sheet: "Gamle")
        #expect(asked.sheet?.isHidden == true)
        #expect(asked.problems.map(\.code) == ["roster.other_sheets", "roster.hidden_sheet_read"])
    }

    @Test func `hidden rows and columns are read and told`() throws {
        var book = TinyWorkbook(people + textRow(3, ["Ole", "Bø"], attributes: "hidden=\"1\""))
        book.sheets[0].before = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>"
        let table = try read(book)
        #expect(table.rows.count == 2)
        #expect(table.problems.map(\.code) == ["roster.hidden_row", "roster.hidden_columns"])
        #expect(table.problems[0].row == 3)
        book.sheets[0].before = "<cols><col min=\"20\" max=\"16384\" hidden=\"1\"/></cols>"
        #expect(try read(book).problemCounts["roster.hidden_columns"] == nil)
    }

    @Test func `merged cells below the header are told, with their first row`() throws {
        var book = TinyWorkbook(
            textRow(1, ["Medlemmer 2026"]) + textRow(2, ["Fornavn", "Etternavn"])
                + textRow(3, ["Kari", "Moe"]) + textRow(4, ["Ole"])
        )
        book.sheets[0].after =
            "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"B3:B4\"/></mergeCells>"
        let table = try read(book)
        #expect(table.rows.map(\.fields) == [["Kari", "Moe"], ["Ole", ""]])
        #expect(table.problems.map(\.code) == ["roster.title_lines", "roster.merged_cells"])
        #expect(table.problems[1].row == 3)
    }

    @Test func `no sheet has a row`() throws {
        #expect(try refused(TinyWorkbook(""))?.code == "roster.empty")
        #expect(
            try refused(TinyWorkbook("<row r=\"1\"><c r=\"A1\"/></row>"))?.code == "roster.empty"
        )
        #expect(try refused(TinyWorkbook(""), sheet: "Ark1")?.code == "roster.empty")
    }

    @Test func `what only one kind of file has is refused for the other`() throws {
        let text = bytes("Fornavn;Etternavn\nKari;Moe\n")
        func code(_ bytes: [UInt8], _ options: ReadOptions) -> String? {
            do {
                _ = try RosterReader.read(bytes, options: options)
                return nil
            } catch { return error.code }
        }
        #expect(code(text, ReadOptions(sheet: "1")) == "roster.no_sheets")
        let book = try TinyWorkbook(people).bytes()
        #expect(code(book, ReadOptions(delimiter: .tab)) == "roster.workbook_dialect")
        #expect(code(book, ReadOptions(encoding: .utf8)) == "roster.workbook_dialect")
        var named = ReadOptions()
        named.fileName = "liste.XLSX"
        #expect(code(text, named) == "roster.named_workbook")
        #expect(code(book, named) == nil)
        #expect(code(text, ReadOptions(headerRow: 9)) == "roster.header_row_blank")
    }

    @Test func `rejects of a workbook go to a CSV that Excel opens without a question`() throws {
        let rows =
            textRow(1, ["Fornavn", "Etternavn", "Født"]) + textRow(5, ["Kåre", "Bø", "31.02.1980"])
        let table = try read(TinyWorkbook(rows))
        let mapping = HeaderMapping(of: table)
        let plan = try Planner.plan(table, mapping: mapping, known: [], options: try options())
        let file = try #require(RejectFile.write(plan, table: table, mapping: mapping))
        #expect(file.starts(with: [0xEF, 0xBB, 0xBF]))
        let back = try RosterReader.read(file)
        #expect(back.delimiter == .semicolon)
        #expect(back.lineEnd == .crlf)
        #expect(
            back.rows[0].fields.prefix(5) == ["Kåre", "Bø", "31.02.1980", "5", "date.not_real"]
        )
    }

    @Test func `a table that begins in the middle of a sheet has no columns before it`() throws {
        let rows =
            textRow(4, ["", "", "Fornavn", "Etternavn"]) + textRow(5, ["", "", "Kari", "Moe"])
        let table = try read(TinyWorkbook(rows))
        #expect(table.problems.isEmpty)
        let mapping = HeaderMapping(of: table)
        #expect(mapping.unknown.isEmpty)
        #expect(mapping.indices(of: .givenName) == [2])
        let noted = try read(TinyWorkbook(rows + textRow(6, ["", "x", "Ole", "Bø"])))
        #expect(noted.problems.map(\.code) == ["roster.unnamed_column"])
        #expect(HeaderMapping(of: noted).unknown == ["#2"])
    }
}
