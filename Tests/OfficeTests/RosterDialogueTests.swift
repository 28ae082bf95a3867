import Foundation
import SyncCore
import Testing

/// Rows that ask, answered one after the other.
struct RosterDialogueTests {
    private static let list = """
        Fornavn;Etternavn;E-post
        Kari;Moe;k1@example.no
        Kari;Moe;k2@example.no
        Kari;Moe;k3@example.no
        Ole;Dahl;o1@example.no
        Ole;Dahl;o2@example.no

        """

    private func planned() throws -> (folder: CommandFolder, plan: String) {
        let folder = CommandFolder.withHub()
        let roster = try folder.write(Self.list, to: "liste.csv")
        let plan = folder.file("liste.plan")
        folder.run("roster", "check", roster, "--db", folder.db, "--plan", plan)
        return (folder, plan)
    }

    private func answer(
        _ folder: CommandFolder,
        _ plan: String,
        _ lines: [String],
        _ language: String = "en"
    ) -> CommandFolder.Told {
        folder.run(
            ["roster", "answer", plan, "--interactive", "--db", folder.db, "--language", language],
            typing: lines
        )
    }

    private func counts(_ folder: CommandFolder, _ plan: String) throws -> JSONObject {
        let told = folder.run("roster", "apply", plan, "--db", folder.db, "--json")
        return try require(try told.json["counts"]?.object)
    }

    @Test func `same, different and skip are written into the plan, and apply does them`() throws {
        let (folder, plan) = try planned()
        let told = answer(folder, plan, ["1", "d", "s"])
        #expect(told.exit == 0)
        #expect(told.output.contains("1/3  row 3: Kari, Moe, k2@example.no"))
        #expect(told.output.contains("1  row 2: Kari, Moe, k1@example.no [equal name"))
        #expect(told.output.contains("3 rows answered."))
        let counts = try counts(folder, plan)
        #expect(counts["created"] == 3)
        #expect(counts["linked"] == 1)
        #expect(counts["unchanged"] == 1)
    }

    @Test func `the last answer is taken back as often as one likes`() throws {
        let (folder, plan) = try planned()
        let told = answer(folder, plan, ["u", "1", "s", "u", "u", "d", "d", "d"])
        #expect(told.exit == 0)
        #expect(told.output.contains("There is nothing to undo."))
        #expect(told.output.contains("3 rows answered."))
        #expect(try counts(folder, plan)["created"] == 5)
    }

    @Test func `whoever quits, or whose pipe ends, keeps what was answered`() throws {
        for lines in [["d", "q"], ["d"]] {
            let (folder, plan) = try planned()
            let told = answer(folder, plan, lines)
            #expect(told.exit == 1)
            #expect(told.output.contains("1 row answered. 2 rows wait for an answer"))
            let rest = folder.run("roster", "answer", plan, "--db", folder.db, "--json")
            #expect(try rest.json["asked"]?.array?.count == 2)
            #expect(answer(folder, plan, ["d", "d"]).exit == 0)
        }
    }

    @Test
    func `words that make no sense are asked for again, and a row nobody can join yet is told`()
        throws
    {
        let (folder, plan) = try planned()
        // Row 4 may be row 3, which waits when it is passed over by nobody's answer.
        let told = answer(folder, plan, ["x", "9", "", "1", "2", "s"])
        #expect(told.exit == 0)
        #expect(told.output.contains("That was not understood."))
        #expect(try counts(folder, plan)["linked"] == 2)
    }

    @Test func `it speaks bokmål and nynorsk`() throws {
        let (folder, plan) = try planned()
        let nb = answer(folder, plan, ["q"], "nb").output
        #expect(nb.contains("rad 3") && nb.contains("hopp over") && nb.contains("samme navn"))
        let nn = answer(folder, plan, ["q"], "nn").output
        #expect(nn.contains("angre førre") && nn.contains("same namn"))
    }

    @Test func `rows, answers and JSON do not go with it`() throws {
        let (folder, plan) = try planned()
        let base = ["roster", "answer", plan, "--interactive", "--db", folder.db]
        #expect(folder.run(base + ["--json"]).exit == 64)
        #expect(folder.run(base + ["--all"]).exit == 64)
        #expect(folder.run(base + ["3", "new"]).exit == 64)
    }
}
