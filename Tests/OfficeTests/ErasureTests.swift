import Coordination
import Foundation
import Storage
import SyncCore
@testable import SyncEngine
import Testing

struct ErasureTests {
    private func code(_ body: () throws -> Void) -> String? {
        do { try body() } catch { return (error as? SyncError)?.code }
        return nil
    }

    private func plan(_ centre: TestCentre, _ person: RowID) throws -> ErasurePlan {
        try centre.service.read { try $0.erasurePlan(person) }
    }

    private func erase(_ centre: TestCentre, _ person: RowID) throws {
        let token = try plan(centre, person).token
        try centre.service.write { try $0.erase(person, confirm: token) }
    }

    private func certificate(_ centre: TestCentre, _ person: RowID) throws -> ErasureCertificate {
        try centre.service.read { try $0.certificate(person) }
    }

    @Test func `the dry run tells what the erasure then does`() throws {
        let centre = try LedgerTests.centre()
        let kari = LedgerTests.kari
        let plan = try plan(centre, kari)
        #expect(plan.counts.tombstones == ["person": 1, "personPrivate": 1, "contactPoint": 1])
        #expect(plan.counts.operations == 3)
        #expect(try centre.rows(.person).count == 1, "nothing was changed")
        try centre.service.write { try $0.erase(kari, confirm: plan.token) }
        let done = try certificate(centre, kari)
        #expect(done.counts == plan.counts)
        #expect(done.isLogEmptied)
        #expect(done.replicas == [])
        let again = code { try centre.service.write { try $0.erase(kari, confirm: plan.token) } }
        #expect(again == "erasure.done")
        #expect(code { _ = try self.plan(centre, centre.centre) } == "person.unknown")
        #expect(code { _ = try certificate(centre, centre.centre) } == "erasure.unknown")
    }

    @Test func `a token is stale as soon as something new about her came`() throws {
        let centre = try LedgerTests.centre()
        let kari = LedgerTests.kari
        let token = try plan(centre, kari).token
        #expect(try plan(centre, kari).token == token, "stable for the same state")
        _ = try centre.submit([
            Edit(.person, Environment.system.newID(), set: ["displayName": "Ola"])
        ])
        #expect(try plan(centre, kari).token == token, "others change nothing")
        _ = try centre.submit([Edit(.person, kari, set: ["language": "nn"])])
        let stale = code { try centre.service.write { try $0.erase(kari, confirm: token) } }
        #expect(stale == "erasure.stale")
        #expect(try centre.rows(.person).count == 2)
    }

    @Test func `erasing one record erases the others of the same person`() throws {
        let centre = try LedgerTests.centre()
        let (kari, twin) = (LedgerTests.kari, Environment.system.newID())
        let namesake = Environment.system.newID()
        for id in [twin, namesake] {
            _ = try centre.submit([Edit(.person, id, set: ["displayName": "Kari T."])])
        }
        func statement(_ other: RowID, ends: RowID? = nil) throws -> RowID {
            let id = Environment.system.newID()
            var set: JSONObject = [
                "centreId": centre.centre.json, "personId": other.json, "sameAsId": kari.json,
            ]
            set["endsId"] = ends?.json
            #expect(try centre.submit([Edit(.personAlias, id, set: set)]).verdict == .applied)
            return id
        }
        _ = try statement(twin)
        _ = try statement(namesake, ends: try statement(namesake))
        #expect(try plan(centre, kari).persons == [kari, twin])
        try erase(centre, twin)
        #expect(try centre.rows(.person).map(\.id) == [namesake])
        #expect(try certificate(centre, kari).seq == certificate(centre, twin).seq)
    }

