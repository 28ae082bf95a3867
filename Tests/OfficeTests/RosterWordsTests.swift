@testable import Commands
import Coordination
import Foundation
import SyncCore
import Testing

/// What the roster commands say, and what they will not do.
struct RosterWordsTests {
    private static let list = "Fornavn;Etternavn;Mobil;Hund\nKari;Moe;91234567;ja\n"

    private func folder(_ text: String = list) throws -> (folder: CommandFolder, roster: String) {
        let folder = CommandFolder.withHub()
        return (folder, try folder.write(text, to: "liste.csv"))
    }

    @Test(arguments: [
        ("nb", "tegnkoding utf-8, 1 rad", "Ikke i bruk: Hund", "1 nye, 0 endret"),
        ("nn", "teiknkoding utf-8, 1 rad", "Ikkje i bruk: Hund", "1 nye, 0 endra"),
        ("en", "encoding utf-8, 1 row\n", "Not used: Hund", "1 new, 0 changed"),
    ])
    func `a check and an apply speak the reader's language`(
        language: String,
        first: String,
        unused: String,
        sums: String
    ) throws {
        let (folder, roster) = try folder()
        let plan = folder.file("p")
        let words = ["--db", folder.db, "--language", language]
        let check = folder.run(["roster", "check", roster, "--plan", plan] + words)
        for text in [first, unused, sums] { #expect(check.output.contains(text)) }
        let apply = folder.run(["roster", "apply", plan] + words)
        #expect(apply.output.contains(sums))
        let read = folder.run(["roster", "read", roster, "--language", language])
        #expect(
            read.output.contains(["nb": "tegnkoding", "nn": "teiknkoding"][language] ?? "encoding")
        )
    }

    @Test(arguments: [("nb", "eldre versjon"), ("nn", "eldre versjon"), ("en", "older version")])
    func `a plan of an older version is told in the reader's language`(
        language: String,
        words: String
    ) throws {
        let (folder, _) = try folder()
        let plan = try folder.write("{\"format\":1}\n", to: "old.plan")
        let told = folder.run("roster", "apply", plan, "--db", folder.db, "--language", language)
        #expect(told.errors.contains("roster.plan_older"))
        #expect(told.errors.contains(words))
        let json = folder.run(
            ["roster", "answer", plan, "--db", folder.db, "--language", language, "--json"]
        )
        #expect(try json.json["error"]?["message"]?.text?.contains(words) == true)
    }

    @Test func `one row is one row`() throws {
        let (folder, roster) = try folder("Fornavn;Etternavn\nKari;Moe\nKari;Moe\nKari;\n")
        let check = folder.run("roster", "check", roster, "--db", folder.db)
        #expect(!check.output.contains("1 rows") && !check.output.contains("(rows 4)"))
    }

    @Test func `two files of one name, a column said twice and a reason nobody has are refused`()
        throws
    {
        let (folder, roster) = try folder()
        let out = folder.file("ut")
        let check = ["roster", "check", roster, "--db", folder.db]
        let same = folder.run(check + ["--plan", out, "--html", out])
        #expect(same.exit == 64 && same.errors.contains("--plan") && same.errors.contains("--html"))
        let twice = folder.run(check + ["--map", "Hund=note", "--map", "#4=interests"])
        #expect(twice.exit == 64 && twice.errors.contains("Hund"))
        #expect(folder.run(check + ["--map", "Hund=note", "--ignore", "Hund"]).exit == 64)
        folder.run(check + ["--plan", out])
        let answer = ["roster", "answer", out, "--db", folder.db, "--all", "new", "--code"]
        let unknown = folder.run(answer + ["match.name_onli"])
        #expect(unknown.exit == 64)
        #expect(unknown.errors.contains("match.name_only"))
        #expect(folder.run(answer + ["match.name_only"]).exit == 0)
    }

    @Test func `taking back says what stays, and an import nobody knows is told by its code`()
        throws
    {
        let (folder, roster) = try folder()
        let plan = folder.file("p")
        folder.run("roster", "check", roster, "--db", folder.db, "--plan", plan)
        let applied = try folder.run("roster", "apply", plan, "--db", folder.db, "--json").json
        let batch = try require(applied["batch"]?.text)
        let undo = folder.run("roster", "undo", batch, "--db", folder.db)
        #expect(undo.output.contains("stays in the history; 'dugnad person erase'"))
        let nobody = "0197a3c1-0000-7000-8000-000000000000"
        #expect(folder.run("roster", "undo", nobody, "--db", folder.db).exit == 3)
        #expect(folder.run("roster", "undo", "abcdef12", "--db", folder.db).exit == 3)
        #expect(folder.run("roster", "undo", batch, "--db", folder.db).exit == 2)
    }

    @Test func `a register read before says that its day stays`() throws {
        let folder = CommandFolder.withHub()
        let text = "0150\tOSLO\t0301\tOSLO\tG\n0151\tOSLO\t0301\tOSLO\tG\n"
        let file = try folder.write(text, to: "post.txt")
        let words = ["reference", "import", file, "--db", folder.db, "--day"]
        #expect(folder.run(words + ["2026-01-01"]).exit == 0)
        let again = folder.run(words + ["2026-03-01"])
        #expect(again.exit == 0)
        #expect(again.output.contains("as of 2026-01-01"))
        let same = folder.run(words + ["2026-01-01"])
        #expect(!same.output.contains("does not change that"))
    }

    @Test func `a file has no name before it is whole, and none where it is not made`() throws {
        let folder = CommandFolder()
        let path = folder.file("plan")
        func names() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder.path)
        }
        struct Stopped: Error {}
        #expect(throws: Stopped.self) {
            try NewFile.make(path, mode: 0o600) { _ in throw Stopped() }
        }
        #expect(try names() == [])
        try NewFile.make(path, mode: 0o600) { descriptor in
            #expect(write(descriptor, "x", 1) == 1)
            let made = (try? names()) ?? ["plan"]
            #expect(!made.contains("plan"))
        }
        #expect(try names() == ["plan"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("x".utf8))
        let failure = #expect(throws: Failure.self) {
            try NewFile.write([1], to: path, option: "--plan")
        }
        #expect(failure?.code == "file.exists")
    }
}
