import Commands
import Coordination
import Foundation
import SyncCore
import SyncEngine
import Testing

struct GrantCommandTests {
    private func device(_ folder: CommandFolder) throws -> String {
        let code = try require(
            try folder.run("device", "invite", "--role", "actionOwner", "--db", folder.db, "--json")
                .json["code"]?.text
        )
        let domain = try TestCentre.enrol(code, in: folder.db)
        return domain.description
    }

    @Test func `a grant is looked at, changed and ended by day`() throws {
        let folder = CommandFolder.withHub()
        let id = try device(folder)
        func grant(_ more: String...) throws -> (exit: Int32, json: JSONValue) {
            let run = folder.run(
                ["device", "grant", id, "--db", folder.db, "--json"] + more
            )
            return (run.exit, run.exit == 0 ? try run.json : .null)
        }
        let dry = try grant("--role", "coordinator", "--dry-run")
        #expect(dry.json["dryRun"] == true && dry.json["gained"]?.array?.count == 1)
        let first = try grant("--role", "coordinator", "--until", "2099-09-30")
        #expect(first.json["epoch"] == 2 && first.json["unchanged"] == false)
        // The day counts to its end, in Norwegian summer time.
        #expect(first.json["ends"] == 4_094_488_800_000)
        #expect(try grant("--role", "coordinator").json["unchanged"] == true)
        let volunteer = try grant("--role", "volunteer", "--until", "never")
        #expect(volunteer.json["lost"]?.array?.count == 2)
        #expect(volunteer.json["ends"] == nil)
        #expect(try grant("--until", "2020-01-01").exit == 2)
        #expect(try grant("--role", "king").exit == 64)
        #expect(folder.run("device", "grant", id, "--db", folder.db).exit == 64)
        #expect(
            folder.run("device", "grant", "0197a3c1", "--role", "pass", "--db", folder.db).exit == 3
        )
    }

    @Test func `an ended device's code is made for it alone`() throws {
        let folder = CommandFolder.withHub()
        let id = try device(folder)
        let early = folder.run("device", "invite", "--for", id, "--db", folder.db)
        #expect(early.exit == 2 && early.errors.contains("device.in_use"))
        #expect(folder.run("device", "revoke", id, "--lost", "--db", folder.db).exit == 0)
        let invited = folder.run("device", "invite", "--for", id, "--db", folder.db, "--json")
        #expect(try invited.json["role"] == "actionOwner")
        #expect(folder.run("device", "invite", "--db", folder.db).exit == 64)
    }

    @Test func `a second centre is added, offered a zone, and withdrawn from`() throws {
        let folder = CommandFolder.withHub()
        let dry = folder.run("centre", "add", "Nord", "--db", folder.db, "--dry-run", "--json")
        #expect(try dry.json["centre"] == .null)
        let added = folder.run("centre", "add", "Nord", "--db", folder.db, "--json")
        let north = try require(try added.json["centre"]?.text)
        #expect(folder.run("centre", "add", " ", "--db", folder.db).exit == 2)
        let made = folder.run("office", "new", "cleanupZone", "name=Vik", "--db", folder.db)
        #expect(made.exit == 0)
        let zones = try folder.run("office", "list", "cleanupZone", "--db", folder.db, "--json")
            .json
        let zone = try require(zones.array?.first?["id"]?.text)
        let offer = ["handover", "offer", "cleanupZone", zone, "--to", north, "--db", folder.db]
        #expect(folder.run(offer).exit == 0)
        #expect(folder.run(offer).exit == 2)
        let list = try folder.run("handover", "list", "--db", folder.db, "--json").json
        let id = try require(list.array?.first?["id"]?.text)
        #expect(folder.run("handover", "accept", id, "--db", folder.db).exit == 2)
        #expect(folder.run("handover", "withdraw", id, "--db", folder.db).exit == 0)
        #expect(try folder.run("handover", "list", "--db", folder.db, "--json").json == [])
        let moved = folder.run(
            "office",
            "set",
            "cleanupZone",
            zone,
            "centreId=\(north)",
            "--db",
            folder.db
        )
        #expect(moved.exit == 2)
    }
}

extension TestCentre {
    /// Enrols a device as its own program would, and gives its id.
    static func enrol(_ code: String, in path: String) throws -> RowID {
        let service = try HubService(
            path: path,
            domain: try Coordination.domain(),
            environment: .system
        )
        defer { service.close() }
        let incarnation = Environment.system.newID()
        return try service.write { try $0.enrol(code: code, name: "t", incarnation: incarnation) }
            .device
    }
}