    @Test func `what stood in a row while it was hers goes, though it is another's now`() throws {
        let centre = try LedgerTests.centre()
        let ola = Environment.system.newID()
        _ = try centre.submit([Edit(.person, ola, set: ["displayName": "Ola"])])
        let point = try #require(try centre.rows(.contactPoint).first)
        let given = Edit(
            .contactPoint,
            point.id,
            set: ["personId": ola.json, "valueNormalised": "+4799900001"]
        )
        #expect(try centre.submit([given]).verdict == .applied)
        try erase(centre, LedgerTests.kari)
        #expect(try centre.rows(.contactPoint).first?["valueNormalised"] == "+4799900001")
        let values = try centre.service.write { hub in
            try hub.store.all("SELECT value FROM history WHERE value IS NOT NULL") {
                String(decoding: $0.bytes(0), as: UTF8.self)
            }
        }
        #expect(!values.contains { $0.contains("3456789") })
        #expect(values.contains { $0.contains("99900001") }, "his own stays")
    }

    @Test func `the certificate names who has not followed, until they have`() throws {
        let centre = try LedgerTests.centre()
        let kari = LedgerTests.kari
        let copy = centre.folder + "/copy.db"
        _ = try centre.service.backup(to: copy)
        let (first, second) = (
            try TestReplica("a", "coordinator", at: centre),
            try TestReplica("b", "coordinator", at: centre)
        )
        try first.sync()
        try second.sync()
        try erase(centre, kari)
        _ = try TestReplica("c", "coordinator", at: centre)
        let lost = second.id
        try centre.service.write { try $0.revoke(lost, isLost: true) }
        #expect(try certificate(centre, kari).replicas.map(\.state) == [.waits, .lost])
        #expect(try certificate(centre, kari).backups.map(\.path) == [copy])
        try first.sync()
        #expect(try certificate(centre, kari).replicas.count == 2, "told, not yet heard from")
        try first.sync()
        #expect(try certificate(centre, kari).replicas.map(\.device) == [second.id])
        _ = try centre.service.backup(to: copy)
        #expect(try certificate(centre, kari).backups == [])
    }

    @Test func `of two copies of one store each has to follow`() throws {
        let centre = try LedgerTests.centre()
        let first = try TestReplica("a", "coordinator", at: centre)
        try first.sync()
        let (token, copy) = (first.replica.identity.token, Environment.system.newID())
        let device = try require(try centre.service.read { try $0.device(token: token) })
        // The copy goes on in a life of its own, and the first store is heard of after that.
        try centre.service.write { _ = try $0.incarnation(copy, of: device) }
        try first.sync()
        try erase(centre, LedgerTests.kari)
        func stores() throws -> [Int] {
            try certificate(centre, LedgerTests.kari).replicas.map(\.stores)
        }
        #expect(try stores() == [2])
        try first.sync()
        try first.sync()
        #expect(try stores() == [1], "the copy has not followed")
        try centre.service.write { try $0.confirm(device, copy, through: try $0.head()) }
        #expect(try stores() == [])
    }

    @Test func `an earlier life of the same store is no store of its own`() throws {
        let centre = try LedgerTests.centre()
        let first = try TestReplica("a", "coordinator", at: centre)
        try first.sync()
        let replica = first.replica
        try replica.store.transaction { try replica.beginLife(at: try replica.nextNumber) }
        try erase(centre, LedgerTests.kari)
        #expect(try certificate(centre, LedgerTests.kari).replicas.map(\.stores) == [1])
        try first.sync()
        try first.sync()
        #expect(try certificate(centre, LedgerTests.kari).replicas == [])
    }

    /// A leader whose device has sent somebody's name and number, and was never shown the rows.
    private func leader(_ phone: String, at centre: TestCentre) throws -> TestReplica {
        let kari = LedgerTests.kari
        let leader = try TestReplica("leder", "actionOwner", at: centre)
        try leader.sync()
        let details: JSONObject = [
            "personId": kari.json, "centreId": centre.centre.json, "kind": "mobile",
            "valueNormalised": .string(phone),
        ]
        _ = try leader.replica.make([
            Edit(.person, kari, set: ["displayName": "Kari"], about: [kari]),
            Edit(.contactPoint, Environment.system.newID(), set: details, about: [kari]),
        ])
        #expect(try leader.sync().map(\.verdict) == [.applied])
        #expect(try leader.replica.row(kari) == nil, "contact data is not for her device")
        return leader
    }

