import Coordination
import Foundation
import Storage
import SyncCore
@testable import SyncEngine
import Testing

/// A store from before leaders had cards and scopes of their own gets both when it is opened.
struct UpgradeTests {
    private let folder = TestCentre.newFolder()
    private var path: String { folder + "/hub.db" }
    private let kari = Environment.system.newID()
    private let lise = Environment.system.newID()

    private func open(_ domain: any Domain) throws -> HubService {
        try HubService(path: path, domain: domain, environment: .system)
    }

    /// A task that Lise leads and Kari has signed up for, in a store of the earlier rules.
    private func earlier() throws -> (task: RowID, device: RowID) {
        let domain = try EarlierDomain()
        let centre = try HubService.found(
            path: path,
            centre: "Prøve",
            municipality: nil,
            domain: domain,
            environment: .system
        )
        let service = try open(domain)
        defer { service.close() }
        let (task, shift) = (Environment.system.newID(), Environment.system.newID())
        let now = Environment.system.now()
        let times: JSONObject = [
            "startsAt": .integer(now + 86_400_000), "endsAt": .integer(now + 90_000_000),
        ]
        let owner: JSONObject = ["centreId": centre.json]
        var edits: [Edit] = []
        for (person, name) in [(kari, "Kari"), (lise, "Lise")] {
            edits.append(Edit(.person, person, set: ["displayName": .string(name)]))
            edits.append(
                Edit(
                    .centreMembership,
                    Environment.system.newID(),
                    set: owner.merging(["personId": person.json, "source": "self"]) { $1 }
                )
            )
        }
        edits += [
            Edit(
                .task,
                task,
                set: owner.merging(times) { $1 }.merging([
                    "kind": "event", "title": "Rydding", "state": "published",
                    "ownerPersonId": lise.json,
                ]) { $1 }
            ),
            Edit(.shift, shift, set: times.merging(["taskId": task.json, "slots": 3]) { $1 }),
            Edit(
                .signup,
                Environment.system.newID(),
                set: ["shiftId": shift.json, "personId": kari.json, "wish": "wants"]
            ),
        ]
        for edit in edits { #expect(try service.submit([edit]).verdict == .applied) }
        let leader = lise
        let device = try service.write { hub in
            let role = Role(rawValue: "actionOwner")
            let code = try hub.invite(role: role, centre: centre, person: leader)
            let id = Environment.system.newID()
            let enrolled = try hub.enrol(code: code, name: "lise", incarnation: id)
            // As no earlier version has noted it.
            try hub.store.run("DELETE FROM meta WHERE name = 'derived'")
            return enrolled.device
        }
        return (task, device)
    }

    private func scopes(of device: RowID, _ service: HubService) throws -> Set<String> {
        try service.read { reader in
            Set(
                try reader.store.all(
                    """
                    SELECT i.name FROM device_scope d JOIN interned i ON i.number = d.scope
                    JOIN device v ON v.device = d.device
                    WHERE v.id = ?1 AND d.until_epoch IS NULL
                    """,
                    device.bytes
                ) { $0.text(0) }
            )
        }
    }

    @Test func `a hub restored from an earlier version's backup lends at once`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (task, device) = try earlier()
        let before = try open(try EarlierDomain())
        try before.write { try $0.store.run("DELETE FROM meta WHERE name = 'derived'") }
        let copy = folder + "/copy.db"
        _ = try before.backup(to: copy)
        before.close()
        let place = folder + "/again.db"
        let again = try HubService.restored(from: copy, to: place, ledger: path + ".ledger")
        defer { again.close() }
        #expect(try scopes(of: device, again).contains("scope/\(ScopeKey.leaders(ofTask: task))"))
        #expect(try again.read { try $0.rows(.participantCard) }.count == 1)
    }

    @Test func `cards and lent scopes come with the first start, and once`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (task, device) = try earlier()
        let lent = "scope/\(ScopeKey.leaders(ofTask: task))"
        let before = try open(try EarlierDomain())
        #expect(try before.read { try $0.rows(.participantCard) } == [])
        #expect(try !scopes(of: device, before).contains(lent))
        try before.write { try $0.store.run("DELETE FROM meta WHERE name = 'derived'") }
        before.close()

        let service = try open(try Coordination.domain())
        let card = try #require(try service.read { try $0.rows(.participantCard) }.first)
        #expect(card["personId"] == kari.json && card["name"] == "Kari")
        #expect(try scopes(of: device, service).contains(lent))
        let head = try service.read { try $0.head() }
        service.close()

        let again = try open(try Coordination.domain())
        defer { again.close() }
        #expect(try again.read { try $0.head() } == head)
    }
}
