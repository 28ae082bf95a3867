import Foundation
import SyncCore
import Testing

/// Registers through the commands, and a list that is read by them.
struct ReferenceCommandTests {
    private func postal(_ folder: CommandFolder, _ lines: String...) throws -> String {
        let text = lines.map { $0.replacing("|", with: "\t") + "\r\n" }.joined()
        return try folder.write(text, to: "post\(lines.count)-\(lines.last?.prefix(4) ?? "").txt")
    }

    @Test func `a register is tried, read, listed, and read no second time`() throws {
        let folder = CommandFolder.withHub()
        let file = try postal(folder, "0150|OSLO|0301|OSLO|G", "5003|BERGEN|4601|BERGEN|G")
        let words = ["reference", "import", file, "--db", folder.db, "--day", "2025-10-01"]
        let dry = folder.run(words + ["--dry-run", "--json"])
        #expect(dry.exit == 0)
        #expect(try dry.json["added"] == 2)
        #expect(try folder.run("reference", "list", "--db", folder.db, "--json").json == [])
        let read = folder.run(words + ["--json"])
        #expect(read.exit == 0)
        #expect(try read.json["valid"] == 2)
        let again = folder.run(words + ["--json"])
        #expect(try again.json["alreadyRead"] == true)
        let list = try folder.run("reference", "list", "--db", folder.db, "--json").json
        #expect(list.array?.count == 1)
        #expect(list.array?.first?["register"] == "postal_code")
        #expect(list.array?.first?["day"] == "2025-10-01")
        let code = try folder.run("reference", "list", "5003", "--db", folder.db, "--json").json
        #expect(code.array?.first?["municipality"] == "4601")
        #expect(folder.run("reference", "list", "9999", "--db", folder.db).exit == 1)
    }

    @Test func `a file that ends many codes, or is older, is refused`() throws {
        let folder = CommandFolder.withHub()
        let whole = try postal(folder, "0150|OSLO|0301|OSLO|G", "5003|BERGEN|4601|BERGEN|G")
        let half = try postal(folder, "0150|OSLO|0301|OSLO|G")
        let base = ["--db", folder.db, "--day"]
        _ = folder.run(["reference", "import", whole] + base + ["2025-10-01"])
        let loss = folder.run(["reference", "import", half] + base + ["2026-10-01"])
        #expect(loss.exit == 2)
        #expect(loss.errors.contains("--force"))
        let older = folder.run(["reference", "import", half] + base + ["2024-10-01", "--force"])
        #expect(older.exit == 2)
        let forced = folder.run(
            ["reference", "import", half] + base + ["2026-10-01", "--force", "--json"]
        )
        #expect(try forced.json["ended"] == 1)
        let code = try folder.run("reference", "list", "5003", "--db", folder.db, "--json").json
        #expect(code.array?.first?["until"] == "2026-10-01")
    }

    @Test(arguments: [
        ("nb", "ikke et register"), ("nn", "ikkje eit register"), ("en", "no register"),
    ])
    func `what is no register is refused in the language of the command`(
        language: String,
        words: String
    ) throws {
        let folder = CommandFolder.withHub()
        let file = try folder.write("Fornavn;Etternavn\nKari;Moe\n", to: "liste.csv")
        let told = folder.run(
            "reference",
            "import",
            file,
            "--db",
            folder.db,
            "--language",
            language
        )
        #expect(told.exit == 3)
        #expect(told.errors.contains(words))
    }

    @Test func `a list is read by the registers that are there`() throws {
        let folder = CommandFolder.withHub()
        let postal = try postal(folder, "0150|OSLO|0301|OSLO|G", "8622|MO I RANA|1833|RANA|G")
        folder.run("reference", "import", postal, "--db", folder.db)
        let communes = try folder.write("code,name\n1833,Rana\n", to: "kommuner.csv")
        folder.run("reference", "import", communes, "--db", folder.db)
        let list = try folder.write(
            "Fornavn;Etternavn;Postnr;Kommune\nKari;Moe;8622;Rana\nOle;Lie;1234;Gokk\n",
            to: "liste.csv"
        )
        let plan = folder.file("a.plan")
        let check = folder.run("roster", "check", list, "--db", folder.db, "--plan", plan)
        #expect(check.output.contains("postal.unknown"))
        #expect(check.output.contains("municipality.unknown"))
        let written = try String(contentsOfFile: plan, encoding: .utf8)
        #expect(written.contains("Mo i Rana"))
        #expect(written.contains("\"1833\""))
    }
}
