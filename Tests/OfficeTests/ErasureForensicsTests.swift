import Compression
import Coordination
import Foundation
import Storage
import SyncCore
@testable import SyncEngine
import Testing

/// Plants words about a person wherever they can get, erases her, and looks for them in every file.
struct ErasureForensicsTests {
    private static let kari = Environment.system.newID()
    private static let name = "Åselill Zxqvérø"
    private static let phone = "999 47 113"

    /// A word of its own for a field; å, ø and é fold in different ways.
    private static func word(_ field: String) -> String { "Zq\(field)Ågøté" }

    private static let personal = [
        "givenName", "familyName", "nameKey", "addressLine", "postalPlace", "emergencyContact",
        "allergies", "guardianName", "note", "externalId", "textVersion", "byName", "offline",
        "side",
        "held", "report", "device", "undone",
    ]

    private let words = Forensics(
        words: personal.map(word) + [
            name, phone, "+4799947113", "zqpost@example.no", "zqformer@example.no",
        ]
    )

    @Test func `no word about her is left in any file`() throws {
        let centre = try TestCentre()
        let (anne, bo) = (
            try TestReplica("anne", "coordinator", at: centre),
            try TestReplica("bo", "coordinator", at: centre)
        )
        try plant(centre)
        try anne.sync()
        try bo.sync()
        try work(anne, bo, centre)
        let before = centre.folder + "/before.db"
        _ = try centre.service.backup(to: before)
        let folder = centre.folder
        let planted = words.found(in: try Data(contentsOf: URL(fileURLWithPath: before)))
        #expect(planted.count > words.words.count - 4, "the test can fail: \(planted)")
        #expect(try words.found(inFolder: folder).keys.contains("anne.replica-wal"))
        let sent = try words.found(in: packed(answer("før", centre)))
        #expect(!sent.isEmpty, "an answer is searched inflated, and the test can fail")

        let token = try centre.service.read { try $0.erasurePlan(Self.kari) }.token
        try centre.service.write { try $0.erase(Self.kari, confirm: token) }
        // Work that came back late, from an old outbox.
        _ = try anne.sync()
        _ = try bo.sync()
        try anne.sync()
        try bo.sync()
        let held = try centre.service.read { try $0.certificate(Self.kari) }
        #expect(held.isLogEmptied)
        #expect(
            held.replicas.map(\.name) == ["erased", "før"],
            "her own has not been in contact, nor has one that joined and never pulled again"
        )
        _ = try centre.service.backup(to: folder + "/after.db")
        _ = try StoreBackup.restore(
            from: before,
            to: folder + "/restored.db",
            ledger: .file(centre.db + ".ledger"),
            domain: try Coordination.domain(),
            environment: .system
        )
        #expect(try words.found(inFolder: folder, but: ["before.db"]) == [:])
        #expect(try words.unread(inFolder: folder) == [], "every file was looked at whole")
        try expectNothingIsSent(centre)
        centre.service.close()
        #expect(try words.found(inFolder: folder, but: ["before.db"]) == [:])
    }

    /// Rows of every entity that may be about her, written by the hub, and a roster with her in it.
    private func plant(_ centre: TestCentre) throws {
        let home = centre.centre.json
        let owner: JSONObject = ["personId": Self.kari.json, "centreId": home]
        func row(_ entity: EntityName, _ set: JSONObject) -> Edit {
            Edit(entity, Environment.system.newID(), set: owner.merging(set) { $1 })
        }
        var details: JSONObject = [:]
        for field in Self.personal.prefix(9) { details[field] = .string(Self.word(field)) }
        let zone = Environment.system.newID()
        let segment = Environment.system.newID()
        let edits = [
            Edit(.person, Self.kari, set: ["displayName": .string(Self.name)]),
            row(.personPrivate, details),
            row(
                .contactPoint,
                [
                    "kind": "mobile", "valueNormalised": "+4799947113",
                    "valueAsWritten": .string(Self.phone),
                ]
            ),
            row(.contactPoint, ["kind": "email", "valueNormalised": "zqpost@example.no"]),
            row(
                .centreMembership,
                ["source": "self", "externalId": .string(Self.word("externalId"))]
            ),
            row(
                .consent,
                [
                    "purpose": "contact", "choice": "given", "givenAt": 1,
                    "textVersion": .string(Self.word("textVersion")),
                ]
            ),
            Edit(
                .cleanupZone,
                zone,
                set: ["centreId": home, "name": "Vika", "mode": "self_organised"]
            ),
            Edit(.segment, segment, set: ["zoneId": zone.json]),
            Edit(
                .claim,
                Environment.system.newID(),
                set: [
                    "segmentId": segment.json, "byName": .string(Self.word("byName")),
                    "personId": Self.kari.json, "fromAt": 1, "expiresAt": 2,
                ]
            ),
            Edit(
                .litterReport,
                Environment.system.newID(),
                set: [
                    "centreId": home, "amount": "handful", "reportedById": Self.kari.json,
                    "note": .string(Self.word("report")), "seenAt": 1,
                ]
            ),
        ]
        try centre.service.write { hub in
            let (seq, now) = (try hub.head() + 1, try hub.hubTime())
            let run = hub.newRun(hub.newWorld(seq: seq, now: now))
            try run.run(edits, by: .hub(at: now))
            try hub.recordOwn(run, seq: seq, now: now)
        }
        // A device of hers with a telling name, and a code that was never used.
        _ = try TestReplica("hers", "volunteer", at: centre, person: Self.kari)
        try centre.service.write { hub in
            let id = try hub.store.first("SELECT max(device) FROM device") { $0.int64(0) } ?? 0
            try hub.store.run(
                "UPDATE device SET name = ?2 WHERE device = ?1",
                id,
                Self.word("device")
            )
            _ = try hub.invite(
                role: Role(rawValue: "volunteer"),
                centre: hub.identity.centre,
                person: Self.kari
            )
        }
    }

    /// Two laptops that disagree about her, held work, a row that is given away, work still unsent.
    private func work(_ anne: TestReplica, _ bo: TestReplica, _ centre: TestCentre) throws {
        let details = try require(try centre.rows(.personPrivate).first)
        _ = try anne.replica.make([
            Edit(.personPrivate, details.id, set: ["emergencyContact": .string(Self.word("side"))])
        ])
        _ = try bo.replica.make([
            Edit(.personPrivate, details.id, set: ["emergencyContact": "ingen"])
        ])
        try anne.sync()
        try bo.sync()
        #expect(try centre.rows(.reviewItem).count == 1)
        // Held: a coordinator may only propose a role.
        _ = try anne.replica.make([
            Edit(
                .roleGrant,
                Environment.system.newID(),
                set: [
                    "personId": Self.kari.json, "centreId": centre.centre.json,
                    "role": "volunteer", "zoneIds": [.string(Self.word("held"))],
                ]
            )
        ])
        #expect(try anne.sync().last?.verdict == .held)
        let ola = Environment.system.newID()
        _ = try centre.submit([Edit(.person, ola, set: ["displayName": "Ola"])])
        let given = Environment.system.newID()
        for set in [
            [
                "personId": Self.kari.json, "centreId": centre.centre.json, "kind": "email",
                "valueNormalised": "zqformer@example.no",
            ],
            ["personId": ola.json, "valueNormalised": "ola@example.no"],
        ] as [JSONObject] {
            #expect(try centre.submit([Edit(.contactPoint, given, set: set)]).verdict == .applied)
        }
        for text in [Self.word("undone"), "greit"] {
            _ = try centre.submit([Edit(.personPrivate, details.id, set: ["note": .string(text)])])
        }
        _ = try bo.replica.make([
            Edit(.personPrivate, details.id, set: ["addressLine": .string(Self.word("offline"))])
        ])
    }

    /// A device that starts afresh is sent nothing about her, plain or packed.
    private func expectNothingIsSent(_ centre: TestCentre) throws {
        let page = try answer("ny", centre)
        #expect(words.search(Data(page)) == .init(found: [], isWhole: true))
        #expect(try words.found(in: packed(page)) == [])
        #expect(page.count > 1000)
    }

    /// The first page of a new device.
    private func answer(_ name: String, _ centre: TestCentre) throws -> [UInt8] {
        let new = try TestReplica(name, "manager", at: centre)
        let token = new.replica.identity.token
        let incarnation = new.replica.identity.incarnation
        return try centre.service.read { reader in
            try reader.pull(
                try require(try reader.device(token: token)),
                incarnation: incarnation,
                cursor: nil
            ).bytes
        }
    }

    /// The bytes as the hub's answers travel.
    private func packed(_ bytes: [UInt8]) throws -> Data {
        let gzip = try GzipEncoder()
        let text = gzip.append(bytes) + gzip.finish()
        #expect(text.count < bytes.count)
        return Data(text)
    }
}
