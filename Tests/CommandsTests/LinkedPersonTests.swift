import Coordination
import Foundation
import SyncCore
import SyncEngine
import Testing

/// A device that was invited for one person acts for her unless told otherwise.
struct LinkedPersonTests {
    let folder: TestFolder
    let hub: TestHub
    let person: RowID
    let shift: RowID
    let segment: RowID

    init() throws {
        folder = try TestFolder()
        hub = try TestHub(folder)
        person = hub.newID()
        shift = hub.newID()
        segment = hub.newID()
        let (zone, task) = (hub.newID(), hub.newID())
        let made = try hub.office(
            Edit(.person, person, set: ["displayName": "Ane", "status": "active"]),
            Edit(
                .centreMembership,
                hub.newID(),
                set: ["personId": person.json, "centreId": hub.centre.json]
            ),
            Edit(
                .cleanupZone,
                zone,
                set: [
                    "centreId": hub.centre.json, "name": "Vågen", "status": "active",
                    "mode": "self_organised",
                ]
            ),
            Edit(.segment, segment, set: ["zoneId": zone.json, "name": "Odden"]),
            Edit(
                .task,
                task,
                set: [
                    "centreId": hub.centre.json, "kind": "cleanup", "title": "Rydding",
                    "state": "published", "startsAt": 1_935_000_000_000,
                    "endsAt": 1_935_010_000_000,
                ]
            ),
            Edit(
                .shift,
                shift,
                set: [
                    "taskId": task.json, "slots": 3, "startsAt": 1_935_000_000_000,
                    "endsAt": 1_935_010_000_000,
                ]
            )
        )
        #expect(made.verdict == .applied)
    }

    @Test func `the linked person signs up and claims without being named`() throws {
        let device = try TestDevice("ane", role: "volunteer", hub, folder, person: person)
        #expect(try device.json("status")["person"] == person.json)
        #expect(device.run("status").output.contains("Person        \(person)"))
        let signup = try device.make("signup", "\(shift)")
        let claim = try device.make("claim", "\(segment)", "--name", "Ane")
        #expect(try device.fields("signup", signup)["personId"] == person.json)
        #expect(try device.fields("claim", claim)["personId"] == person.json)
        let sync = device.run("sync")
        #expect(sync.exit == 0, "\(sync.output)")
        let pass = "\(hub.newID())"
        let words = ["claim", "\(segment)", "--name", "Bo", "--token", pass]
        let warned = device.run(words)
        #expect(warned.exit == 1 && warned.errors.contains("Somebody has the stretch now"))
        let other = try device.make(words + ["--anyway"])
        #expect(try device.fields("claim", other)["personId"] == nil)
    }

    @Test func `her own device writes what it has of her, without the hub`() throws {
        let device = try TestDevice("ane", role: "volunteer", hub, folder, person: person)
        hub.set(.down)
        let claim = try device.make("claim", "\(segment)", "--name", "Ane")
        let file = folder["mine.json"]
        let run = device.run("export", file)
        #expect(run.exit == 0, "\(run.errors)")
        let written = try JSONValue.parse(Array(try Data(contentsOf: URL(filePath: file))))
        #expect(written["person"] == person.json)
        let ids = (written["rows"]?.array ?? []).compactMap { $0["id"]?.text }
        #expect(ids.contains(claim) && ids.contains(person.description))
        #expect(!ids.contains(segment.description))
        #expect(device.run("export", file).exit == 2)
        hub.set(.none)
        let other = try TestDevice("bo", role: "coordinator", hub, folder)
        #expect(other.run("export", folder["none.json"]).errors.contains("[replica.nobody]"))
    }

    @Test func `of an enquiry she sees to for another, the file says that it names her`() throws {
        let (asker, enquiry) = (hub.newID(), hub.newID())
        let made = try hub.office(
            Edit(.person, asker, set: ["displayName": "Bo"]),
            Edit(
                .centreMembership,
                hub.newID(),
                set: ["personId": asker.json, "centreId": hub.centre.json]
            ),
            Edit(
                .enquiry,
                enquiry,
                set: [
                    "centreId": hub.centre.json, "fromPersonId": asker.json,
                    "ownerPersonId": person.json, "subject": "Bryggenål",
                    "text": "Tekstnål", "receivedAt": 1_935_000_000_000,
                ]
            )
        )
        #expect(made.verdict == .applied, "\(made.findings)")
        let device = try TestDevice("ane", role: "coordinator", hub, folder, person: person)
        #expect(try device.fields("enquiry", "\(enquiry)")["text"] == "Tekstnål")
        let file = folder["mine.json"]
        #expect(device.run("export", file).exit == 0)
        let bytes = Array(try Data(contentsOf: URL(filePath: file)))
        let text = String(decoding: bytes, as: UTF8.self)
        for needle in ["Bryggenål", "Tekstnål", asker.description] {
            #expect(!text.contains(needle), "\(needle)")
        }
        let named = try JSONValue.parse(bytes)["namedIn"]?.array ?? []
        #expect(
            named.first { $0["id"] == enquiry.json } == [
                "entity": "enquiry", "id": enquiry.json, "fields": ["ownerPersonId"],
            ]
        )
    }

    @Test func `a device for nobody in particular has to name who signs up`() throws {
        let device = try TestDevice("bo", role: "coordinator", hub, folder)
        #expect(try device.json("status")["person"] == .null)
        let run = device.run("signup", "\(shift)")
        #expect(run.exit == 64)
        #expect(run.errors.contains("linked to no person"))
    }
}
