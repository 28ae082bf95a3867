import Coordination
import Foundation
import RosterImport
import SyncCore
@testable import SyncEngine
import Testing

/// ROSTER.md 3.6: who was erased does not come back by a list, and nobody is kept out who comes herself.
struct RosterErasedTests {
    private static let head = "Fornavn;Etternavn;Fødselsdato;Mobil;E-post\n"
    private static let kari = "Kari;Nordmann;03.05.1984;91234567;kari@example.no\n"
    private static let list = head + kari + "Ole;Dahl;04.06.1971;98765432;ole@example.no\n"

    /// A centre that has read the list and erased Kari.
    private static func erased() throws -> TestCentre {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(list))
        try erase(centre)
        return centre
    }

    private static func erase(_ centre: TestCentre) throws {
        let kari = try require(
            try centre.rows(.person).first { $0["displayName"] == "Kari Nordmann" }
        )
        let outcome = try centre.submit([Edit(.person, kari.id, set: ["erased": true])])
        #expect(outcome.verdict == .applied)
    }

    @Test func `a list that still has her is read without her`() throws {
        let centre = try Self.erased()
        let plan = try centre.plan(Self.list)
        #expect(plan.rows.map(\.action) == [.reject, .unchanged])
        #expect(plan.rows[0].reasons.first?.code == "row.person_erased")
        #expect(plan.header.counts.reject == 1)
        let head = try centre.head()
        #expect(try centre.apply(plan).count(.rejected) == 1)
        #expect(try centre.head() == head)
        #expect(try centre.rows(.person).count == 1)
    }

    @Test func `whom an import brought that was undone can be erased for good`() throws {
        let centre = try TestCentre()
        let done = try centre.apply(try centre.plan(Self.list))
        _ = try centre.undo(done.batch)
        let kari = try centre.service.read { reader in
            try reader.allRows(.person).compactMap { try reader.row($0) }
                .first { $0["displayName"] == "Kari Nordmann" }
        }
        let person = try require(kari)
        #expect(person.isRemoved)
        let id = person.id
        let token = try centre.service.read { try $0.erasurePlan(id).token }
        try centre.service.write { try $0.erase(id, confirm: token) }
        let row = try require(try centre.service.read { try $0.row(id) })
        #expect(row.isErased && row.fields.isEmpty)
        #expect(try centre.plan(Self.list).rows[0].action == .reject)
    }

    /// She has married and has another number since the list was written.
    @Test func `a list from before she had another name and number does not bring her back`() throws
    {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(Self.list))
        let kari = try require(
            try centre.rows(.person).first { $0["displayName"] == "Kari Nordmann" }
        )
        func own(_ entity: EntityName) throws -> [RowState] {
            try centre.rows(entity).filter { $0["personId"]?.text == kari.id.description }
        }
        var edits = [Edit(.person, kari.id, set: ["displayName": "Kari Moen"])]
        for row in try own(.personPrivate) {
            edits.append(
                Edit(.personPrivate, row.id, set: ["givenName": "Kari", "familyName": "Moen"])
            )
        }
        for row in try own(.contactPoint) where row["kind"]?.text == "mobile" {
            edits.append(
                Edit(
                    .contactPoint,
                    row.id,
                    set: ["valueAsWritten": "59 55 12 34", "valueNormalised": "+4759551234"]
                )
            )
        }
        #expect(edits.count >= 3)
        for edit in edits { #expect(try centre.submit([edit]).verdict == .applied) }
        #expect(
            try centre.submit([Edit(.person, kari.id, set: ["erased": true])]).verdict == .applied
        )
        let old = Self.head + "Kari;Nordmann;;91234567;\n"
        #expect(try centre.plan(old).rows.map(\.action) == [.reject])
    }

    @Test(arguments: [
        "NORDMANN;Kari;03.05.1984;;", "Kåri;Nordmann;;91234567;", "Kari;Nordmann;;;KARI@example.no",
        "Kari;Nordmann;03.05.1984;92222222;ny@example.no",
    ])
    func `two things that belong together are enough`(row: String) throws {
        let plan = try Self.erased().plan(Self.head + row + "\n")
        #expect(plan.rows.map(\.action) == [.reject])
    }

    @Test(arguments: [
        "Kari;Nordmann;;;", "Kari;Nordmann;03.05.1999;92222222;ny@example.no",
        "Kari;Olsen;03.05.1984;92222222;",
    ])
    func `a namesake is not kept out`(row: String) throws {
        #expect(try Self.erased().plan(Self.head + row + "\n").rows.map(\.action) == [.create])
    }

    @Test func `of her family with her number a person is asked`() throws {
        let centre = try Self.erased()
        var plan = try centre.plan(Self.head + "Per;Nordmann;01.02.2009;91234567;\n")
        #expect(plan.rows.map(\.action) == [.ask])
        #expect(plan.rows[0].question == "match.contact_of_erased")
        try plan.answer(row: 2, .new, known: [], options: Self.options(centre))
        #expect(try centre.apply(plan).count(.created) == 1)
    }

    private static func options(_ centre: TestCentre) throws -> PlanOptions {
        PlanOptions(centre: centre.centre.description, today: try require(centre.today))
    }

    @Test func `where she has signed up anew a person's word lets her in, and stays`() throws {
        let centre = try Self.erased()
        var plan = try centre.plan(Self.list)
        try plan.answer(row: 2, .new, known: [], options: Self.options(centre))
        #expect(plan.header.counts.create == 1 && plan.header.counts.reject == 0)
        let read = try PlanFile.read(try PlanFile.write(plan))
        #expect(read == plan)
        #expect(try centre.apply(read).count(.created) == 1)
        #expect(try centre.plan(Self.list).header.counts.unchanged == 2)
        // With a new number she is the one who came back, and not the one who was erased.
        let moved = Self.head + "Kari;Nordmann;03.05.1984;91234567;kari.ny@example.no\n"
        #expect(try centre.plan(moved).rows.map(\.action) == [.update])
    }

    @Test func `whoever came back herself is updated like anybody`() throws {
        let centre = try Self.erased()
        let id = Environment.system.newID()
        let owner: JSONObject = ["personId": id.json, "centreId": centre.centre.json]
        func row(_ entity: EntityName, _ set: JSONObject) -> Edit {
            Edit(entity, Environment.system.newID(), set: owner.merging(set) { $1 })
        }
        let edits = [
            Edit(.person, id, set: ["displayName": "Kari Nordmann", "status": "active"]),
            row(
                .personPrivate,
                ["givenName": "Kari", "familyName": "Nordmann", "birthOn": "1984-05-03"]
            ),
            row(.centreMembership, ["source": "self"]),
        ]
        #expect(try centre.submit(edits).verdict == .applied)
        #expect(try centre.plan(Self.list).rows[0].action == .update)
    }

    @Test func `a plan made before the erasure does not bring her in either`() throws {
        let centre = try TestCentre()
        let early = try centre.plan(Self.list)
        try centre.apply(try centre.plan(Self.head + Self.kari))
        try Self.erase(centre)
        let done = try centre.apply(early)
        #expect(done.rows.map(\.state) == [.rejected, .created])
        #expect(done.rows[0].codes == ["row.person_erased"])
    }

    @Test func `a restored store knows it by the ledger, also of who came after the backup`() throws
    {
        let centre = try TestCentre()
        let copy = centre.folder + "/copy.db"
        _ = try centre.service.backup(to: copy)
        try centre.apply(try centre.plan(Self.list))
        try Self.erase(centre)
        let store = try LedgerTests.moved(centre)
        unlink(store)
        let domain = try Coordination.domain()
        _ = try StoreBackup.restore(
            from: copy,
            to: store,
            ledger: .beside,
            domain: domain,
            environment: .system
        )
        let again = try HubService(path: store, domain: domain, environment: .system)
        defer { again.close() }
        let traces = try again.read { try $0.erasedTraces() }
        #expect(traces.holds("c:+4791234567"))
        #expect(!traces.holds("c:+4798765432"))
        let ledger = try #require(try LedgerBytes(store + ".ledger").read())
        let text = String(decoding: ledger, as: UTF8.self)
        #expect(text.contains("\"traces\"") && !text.contains("91234567") && !text.contains("kari"))
    }

    @Test func `after three years nothing is left to know her by`() throws {
        let centre = try Self.erased()
        #expect(try centre.service.read { try !$0.erasedTraces().isEmpty })
        let then = Environment.system.now() + ErasedTraces.lifetime + 1000
        try centre.service.write { try ErasedTraces.dropOld(at: then, in: $0.store) }
        #expect(try centre.service.read { try $0.erasedTraces().isEmpty })
    }

    @Test func `the commands tell it: in the plan, the rejects and the page, and how she gets in`()
        throws
    {
        let folder = CommandFolder.withHub()
        let roster = try folder.write(Self.list, to: "liste.csv")
        let (plan, again) = (folder.file("1.plan"), folder.file("2.plan"))
        folder.run("roster", "check", roster, "--db", folder.db, "--plan", plan)
        #expect(folder.run("roster", "apply", plan, "--db", folder.db).exit == 0)
        let persons = try folder.run("office", "list", "person", "--db", folder.db, "--json").json
        let kari = try require(
            persons.array?.first { $0["fields"]?["displayName"] == "Kari Nordmann" }?["id"]?.text
        )
        let dry = try folder.run("person", "erase", kari, "--db", folder.db, "--json").json
        let token = try require(dry["token"]?.text)
        let done = folder.run("person", "erase", kari, "--db", folder.db, "--confirm", token)
        #expect(done.exit == 0 && done.output.contains("keyed digests"))
        let (rejects, page) = (folder.file("avvist.csv"), folder.file("side.html"))
        let check = folder.run(
            "roster",
            "check",
            roster,
            "--db",
            folder.db,
            "--plan",
            again,
            "--reject",
            rejects,
            "--html",
            page
        )
        #expect(check.exit == 2)
        #expect(check.output.contains("row.person_erased"))
        #expect(check.output.contains("roster answer \(again) 2 new"))
        let file = try String(contentsOfFile: rejects, encoding: .utf8)
        #expect(file.contains("row.person_erased"))
        #expect(try !String(contentsOfFile: page, encoding: .utf8).contains("91234567"))
        // Not by the way, with all others.
        let all = folder.run("roster", "answer", again, "--all", "new", "--db", folder.db, "--json")
        #expect(try all.json["answered"] == 0)
        #expect(folder.run("roster", "answer", again, "2", "new", "--db", folder.db).exit == 0)
        let applied = folder.run("roster", "apply", again, "--db", folder.db, "--json")
        #expect(try applied.json["counts"]?["created"] == 1)
    }
}
