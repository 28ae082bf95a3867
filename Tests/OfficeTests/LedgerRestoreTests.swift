import Coordination
import Foundation
import Storage
import SyncCore
@testable import SyncEngine
import Testing

struct LedgerRestoreTests {
    private func restore(
        _ copy: String,
        _ path: String,
        _ ledger: LedgerSource = .beside
    ) throws -> StoreBackup.Restored {
        try StoreBackup.restore(
            from: copy,
            to: path,
            ledger: ledger,
            domain: try Coordination.domain(),
            environment: .system
        )
    }

    private func open(_ path: String) throws -> HubService {
        try HubService(path: path, domain: try Coordination.domain(), environment: .system)
    }

    private func code(_ body: () throws -> Void) -> String? {
        do { try body() } catch { return (error as? SyncError)?.code }
        return nil
    }

    /// The words about Kari in a file's bytes.
    private func isAboutKari(_ path: String) throws -> Bool {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        return ["Kari Testdatter", "glad i hunder", "+4793456789"].contains {
            bytes.range(of: Data($0.utf8)) != nil
        }
    }

    private func lose(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }

    @Test func `a backup from before an erasure cannot bring her back`() throws {
        let centre = try LedgerTests.centre()
        let copy = centre.folder + "/copy.db"
        _ = try centre.service.backup(to: copy)
        #expect(try isAboutKari(copy), "the test can fail")
        try LedgerTests.erase(centre)
        let store = try LedgerTests.moved(centre)
        unlink(store)
        let restored = try restore(copy, store)
        #expect(restored.applied == 1)
        #expect(try !isAboutKari(store))
        let again = try open(store)
        defer { again.close() }
        #expect(try again.read { try $0.rows(.contactPoint).count } == 0)
        let edit = Edit(.person, LedgerTests.kari, set: ["displayName": "Kari Testdatter"])
        _ = try again.submit([edit])
        #expect(try again.read { try $0.rows(.person).count } == 0)
        let found = try Doctor.examine(
            store,
            domain: try Coordination.domain(),
            environment: .system
        )
        #expect(found.filter { $0.level == .warning }.map(\.code) == [])
    }

    @Test func `who came and was erased after the backup stays erased`() throws {
        let centre = try TestCentre()
        let copy = centre.folder + "/copy.db"
        _ = try centre.service.backup(to: copy)
        let kari = LedgerTests.kari
        _ = try centre.submit([Edit(.person, kari, set: ["displayName": "Kari"])])
        try LedgerTests.erase(centre)
        let store = try LedgerTests.moved(centre)
        unlink(store)
        #expect(try restore(copy, store).applied == 1)
        let again = try open(store)
        defer { again.close() }
        // As an old outbox would send her again.
        let outcome = try again.submit([Edit(.person, kari, set: ["displayName": "Kari"])])
        #expect(outcome.findings.map(\.code) == ["person.erased"])
        #expect(try again.read { try $0.rows(.person).count } == 0)
    }

