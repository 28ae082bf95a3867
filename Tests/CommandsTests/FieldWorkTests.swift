import Coordination
import SyncCore
import SyncEngine
import Testing

@testable import Commands

struct FieldWorkTests {
    let folder: TestFolder
    let hub: TestHub
    let zone: RowID
    let segment: RowID

    init() throws {
        folder = try TestFolder()
        hub = try TestHub(folder)
        zone = hub.newID()
        segment = hub.newID()
        let made = try hub.office(
            Edit(
                .cleanupZone,
                zone,
                set: [
                    "centreId": hub.centre.json, "name": "Vågen", "status": "active",
                    "mode": "self_organised", "modeReason": "Lett",
                ]
            ),
            Edit(
                .segment,
                segment,
                set: ["zoneId": zone.json, "name": "Strekning 1", "position": 1]
            )
        )
        #expect(made.verdict == .applied)
    }

    func device(_ name: String = "ane", _ role: String = "coordinator") throws -> TestDevice {
        try TestDevice(name, role: role, hub, folder)
    }

    @Test func `a report made offline waits, and comes out at the hub`() throws {
        let device = try device("ane", "volunteer")
        hub.set(.down)
        let id = try device.make(
            "report",
            "litter",
            "--amount",
            "bagful",
            "--segment",
            "\(segment)",
            "--point",
            "7.5,58.0",
            "--hazard",
            "sharp",
            "--note",
            "Glass",
            "--type",
            "glass"
        )
        #expect(try device.json("status")["waiting"]?.integer == 1)
        let shown = try device.fields("litterReport", id)
        #expect(shown["zoneId"] == zone.json)
        #expect(shown["state"]?.text == "new")
        hub.set(.none)
        #expect(device.run("sync").exit == 0)
        let row = try hub.service.read { try $0.row(try #require(RowID(id))) }
        #expect(row?["amount"]?.text == "bagful")
        #expect(row?["hazards"] == ["sharp"])
        #expect(row?["point"]?["coordinates"]?.array?.compactMap(\.number) == [7.5, 58.0])
        #expect(try device.fields("segment", "\(segment)")["state"]?.text == "halted")
    }

    @Test func `a cleanup and its bags are one operation`() throws {
        let device = try device("ane", "actionOwner")
        let made = try device.json(
            "report",
            "cleanup",
            "--bags",
            "6",
            "--half-bags",
            "1",
            "--kg",
            "42,5",
            "--adults",
            "4",
            "--minors",
            "2",
            "--minutes",
            "90",
            "--segment",
            "\(segment)",
            "--left-at",
            "7.5,58.0",
            "--access",
            "Ved brygga"
        )
        #expect(made["n"]?.integer == 1)
        let edits = try #require(made["edits"]?.array)
        #expect(edits.map { $0["entity"]?.text } == ["cleanupReport", "wasteDeposit"])
        #expect(device.run("sync").exit == 0)
        let report = try device.fields("cleanupReport", try #require(edits[0]["id"]?.text))
        #expect(report["weightG"]?.integer == 42_500)
        #expect(report["isEstimated"]?.bool == false)
        let deposit = try device.fields("wasteDeposit", try #require(edits[1]["id"]?.text))
        #expect(deposit["bagsFull"]?.integer == 6)
        #expect(deposit["pickup"]?.text == "waiting")
        #expect(deposit["reportId"] == edits[0]["id"])
    }

    @Test func `two claims of one segment: the loser reads why`() throws {
        let ane = try device("ane", "volunteer")
        let bo = try device("bo", "volunteer")
        let first = try ane.make("claim", "\(segment)", "--name", "Ane", "--hours", "24")
        let second = try bo.make("claim", "\(segment)", "--name", "Bo")
        #expect(ane.run("sync").exit == 0)
        _ = bo.run("sync")
        _ = ane.run("sync")
        #expect(try ane.fields("claim", first)["state"]?.text == "active")
        let lost = try bo.fields("claim", second)
        #expect(lost["state"]?.text == "superseded")
        #expect(lost["winnerId"]?.text == first)
    }

    @Test func `a group is completed from what is shown`() throws {
        let device = try device()
        _ = try device.make(
            "set",
            "cleanupZone",
            "\(zone)",
            "mode=no_cleanup",
            "modeReason=Ras"
        )
        #expect(device.run("sync").exit == 0)
        _ = try device.make("set", "cleanupZone", "\(zone)", "modeFrom=2026-05-01")
        #expect(device.run("sync").exit == 0)
        let fields = try device.fields("cleanupZone", "\(zone)")
        #expect(fields["mode"]?.text == "no_cleanup")
        #expect(fields["modeReason"]?.text == "Ras")
        #expect(fields["modeFrom"]?.text == "2026-05-01")
    }

    @Test func `a signup names either a person or a pass`() throws {
        let device = try device()
        let id = "\(hub.newID())"
        #expect(device.run("signup", id).exit == 64)
        #expect(device.run("signup", id, "--person", id, "--token", id).exit == 64)
        #expect(device.run("signup", id, "--person", id).exit == 3)
    }

    @Test func `a signup gets its seat from the hub`() throws {
        let device = try device()
        let task = try device.make(
            "new",
            "task",
            "kind=cleanup",
            "title=Vårrydding",
            "state=published",
            "startsAt=2031-05-01T12:00",
            "endsAt=2031-05-01T15:00"
        )
        let shift = try device.make(
            "new",
            "shift",
            "taskId=\(task)",
            "slots=1",
            "startsAt=2031-05-01T12:00",
            "endsAt=2031-05-01T15:00"
        )
        let people = try ["Ane", "Bo"].map { name in
            let person = try device.make("new", "person", "displayName=\(name)", "status=active")
            _ = try device.make("new", "centreMembership", "personId=\(person)")
            return person
        }
        let signups = try people.map { try device.make("signup", shift, "--person", $0) }
        let sync = device.run("sync")
        #expect(sync.exit == 0, "\(sync.output)")
        let placements = try signups.map { try device.fields("signup", $0)["placement"]?.text }
        #expect(placements == ["confirmed", "waitlisted"])
    }

    @Test func `sets are added to and taken from`() throws {
        let device = try device()
        let person = try device.make("new", "person", "displayName=Ane", "skills=boat,first_aid")
        _ = try device.make("new", "centreMembership", "personId=\(person)")
        #expect(device.run("sync").exit == 0)
        #expect(device.run("set", "person", person, "skills=boat").exit == 64)
        #expect(device.run("set", "person", person, "--add", "displayName=x").exit == 64)
        _ = try device.make(
            "set",
            "person",
            person,
            "--add",
            "skills=driving",
            "--remove",
            "skills=boat"
        )
        #expect(device.run("sync").exit == 0)
        #expect(try device.fields("person", person)["skills"] == ["driving", "first_aid"])
        #expect(try device.json("list", "person", "--where", "skills=driving").array?.count == 1)
        #expect(try device.json("list", "person", "--where", "skills=boat").array?.isEmpty == true)
    }

    @Test func `a removed row is gone from the lists`() throws {
        let device = try device()
        _ = try device.make("set", "segment", "\(segment)", "--delete")
        #expect(try device.json("list", "segment").array?.isEmpty == true)
        #expect(device.run("show", "segment", "\(segment)").exit == 3)
        #expect(device.run("sync").exit == 0)
        #expect(try hub.service.read { try $0.rows(.segment) }.isEmpty)
    }

    @Test func `a claim that cannot stand is not kept, and the reason is told at once`() throws {
        let device = try device()
        let marked = try hub.office(
            Edit(.cleanupZone, zone, set: ["mode": "no_cleanup", "modeReason": "Rasfare"])
        )
        #expect(marked.verdict == .applied)
        _ = try device.json("sync")
        hub.set(.down)
        let words = ["claim", "\(segment)", "--name", "Velet"]
        let told = device.run(words)
        #expect(told.exit == 2)
        #expect(told.errors.contains("zone.no_cleanup"), "\(told.errors)")
        #expect(try device.json("status")["waiting"]?.integer == 0)
        #expect(device.run(words + ["--anyway"]).exit == 0)
        #expect(try device.json("status")["waiting"]?.integer == 1)
    }

    @Test func `children too many for the grown-ups are told of at once`() throws {
        let device = try device()
        let words = ["claim", "\(segment)", "--name", "Speiderne", "--minors", "9"]
        #expect(device.run(words + ["--adults", "1"]).errors.contains("safety.adult_ratio"))
        #expect(device.run(words + ["--adults", "2"]).exit == 0)
    }

    @Test func `a name of blanks is refused before it is kept`() throws {
        let device = try device()
        let told = device.run("new", "task", "kind=event", "title=  ")
        #expect(told.exit == 2)
        #expect(told.errors.contains("text.blank"))
    }
}
