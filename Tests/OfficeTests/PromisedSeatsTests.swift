import Coordination
import SyncCore
import SyncEngine
import Testing

/// A cut below what is confirmed is held for a person, with the list to choose from (DESIGN.md 3.6).
struct PromisedSeatsTests {
    private let folder = CommandFolder.withHub()

    private func make(_ entity: String, _ fields: String...) throws -> String {
        let made = folder.run(["office", "new", entity] + fields + ["--db", folder.db, "--json"])
        #expect(made.exit < 2, "\(made.errors)")
        let rows = try folder.run("office", "list", entity, "--db", folder.db, "--json").json
        return try require(rows.array?.last?["id"]?.text)
    }

    /// A shift of two seats, both given, and a third person who waits.
    private func shift() throws -> String {
        let task = try make("task", "kind=event", "title=Rydding", "state=published")
        let shift = try make(
            "shift",
            "taskId=\(task)",
            "startsAt=2031-05-01T10:00",
            "endsAt=2031-05-01T14:00",
            "slots=2"
        )
        for name in ["Kari", "Ola", "Per"] {
            let person = try make("person", "displayName=\(name)")
            _ = try make("signup", "shiftId=\(shift)", "personId=\(person)", "wish=wants")
        }
        return shift
    }

    private func item() throws -> String {
        let listed = try folder.run("review", "list", "--db", folder.db, "--json").json
        return try require(listed.array?.first?["id"]?.text)
    }

    @Test func `a cut below what was promised is shown with those who have a seat`() throws {
        let shift = try shift()
        _ = folder.run("office", "set", "shift", shift, "slots=1", "--db", folder.db)
        let item = try item()
        let shown = folder.run("review", "show", item, "--db", folder.db, "--language", "en")
        #expect(shown.output.contains("These have a seat"))
        #expect(shown.output.contains("  Kari\n"))
        #expect(shown.output.contains("  Ola\n"))
        #expect(!shown.output.contains("  Per\n"))
        let json = try folder.run("review", "show", item, "--db", folder.db, "--json").json
        #expect(json["seats"]?.array?.count == 2)
        #expect(json["seats"]?.array?.allSatisfy { $0["shift"]?.text == shift } == true)
        let rejected = folder.run(
            "review",
            "decide",
            item,
            "reject",
            "--reason",
            "Begge kommer",
            "--db",
            folder.db
        )
        #expect(rejected.exit == 0, "\(rejected.errors)")
        let after = folder.run("review", "show", item, "--db", folder.db, "--language", "en")
        #expect(!after.output.contains("These have a seat"))
    }

    @Test func `the removal of a task lists the seats of all its shifts`() throws {
        let shift = try shift()
        let rows = try folder.run("office", "list", "task", "--db", folder.db, "--json").json
        let task = try require(rows.array?.first?["id"]?.text.flatMap { RowID($0) })
        let hub = try HubService(
            path: folder.db,
            domain: try Coordination.domain(),
            environment: .system
        )
        let outcome = try hub.submit([Edit(.task, task, mark: .removed)])
        #expect(outcome.verdict == .held)
        hub.close()
        let shown = try folder.run("review", "show", try item(), "--db", folder.db, "--json").json
        #expect(shown["seats"]?.array?.map { $0["shift"] } == [.string(shift), .string(shift)])
    }
}