    @Test func `a device forgets what it sent about her, though it never saw the rows`() throws {
        let centre = try TestCentre()
        let leader = try leader("+4799900002", at: centre)
        try erase(centre, LedgerTests.kari)
        try leader.sync()
        #expect(try leader.replica.answered().map { $0.operation == nil } == [true])
        let words = Forensics(words: ["+4799900002"])
        #expect(try words.found(inFolder: centre.folder, but: []) == [:])
    }

    @Test(arguments: [false, true])
    func `what an earlier life of a store sent is forgotten too, also after its copy was`(
        isCopyHeardFrom: Bool
    ) throws {
        let centre = try TestCentre()
        let leader = try leader("+4799900003", at: centre)
        let replica = leader.replica
        try replica.store.transaction { try replica.beginLife(at: try replica.nextNumber) }
        try leader.sync()
        try erase(centre, LedgerTests.kari)
        if isCopyHeardFrom {
            let id = leader.id
            try centre.service.write { hub in
                let device = try require(
                    try hub.store.first(
                        "SELECT \(Device.columns) FROM device WHERE id = ?1",
                        id.bytes
                    ) { try Device($0) }
                )
                // Another store's life, as a copy that was heard from has it.
                try hub.confirm(device, Environment.system.newID(), through: try hub.head())
            }
        }
        try leader.sync()
        #expect(try replica.answered().map { $0.operation == nil } == [true])
        #expect(
            try Forensics(words: ["+4799900003"]).found(inFolder: centre.folder, but: []) == [:]
        )
    }

    @Test func `an operation whose bytes were erased leaves no gap for a restored hub`() throws {
        let centre = try TestCentre()
        let kari = LedgerTests.kari
        let laptop = try TestReplica("a", "coordinator", at: centre)
        try laptop.sync()
        let copy = centre.folder + "/copy.db"
        _ = try centre.service.backup(to: copy)
        let zone: (String) -> Edit = { name in
            Edit(
                .cleanupZone,
                Environment.system.newID(),
                set: [
                    "centreId": centre.centre.json, "name": .string(name), "mode": "unassigned",
                ]
            )
        }
        _ = try laptop.replica.make([Edit(.person, kari, set: ["displayName": "Kari"])])
        _ = try laptop.replica.make([zone("Måkevika")])
        try laptop.sync()
        try erase(centre, kari)
        try laptop.sync()
        let place = centre.folder + "/again.db"
        let again = try HubService.restored(from: copy, to: place, ledger: centre.db + ".ledger")
        defer { again.close() }
        _ = try laptop.replica.make([zone("Vestvika")])
        let outcomes = try laptop.sync(with: again)
        #expect(try laptop.replica.waitingCount() == 0)
        let codes = outcomes.filter { $0.number == 1 }.flatMap(\.findings).map(\.code)
        #expect(Set(codes) == ["person.erased"])
        #expect(try again.read { try $0.rows(.cleanupZone).count } == 2)
        #expect(try again.read { try $0.rows(.person).count } == 0)
    }

    @Test func `what is refused and names nobody is not kept, since no erasure could find it`()
        throws
    {
        let centre = try TestCentre()
        let strange = Edit(
            .contactPoint,
            Environment.system.newID(),
            set: ["valueNormalised": "+4799900004", "kind": "mobile"]
        )
        #expect(try centre.submit([strange]).verdict == .refused)
        let kept = try centre.service.write { hub in
            try hub.store.first("SELECT count(*) FROM operation WHERE bytes IS NOT NULL") {
                $0.int(0)
            }
        }
        #expect(kept == 0)
    }
}
