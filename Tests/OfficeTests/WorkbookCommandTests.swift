import Foundation
import SyncCore
import Testing

/// Workbooks through the commands that take lists.
struct WorkbookCommandTests {
    /// A workbook of one person, a hidden column, an error and merged cells.
    private let book = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../Fuzz/seeds/workbook/small").standardized.path

    @Test func `a workbook is read, and how it was understood is told`() throws {
        let folder = CommandFolder()
        let told = folder.run("roster", "read", book)
        #expect(told.exit == 1)
        #expect(told.output.contains("sheet      1 of 1: A\n"))
        #expect(told.output.contains("dates      count from 1904\n"))
        #expect(told.output.contains("header     row 1: Navn | Mobil\n"))
        #expect(told.output.contains("roster.hidden_columns"))
        #expect(!told.output.contains("Moe"), "no values without --json")
        let json = try folder.run("roster", "read", book, "--json").json
        #expect(json["format"] == "xlsx")
        #expect(json["encoding"] == .null)
        #expect(json["sheet"]?["datesFrom"] == 1904)
        #expect(json["count"] == 1)
        #expect(json["rows"]?.array?.first?.array?.first == "Kari Moe")
        let bare = folder.run("roster", "read", book, "--json", "--no-rows")
        #expect(try bare.json["rows"] == nil)
        #expect(!bare.output.contains("Kari"))
    }

    @Test func `a workbook is checked, rejected, corrected and applied like any list`() throws {
        let folder = CommandFolder.withHub()
        let (plan, rejects) = (folder.file("a.plan"), folder.file("a.csv"))
        let check = folder.run(
            ["roster", "check", book, "--db", folder.db, "--reject", rejects, "--json"]
        )
        // An error stands beside the header's columns: told, and nobody's value.
        #expect(try check.json["counts"]?["create"] == 1)
        #expect(check.exit == 1)
        #expect(try check.json["sheet"] == "A")
        let planned = folder.run("roster", "check", book, "--db", folder.db, "--plan", plan)
        #expect(planned.exit == 1)
        #expect(planned.output.hasPrefix("workbook, sheet 1 of 1: A, 1 row\n"))
        #expect(folder.run("roster", "apply", plan, "--db", folder.db).exit == 0)
        let persons = folder.run("office", "list", "person", "--db", folder.db, "--json")
        #expect(try persons.json.array?.count == 1)
    }

    @Test func `what cannot be read is told in the language of the command`() throws {
        let folder = CommandFolder()
        let old = folder.file("gammel.xls")
        let name = "Workbook".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        try Data([0xD0, 0xCF, 0x11, 0xE0] + name + [0, 0]).write(to: URL(fileURLWithPath: old))
        for (language, words) in [
            ("nb", "Åpne den, lagre den som .xlsx"), ("nn", "Opne ho, lagre ho som .xlsx"),
            ("en", "Open it, save it as .xlsx"),
        ] {
            let told = folder.run("roster", "read", old, "--language", language)
            #expect(told.exit == 3)
            #expect(told.errors.contains(words))
            #expect(told.errors.contains("[roster.workbook_old]"))
        }
        let asked = folder.run("roster", "read", book, "--sheet", "Folk", "--language", "nb")
        #expect(asked.errors.contains("(1 «A»)"))
    }
}