    @Test func `shut-out devices, used codes and withdrawn consents stay so`() throws {
        let centre = try LedgerTests.centre()
        let copy = centre.folder + "/copy.db"
        let (first, second) = try centre.service.write { [home = centre.centre] hub in
            let role = Role(rawValue: "coordinator")
            return (
                try hub.invite(role: role, centre: home), try hub.invite(role: role, centre: home)
            )
        }
        let device = try centre.service.write { hub in
            try hub.enrol(code: first, name: "a", incarnation: Environment.system.newID()).device
        }
        _ = try centre.service.backup(to: copy)
        try centre.service.write { hub in
            _ = try hub.enrol(code: second, name: "b", incarnation: Environment.system.newID())
            try hub.revoke(device, isLost: true)
        }
        let details = try #require(try centre.rows(.personPrivate).first)
        _ = try centre.submit([Edit(.personPrivate, details.id, set: ["photoChoice": "no"])])
        let owner: JSONObject = [
            "personId": LedgerTests.kari.json, "centreId": centre.centre.json, "purpose": "photo",
            "givenAt": 1, "choice": "given",
        ]
        let consent = Edit(.consent, Environment.system.newID(), set: owner)
        _ = try centre.submit([consent])
        _ = try centre.submit([Edit(.consent, consent.id, set: ["choice": "withdrawn"])])
        let store = try LedgerTests.moved(centre)
        unlink(store)
        #expect(try restore(copy, store).applied == 4)
        let again = try open(store)
        defer { again.close() }
        #expect(try again.read { try $0.row(details.id)?["photoChoice"] } == "no")
        #expect(
            try again.read { try $0.devices().filter { $0.revoked != nil }.map(\.id) } == [device]
        )
        let used = code {
            try again.write { hub in
                _ = try hub.enrol(code: second, name: "c", incarnation: Environment.system.newID())
            }
        }
        #expect(used == "code.used")
        // A device sends the consent again as it was given; the withdrawal comes with it.
        _ = try again.submit([consent])
        #expect(try again.read { try $0.row(consent.id)?["choice"] } == "withdrawn")
    }

    @Test func `a grant comes back with its own time, and work tells by which it was judged`()
        throws
    {
        let centre = try TestCentre()
        let ola = try TestReplica("ola", "actionOwner", at: centre)
        try ola.sync()
        let copy = centre.folder + "/copy.db"
        _ = try centre.service.backup(to: copy)
        let (id, home) = (ola.id, centre.centre)
        func give(_ role: String) throws {
            let grant = Grant(role: Role(rawValue: role), centre: home, person: nil)
            try centre.service.write { _ = try $0.changeGrant(of: id, to: grant) }
        }
        try give("coordinator")
        try ola.sync()
        let zone = Environment.system.newID()
        _ = try ola.replica.make([
            Edit(.cleanupZone, zone, set: ["centreId": home.json, "name": "Vestvika"])
        ])
        #expect(try ola.sync().map(\.verdict) == [.applied])
        try give("manager")
        let grants = try Self.grants(of: id, centre.service)
        let store = try LedgerTests.moved(centre)
        unlink(store)
        _ = try restore(copy, store)
        let again = try open(store)
        defer { again.close() }
        #expect(try Self.grants(of: id, again) == grants)
        #expect(try ola.sync(with: again).map(\.verdict) == [.applied])
        let story = try #require(try again.read { try $0.explain(zone, unit: "name") })
        #expect(story.entries.map(\.author.role.rawValue) == ["coordinator"])
    }

    /// Epoch, role and time of every grant a device has had.
    private static func grants(of id: RowID, _ service: HubService) throws -> [String] {
        try service.read { reader in
            try reader.store.all(
                """
                SELECT g.epoch, g.role, g.at FROM device_grant g JOIN device d ON d.device = g.device
                WHERE d.id = ?1 ORDER BY g.epoch
                """,
                id.bytes
            ) { "\($0.int64(0)) \($0.text(1)) \($0.int64(2))" }
        }
    }

    @Test func `without a ledger nothing is restored unless told so`() throws {
        let centre = try LedgerTests.centre()
        let (copy, place) = (centre.folder + "/copy.db", centre.folder + "/again.db")
        _ = try centre.service.backup(to: copy)
        let beside = try #require(try LedgerBytes(copy + ".ledger").read())
        unlink(copy + ".ledger")
        #expect(code { _ = try restore(copy, place) } == "ledger.needed")
        #expect(access(place, F_OK) != 0)
        #expect(
            code { _ = try restore(copy, place, .file(centre.folder + "/none")) }
                == "ledger.missing"
        )
        try LedgerBytes(copy + ".ledger").create(Array(beside.dropLast(9)) + Array("x\n".utf8))
        #expect(code { _ = try restore(copy, place) } == "ledger.damaged")
        let other = try TestCentre()
        let strange = LedgerSource.file(other.db + ".ledger")
        unlink(copy + ".ledger")
        #expect(code { _ = try restore(copy, place, strange) } == "ledger.other")
        #expect(try restore(copy, place, .none).applied == 0)
        #expect(try LedgerState.look(besideStore: place).lines == 2)
    }

    @Test func `the newest ledger counts, and what only another knows is added`() throws {
        let centre = try LedgerTests.centre()
        let ola = Environment.system.newID()
        _ = try centre.submit([Edit(.person, ola, set: ["displayName": "Ola"])])
        let copy = centre.folder + "/copy.db"
        _ = try centre.service.backup(to: copy)
        // Two stores go on from one backup, and each erases somebody.
        let places = [centre.folder + "/one.db", centre.folder + "/two.db"]
        for (place, person) in zip(places, [LedgerTests.kari, ola]) {
            _ = try restore(copy, place)
            let service = try open(place)
            _ = try service.submit([Edit(.person, person, set: ["erased": true])])
            service.close()
        }
        lose(places[0])
        let held = try #require(try LedgerBytes(places[0] + ".ledger").read())
        let restored = try restore(copy, places[0], .file(places[1] + ".ledger"))
        #expect(restored.applied == 4, "two restores and two erasures")
        let again = try open(places[0])
        defer { again.close() }
        #expect(try again.read { try $0.rows(.person).count } == 0)
        let text = try #require(try LedgerBytes(places[0] + ".ledger").read())
        #expect(text.starts(with: held) as Bool, "what lay there is only added to")
    }

    @Test func `a backup's ledger never goes back, and is no other store's`() throws {
        let centre = try LedgerTests.centre()
        let copy = centre.folder + "/copy.db"
        _ = try centre.service.backup(to: copy)
        try LedgerTests.erase(centre)
        let live = try #require(try LedgerBytes(centre.db + ".ledger").read())
        try LedgerBytes(copy + ".ledger").create(live)
        _ = try centre.service.backup(to: copy)
        #expect(try LedgerBytes(copy + ".ledger").read() == live)
        let other = try TestCentre()
        let place = centre.folder + "/else.db"
        try LedgerBytes(place + ".ledger").create(
            try #require(try LedgerBytes(other.db + ".ledger").read())
        )
        #expect(code { _ = try centre.service.backup(to: place) } == "file.exists")
    }
}
