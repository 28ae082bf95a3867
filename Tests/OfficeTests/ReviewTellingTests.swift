import Coordination
import Foundation
import SyncCore
@testable import SyncEngine
import Testing

/// What a coordinator reads before and after she decides.
struct ReviewTellingTests {
    /// A store with one item about a zone's name, written by hand as the hub would.
    private func reviewed(unit: String, kind: String) throws -> (CommandFolder, item: String) {
        let folder = CommandFolder.withHub()
        folder.run("office", "new", "person", "displayName=Kari Moe", "--db", folder.db)
        let environment = Environment.system
        let hub = try HubService(
            path: folder.db,
            domain: try Coordination.domain(),
            environment: environment
        )
        defer { hub.close() }
        let item = environment.newID()
        let person = try require(try hub.read { try $0.rows(.person) }.first)
        try hub.write { hub in
            let (seq, now) = (try hub.head() + 1, try hub.hubTime())
            let run = hub.newRun(hub.newWorld(seq: seq, now: now))
            var edits = [
                try run.itemEdit(
                    item,
                    about: person,
                    unit: unit,
                    kind: kind,
                    fallback: hub.identity.centre
                )
            ]
            for (name, isInForce) in [("Kari Moe", true), ("Kari Mo", false)] {
                edits.append(
                    run.side(
                        of: item,
                        values: unit == RowState.removedUnit ? [:] : ["displayName": .string(name)],
                        operation: person.stamps["displayName"]?.seq,
                        claimed: 1_777_593_600_000,
                        role: .coordinator,
                        isInForce: isInForce,
                        about: person
                    )
                )
            }
            try run.run(edits, by: .hub(at: now))
            try hub.recordOwn(run, seq: seq, now: now)
        }
        return (folder, item.description)
    }

    @Test func `an item tells what it is about, whose it is, and who said what when`() throws {
        let (folder, item) = try reviewed(unit: "displayName", kind: "field.review")
        let list = folder.run("review", "list", "--db", folder.db).output
        #expect(list.contains("person Kari Moe"))
        #expect(list.contains("Somebody wrote something else: name."))
        let shown = folder.run("review", "show", item, "--db", folder.db).output
        #expect(shown.contains("name: Kari Moe"))
        #expect(shown.contains("name: Kari Mo"))
        #expect(shown.contains("coordinator"))
        #expect(shown.contains("2026-05-01 02:00"))
        #expect(shown.contains("keep or take"))
        #expect(!shown.contains("{"))
        let json = try folder.run("review", "show", item, "--db", folder.db, "--json").json
        #expect(json["sides"]?.array?.count == 2)
    }

    @Test func `a decision that does not fit says which do, and a made one says who and why`()
        throws
    {
        let (folder, item) = try reviewed(unit: "displayName", kind: "field.review")
        let words = ["review", "decide", item]
        let why = ["--reason", "Talt med henne", "--db", folder.db]
        let wrong = folder.run(words + ["accept"] + why)
        #expect(wrong.exit == 2)
        #expect(wrong.errors.contains("keep or take"))
        #expect(folder.run(words + ["keep"] + why).exit == 0)
        let shown = folder.run("review", "show", item, "--db", folder.db).output
        #expect(shown.contains(": keep"))
        #expect(shown.contains("office"))
        #expect(shown.contains("Talt med henne"))
    }

    @Test func `of a row that came back it says which side removed and which edited`() throws {
        let (folder, item) = try reviewed(unit: RowState.removedUnit, kind: "row.brought_back")
        let shown = folder.run("review", "show", item, "--db", folder.db).output
        #expect(shown.contains("removed the row"))
        #expect(shown.contains("changed the row"))
        #expect(shown.contains("name: Kari Moe"))
    }
}
