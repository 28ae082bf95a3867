import Coordination
import Foundation
import Storage
import SyncCore
@testable import SyncEngine
import Testing

/// DOMAIN.md M8: whoever is held about can have it.
struct PersonExportTests {
    private let centre: TestCentre
    private let kari = Environment.system.newID()
    private let ola = Environment.system.newID()

    init() throws {
        centre = try TestCentre()
        for (id, name) in [(kari, "Kari Utvik"), (ola, "Ola Innvik")] {
            let owner: JSONObject = ["personId": id.json, "centreId": centre.centre.json]
            let new = { Environment.system.newID() }
            let contact: JSONObject = [
                "kind": "email",
                "valueNormalised": .string("\(name.prefix(3).lowercased())@example.no"),
            ]
            let made = try centre.submit([
                Edit(.person, id, set: ["displayName": .string(name)]),
                Edit(.centreMembership, new(), set: owner),
                Edit(
                    .personPrivate,
                    new(),
                    set: owner.merging(["familyName": .string(name)]) { $1 }
                ),
                Edit(.contactPoint, new(), set: owner.merging(contact) { $1 }),
            ])
            #expect(made.verdict == .applied)
        }
        let task: JSONObject = [
            "centreId": centre.centre.json, "kind": "cleanup", "title": "Rydding for alle",
            "ownerPersonId": kari.json, "safetyLeadId": kari.json,
        ]
        let made = try centre.submit([
            Edit(.task, Environment.system.newID(), set: task),
            Edit(.person, kari, set: ["displayName": "Kari Nyvik"]),
        ])
        #expect(made.verdict == .applied)
    }

    private func export(_ person: RowID) throws -> PersonExport {
        try centre.service.read { try $0.personExport(person) }
    }

    @Test func `the export is all rows that name her, as a scan of the whole store finds them`()
        throws
    {
        let export = try export(kari)
        let told = Set(export.rows.map(\.id)).union(export.named.map(\.id))
        // What is in the file, not what our own look-ups say.
        let store = try HubService.connection(centre.db, .readOnly)
        var scanned: Set<RowID> = []
        try store.query("SELECT id, wire FROM state") { row in
            let text = String(decoding: row.bytes(1), as: UTF8.self)
            if let id = row.id(0), id == kari || text.contains(kari.description) {
                scanned.insert(id)
            }
        }
        #expect(scanned.count >= 5)
        #expect(told == scanned)
        #expect(export.named.map(\.fields) == [["ownerPersonId", "safetyLeadId"]])
    }

    @Test func `nothing of anybody else is in it`() throws {
        let text = String(decoding: try export(kari).json(at: 0).bytes(), as: UTF8.self)
        #expect(text.contains("Kari Nyvik") && text.contains("kar@example.no"))
        #expect(!text.contains("Ola") && !text.contains("Innvik"))
        #expect(!text.contains(ola.description))
        #expect(!text.contains("Rydding for alle"), "a task is not about her")
    }

    @Test func `what was written before is in it`() throws {
        let names = try export(kari).history.filter { $0.unit == "displayName" }
            .map { $0.value["displayName"] }
        #expect(names == ["Kari Utvik", "Kari Nyvik"])
    }

    @Test func `of work that waits for a decision she gets the part that touches her`() throws {
        let owner = try TestReplica("ane", "actionOwner", at: centre)
        try owner.sync()
        func proposed(_ name: String, _ adult: RowID) -> Edit {
            Edit(
                .organisation,
                Environment.system.newID(),
                set: [
                    "centreId": centre.centre.json, "name": .string(name),
                    "kind": "informal_group", "responsibleAdultId": adult.json,
                ]
            )
        }
        _ = try owner.replica.make([proposed("Karilaget", kari), proposed("Olalaget", ola)])
        let outcomes = try owner.sync()
        #expect(outcomes.map(\.verdict) == [.held])
        let side = try #require(try export(kari).named.first { $0.entity == "reviewSide" })
        let text = String(decoding: try #require(side.part).bytes(), as: UTF8.self)
        #expect(text.contains("Karilaget"))
        #expect(!text.contains("Olalaget") && !text.contains(ola.description))
        let all = String(decoding: try export(kari).json(at: 0).bytes(), as: UTF8.self)
        #expect(all.contains("Karilaget") && !all.contains("Olalaget"))
    }

    @Test func `nobody can be exported who is not there, or was erased`() throws {
        func code(_ person: RowID) -> String? {
            do { _ = try export(person) } catch { return (error as? SyncError)?.code }
            return nil
        }
        #expect(code(Environment.system.newID()) == "person.unknown")
        #expect(code(centre.centre) == "person.unknown")
        let plan = try centre.service.read { try $0.erasurePlan(kari) }
        // Not the whole suite with its store: the writer's thread must not be the last to let go of it.
        let erased = kari
        try centre.service.write { try $0.erase(erased, confirm: plan.token) }
        #expect(code(kari) == "erasure.done")
    }

    @Test func `the file is for one pair of eyes and is never written over`() throws {
        let folder = CommandFolder.withHub()
        let made = folder.run(
            "office",
            "new",
            "person",
            "displayName=Per",
            "--db",
            folder.db,
            "--json"
        )
        let id = try #require(try made.json["rows"]?.array?.first?["id"]?.text)
        let file = folder.file("innsyn.json")
        let words = ["person", "export", id, file, "--db", folder.db, "--json"]
        let told = folder.run(words)
        #expect(told.exit == 0)
        #expect(try told.json["rows"]?.integer == 1)
        #expect(!told.output.contains("Per"))
        let about = try FileManager.default.attributesOfItem(atPath: file)
        #expect(about[.posixPermissions] as? Int == 0o600)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        #expect(String(decoding: bytes, as: UTF8.self).contains("\"displayName\":\"Per\""))
        #expect(folder.run(words).exit == 2)
    }
}
