import Foundation
import SyncCore
import SyncEngine
import Testing

/// What a person says of a list's columns is remembered by centre and header.
struct RosterColumnsTests {
    private static let list = """
        Fornavn;Etternavn;Kontakt;Hund
        Kari;Moe;91234567;ja

        """

    private func check(_ folder: CommandFolder, _ words: String...) throws -> JSONValue {
        let roster = folder.file("liste.csv")
        return try folder.run(
            ["roster", "check", roster, "--db", folder.db, "--json"] + words
        ).json
    }

    private func uses(_ told: JSONValue) -> [String] {
        told["columns"]?.array?.compactMap { $0["use"]?.text } ?? []
    }

    private func applied(_ words: String...) throws -> CommandFolder {
        let folder = CommandFolder.withHub()
        let roster = try folder.write(Self.list, to: "liste.csv")
        let plan = folder.file("a.plan")
        folder.run(["roster", "check", roster, "--db", folder.db, "--plan", plan] + words)
        #expect(folder.run("roster", "apply", plan, "--db", folder.db).exit == 0)
        return folder
    }

    @Test func `what --map and --ignore said is used again once the plan was applied, and told`()
        throws
    {
        let folder = try applied("--map", "Kontakt=mobile", "--ignore", "Hund")
        let told = try check(folder)
        #expect(uses(told) == ["given_name", "family_name", "mobile", "ignored"])
        #expect(told["remembered"]?.array?.compactMap(\.text) == ["Kontakt", "Hund"])
        let text = folder.run("roster", "check", folder.file("liste.csv"), "--db", folder.db)
        #expect(text.output.contains("Remembered from an earlier list with this header: Kontakt"))
        #expect(text.exit == 0)
    }

    @Test func `a check alone remembers nothing`() throws {
        let folder = CommandFolder.withHub()
        _ = try folder.write(Self.list, to: "liste.csv")
        _ = try check(folder, "--map", "Kontakt=mobile")
        #expect(uses(try check(folder))[2] == "unknown")
    }

    @Test func `a word on the command line beats what was remembered`() throws {
        let folder = try applied("--map", "Kontakt=mobile", "--ignore", "Hund")
        let told = try check(folder, "--map", "Hund=note", "--ignore", "Kontakt")
        #expect(uses(told) == ["given_name", "family_name", "ignored", "note"])
        #expect(told["remembered"]?.array?.isEmpty == true)
    }

    @Test func `it can be passed over, and is forgotten when such a plan is applied`() throws {
        let folder = try applied("--map", "Kontakt=mobile", "--ignore", "Hund")
        #expect(uses(try check(folder, "--forget-map"))[2] == "unknown")
        #expect(uses(try check(folder))[2] == "mobile")
        let plan = folder.file("b.plan")
        _ = try check(folder, "--forget-map", "--plan", plan)
        folder.run("roster", "apply", plan, "--db", folder.db)
        #expect(uses(try check(folder))[2] == "unknown")
    }

    @Test func `another header, another centre and no header know nothing of it`() throws {
        let folder = try applied("--map", "Kontakt=mobile")
        _ = try folder.write("Fornavn;Etternavn;Kontakt\nKari;Moe;91234567\n", to: "liste.csv")
        #expect(uses(try check(folder))[2] == "unknown")
        _ = try folder.write(Self.list, to: "liste.csv")
        let other = folder.run("centre", "add", "--name", "Andre", "--db", folder.db, "--json")
        if let id = try? other.json["centre"]?.text ?? other.json["id"]?.text {
            #expect(uses(try check(folder, "--centre", id))[2] == "unknown")
        }
        #expect(uses(try check(folder, "--header-row", "0"))[2] == "unknown")
    }

    @Test func `no name of a column stands in the store, nor anything from under it`() throws {
        let folder = try applied("--map", "Kontakt=mobile")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.db))
        #expect(bytes.range(of: Data("Kontakt".utf8)) == nil)
        #expect(bytes.range(of: Data("{\"3\":\"mobile\"}".utf8)) != nil)
    }

    @Test func `what a hub is sent has to be columns`() throws {
        let centre = Environment.system.newID()
        let good = RosterColumns(centre: centre, fingerprint: "f", columns: [1: "mobile", 2: ""])
        #expect(try RosterColumns(try require(good.json.object)) == good)
        let bad: [JSONObject] = [
            [:], ["centre": centre.json, "fingerprint": "", "columns": [:]],
            ["centre": centre.json, "fingerprint": "f", "columns": ["0": "mobile"]],
            ["centre": centre.json, "fingerprint": "f", "columns": ["513": "mobile"]],
            ["centre": centre.json, "fingerprint": "f", "columns": ["1": 2]],
            ["centre": "x", "fingerprint": "f", "columns": [:]],
        ]
        for body in bad { #expect(throws: SyncError.self) { try RosterColumns(body) } }
    }
}
