import Coordination
import Foundation
import Storage
import SyncCore
@testable import SyncEngine
import Testing

struct StoreCareTests {
    private func examine(_ centre: TestCentre) throws -> [Doctor.Check] {
        try Doctor.examine(
            centre.db,
            domain: try Coordination.domain(),
            environment: .system
        )
    }

    @Test func `a store in use is well`() throws {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(RosterApplyTests.roster))
        let checks = try examine(centre)
        #expect(checks.filter { $0.level == .warning }.map(\.code) == [])
        #expect(checks.contains { $0.code == "doctor.scope_sums" })
    }

    @Test(arguments: [
        ("UPDATE state SET hash = hash + 1 WHERE row = 1", "doctor.rows"),
        ("DELETE FROM lookup WHERE row IN (SELECT min(row) FROM lookup)", "doctor.lookups"),
        ("DELETE FROM scope_row WHERE row = 1", "doctor.scopes"),
    ])
    func `what was changed behind the program's back is found`(sql: String, code: String) throws {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(RosterApplyTests.roster))
        try centre.service.write { hub in try hub.store.execute(sql) }
        let found = try examine(centre).filter { $0.level == .warning }
        #expect(found.contains { $0.code == code })
        #expect(found.allSatisfy { !$0.advice.isEmpty })
    }

    @Test func `a sum that does not agree is found`() throws {
        let centre = try TestCentre()
        try centre.service.write { hub in
            try hub.store.execute("UPDATE scope_sum SET sum = sum + 1")
        }
        let found = try examine(centre).filter { $0.level == .warning }.map(\.code)
        #expect(found == ["doctor.scope_sums"])
    }

    @Test func `a store that others may read is told of`() throws {
        let centre = try TestCentre()
        chmod(centre.db, 0o644)
        let found = try examine(centre).filter { $0.level == .warning }.map(\.code)
        #expect(found == ["doctor.permissions"])
    }

    @Test func `a backup of a store in use holds all of it, and is noted`() throws {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(RosterApplyTests.roster))
        let copied = try centre.service.backup(to: centre.folder + "/copy.db")
        #expect(copied.seq == (try centre.head()))
        #expect(copied.isNoted)
        let durable = try centre.service.write { try Meta(store: $0.store)["durableThrough"] }
        #expect(durable == "\(copied.seq)")
    }

    @Test func `a restored store goes on on a timeline that names its parent`() throws {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(RosterApplyTests.roster))
        let (copy, path) = (centre.folder + "/copy.db", centre.folder + "/again.db")
        let copied = try centre.service.backup(to: copy)
        let restored = try StoreBackup.restore(
            from: copy,
            to: path,
            domain: try Coordination.domain(),
            environment: .system
        )
        #expect(restored.parent == copied.timeline)
        #expect(restored.forkedAt == copied.seq)
        let again = try HubService(
            path: path,
            domain: try Coordination.domain(),
            environment: .system
        )
        defer { again.close() }
        #expect(try again.read { $0.identity.timeline } == restored.timeline)
        #expect(try again.read { try $0.rows(.person).count } == 3)
        let edit = Edit(.person, Environment.system.newID(), set: ["displayName": "Ny"])
        #expect(try again.submit([edit]).verdict == .applied)
    }

    @Test func `restoring never writes over a file`() throws {
        let centre = try TestCentre()
        let copy = centre.folder + "/copy.db"
        _ = try centre.service.backup(to: copy)
        let place = centre.folder + "/taken.db"
        try Data("mine".utf8).write(to: URL(fileURLWithPath: place))
        let error = #expect(throws: SyncError.self) {
            try StoreBackup.restore(
                from: copy,
                to: place,
                domain: try Coordination.domain(),
                environment: .system
            )
        }
        #expect(error?.code == "store.exists")
        #expect(try String(contentsOfFile: place, encoding: .utf8) == "mine")
    }

    @Test func `a damaged backup is not restored`() throws {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(RosterApplyTests.roster))
        let copy = centre.folder + "/copy.db"
        _ = try centre.service.backup(to: copy)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
        for place in 8192..<min(bytes.count, 40_000) { bytes[place] = 0x5A }
        try bytes.write(to: URL(fileURLWithPath: copy))
        let place = centre.folder + "/again.db"
        #expect(throws: (any Error).self) {
            try StoreBackup.restore(
                from: copy,
                to: place,
                domain: try Coordination.domain(),
                environment: .system
            )
        }
        #expect(!FileManager.default.fileExists(atPath: place))
    }

    @Test func `a row tells who wrote what and what lost`() throws {
        let centre = try TestCentre()
        let person = Environment.system.newID()
        for name in ["Kari", "Kari Nordmann"] {
            _ = try centre.submit([Edit(.person, person, set: ["displayName": .string(name)])])
        }
        let story = try require(
            try centre.service.read { try $0.explain(person, unit: "displayName") }
        )
        #expect(story.entries.map(\.decision) == ["written", "written"])
        #expect(story.entries.allSatisfy { $0.author.device == "office" })
        #expect(story.entries.last?.value?["displayName"] == "Kari Nordmann")
        #expect(story.entries.last?.base == (story.entries.first?.seq ?? 0))
    }
}
