import Foundation
import SyncCore
import Testing

/// ROSTER.md 3.4: an equal name alone asks, and a person answers.
struct RosterAnswerTests {
    static let namesakes = """
        Email,First name,Last name
        foo-1@example.com,Foo,Bar
        foo-2@example.com,Foo,Bar
        foo-3@example.com,Foo,Bar

        """

    private func planned(_ text: String = namesakes) throws -> (CommandFolder, plan: String) {
        let folder = CommandFolder.withHub()
        let roster = try folder.write(text, to: "liste.csv")
        let plan = folder.file("liste.plan")
        let check = folder.run("roster", "check", roster, "--db", folder.db, "--plan", plan)
        #expect(check.output.contains("2 rows wait for an answer"))
        #expect(check.output.contains("roster answer \(plan)"))
        return (folder, plan)
    }

    private func counts(_ told: CommandFolder.Told) throws -> JSONObject {
        try require(try told.json["counts"]?.object)
    }

    @Test func `rows that ask are listed and can all be answered as new persons`() throws {
        let (folder, plan) = try planned()
        let list = folder.run("roster", "answer", plan, "--db", folder.db)
        #expect(list.exit == 1)
        #expect(list.output.contains("Only the name is equal"))
        let words = ["roster", "answer", plan, "--all", "new", "--code", "match.name_only"]
        let answered = folder.run(words + ["--db", folder.db])
        #expect(answered.exit == 0)
        let applied = folder.run("roster", "apply", plan, "--db", folder.db, "--json")
        #expect(try counts(applied)["created"] == 3)
        #expect(applied.exit == 0)
        let roster = folder.file("liste.csv")
        let again = folder.run("roster", "check", roster, "--db", folder.db, "--json")
        #expect(try counts(again)["unchanged"] == 3)
    }

    @Test func `answers given after an apply bring in what waited, and nobody twice`() throws {
        let (folder, plan) = try planned()
        let first = folder.run("roster", "apply", plan, "--db", folder.db)
        #expect(first.exit == 1)
        #expect(first.output.contains("2 rows wait for an answer"))
        folder.run("roster", "answer", plan, "3", "new", "--db", folder.db)
        folder.run("roster", "answer", plan, "4", "same", "#2", "--db", folder.db)
        let applied = folder.run("roster", "apply", plan, "--db", folder.db, "--json")
        #expect(try counts(applied)["created"] == 1)
        #expect(try counts(applied)["linked"] == 1)
        let persons = try folder.run("office", "list", "person", "--db", folder.db, "--json").json
        #expect(persons.array?.count == 2)
        let contacts = folder.run("office", "list", "contactPoint", "--db", folder.db, "--json")
        #expect(try contacts.json.array?.count == 3)
    }

    @Test func `a row can be a person of the store, or be left out`() throws {
        let folder = CommandFolder.withHub()
        let early = try folder.write("Email,First name,Last name\na@b.no,Foo,Bar\n", to: "1.csv")
        folder.run("roster", "check", early, "--db", folder.db, "--plan", folder.file("1.plan"))
        folder.run("roster", "apply", folder.file("1.plan"), "--db", folder.db)
        let roster = try folder.write(Self.namesakes, to: "2.csv")
        let plan = folder.file("2.plan")
        folder.run("roster", "check", roster, "--db", folder.db, "--plan", plan)
        let persons = try folder.run("office", "list", "person", "--db", folder.db, "--json").json
        let person = try require(persons.array?.first?["id"]?.text)
        let same = folder.run("roster", "answer", plan, "2", "same", person, "--db", folder.db)
        #expect(same.exit == 1)
        #expect(folder.run("roster", "answer", plan, "3", "4", "skip", "--db", folder.db).exit == 0)
        let applied = folder.run("roster", "apply", plan, "--db", folder.db, "--json")
        #expect(try counts(applied)["updated"] == 1)
        #expect(try counts(applied)["unchanged"] == 2)
        let contacts = folder.run("office", "list", "contactPoint", "--db", folder.db, "--json")
        #expect(try contacts.json.array?.count == 2)
    }

    @Test func `a row asks for what matching found, also where something is told after it`() throws
    {
        let folder = CommandFolder.withHub()
        let text =
            "Fornavn;Etternavn;E-post;Mobil\nKari;Moe;k1@example.no;91234567\n"
            + "Kari;Moe;k2@example.no;98765432\nOle;Dahl;;98765432\n"
        let roster = try folder.write(text, to: "liste.csv")
        let plan = folder.file("liste.plan")
        folder.run("roster", "check", roster, "--db", folder.db, "--plan", plan)
        let list = try folder.run("roster", "answer", plan, "--db", folder.db, "--json").json
        #expect(list["asked"]?.array?.compactMap { $0["code"]?.text } == ["match.name_only"])
    }

    @Test func `what cannot be answered so is refused, and the plan stays whole`() throws {
        let (folder, plan) = try planned()
        let before = try Data(contentsOf: URL(fileURLWithPath: plan))
        #expect(folder.run("roster", "answer", plan, "2", "new", "--db", folder.db).exit == 2)
        #expect(
            folder.run("roster", "answer", plan, "3", "same", "#4", "--db", folder.db).exit == 2
        )
        #expect(folder.run("roster", "answer", plan, "3", "maybe", "--db", folder.db).exit == 64)
        #expect(folder.run("roster", "answer", plan, "3", "same", "--db", folder.db).exit == 64)
        #expect(folder.run("roster", "answer", plan, "new", "--db", folder.db).exit == 64)
        #expect(try Data(contentsOf: URL(fileURLWithPath: plan)) == before)
    }
}
