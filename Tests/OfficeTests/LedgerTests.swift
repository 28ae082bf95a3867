import Coordination
import Foundation
import Storage
import SyncCore
import Storage
@testable import SyncEngine
import Testing

struct LedgerTests {
    static let kari = Environment.system.newID()

    /// A centre that knows Kari, with her contact data.
    static func centre() throws -> TestCentre {
        let centre = try TestCentre()
        let owner: JSONObject = ["personId": kari.json, "centreId": centre.centre.json]
        let edits = [
            Edit(.person, kari, set: ["displayName": "Kari Testdatter"]),
            Edit(
                .personPrivate,
                Environment.system.newID(),
                set: owner.merging(["note": "glad i hunder", "photoChoice": "yes"]) { $1 }
            ),
            Edit(
                .contactPoint,
                Environment.system.newID(),
                set: owner.merging(["kind": "mobile", "valueNormalised": "+4793456789"]) { $1 }
            ),
        ]
        for edit in edits { _ = try centre.submit([edit]) }
        return centre
    }

    static func erase(_ centre: TestCentre) throws {
        let outcome = try centre.submit([Edit(.person, kari, set: ["erased": true])])
        #expect(outcome.verdict == .applied)
    }

    /// Ends the service and gives the path of a store like its, which nobody holds.
    static func moved(_ centre: TestCentre) throws -> String {
        centre.service.close()
        let path = centre.folder + "/moved.db"
        for suffix in ["", ".ledger"] {
            try FileManager.default.copyItem(atPath: centre.db + suffix, toPath: path + suffix)
        }
        return path
    }

    private func kinds(_ path: String) throws -> [String] {
        let bytes = try #require(try LedgerBytes(path).read())
        return try LedgerChain(bytes).entries.map(\.kind)
    }

    private func open(_ path: String) throws -> HubService {
        try HubService(path: path, domain: try Coordination.domain(), environment: .system)
    }

    private func code(_ body: () throws -> Void) -> String? {
        do { try body() } catch { return (error as? SyncError)?.code }
        return nil
    }

    @Test func `a new store begins a ledger that only its owner can read`() throws {
        let centre = try TestCentre()
        let path = centre.db + ".ledger"
        #expect(try kinds(path) == ["begun"])
        var about = stat()
        #expect(stat(path, &about) == 0)
        #expect(about.st_mode & 0o777 == 0o600)
    }

    @Test
    func `erasing, shutting out, using a code and withdrawing are in the file when they are told`()
        throws
    {
        let centre = try Self.centre()
        let path = centre.db + ".ledger"
        let enrolled = try centre.service.write { [home = centre.centre] hub in
            let code = try hub.invite(role: Role(rawValue: "coordinator"), centre: home)
            return try hub.enrol(code: code, name: "a", incarnation: Environment.system.newID())
        }
        #expect(try kinds(path) == ["begun", "used"])
        let details = try #require(try centre.rows(.personPrivate).first)
        _ = try centre.submit([Edit(.personPrivate, details.id, set: ["photoChoice": "no"])])
        #expect(try kinds(path) == ["begun", "used", "withdrawn"])
        _ = try centre.submit([Edit(.personPrivate, details.id, set: ["photoChoice": "yes"])])
        try Self.erase(centre)
        try centre.service.write { try $0.revoke(enrolled.device, isLost: true) }
        #expect(
            try kinds(path) == ["begun", "used", "withdrawn", "loosened", "erased", "revoked"]
        )
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for word in ["Kari", "hunder", "3456789", "no\"", "coordinator"] {
            #expect(!text.contains(word), "no personal data")
        }
    }

    @Test func `a refused operation leaves nothing in the ledger`() throws {
        let centre = try Self.centre()
        let details = try #require(try centre.rows(.personPrivate).first)
        let refused = try centre.submit([
            Edit(.personPrivate, details.id, set: ["photoChoice": "no", "birthOn": "1850-01-01"])
        ])
        #expect(refused.verdict == .refused)
        #expect(try kinds(centre.db + ".ledger") == ["begun"])
    }

    @Test func `what the process did not get to write is written at the next start`() throws {
        let centre = try Self.centre()
        let before = try #require(try LedgerBytes(centre.db + ".ledger").read())
        try Self.erase(centre)
        let store = try Self.moved(centre)
        let path = store + ".ledger"
        let whole = try #require(try LedgerBytes(path).read())
        for rest in [before, before + whole[before.count..<whole.count - 7]] {
            try LedgerBytes(path).create(rest)
            try open(store).close()
            #expect(try LedgerBytes(path).read() == whole)
        }
    }

    @Test func `a store from before there were ledgers begins one with what it knows`() throws {
        let centre = try Self.centre()
        try Self.erase(centre)
        try centre.service.write { hub in
            try hub.store.execute("DELETE FROM ledger; DELETE FROM meta WHERE name = 'ledgerFile'")
        }
        let store = try Self.moved(centre)
        unlink(store + ".ledger")
        try open(store).close()
        #expect(try kinds(store + ".ledger") == ["begun", "erased"])
    }

    @Test func `an old copy in the store's place is not served`() throws {
        let centre = try Self.centre()
        let copy = centre.folder + "/copy.db"
        _ = try centre.service.backup(to: copy)
        try Self.erase(centre)
        let store = try Self.moved(centre)
        unlink(store)
        try FileManager.default.copyItem(atPath: copy, toPath: store)
        #expect(code { try open(store).close() } == "ledger.ahead")
        #expect(code { _ = try LedgerState.look(besideStore: store) } == "ledger.ahead")
        #expect(
            code { _ = try LedgerState.rebuild(besideStore: store) } == "ledger.rebuild_refused"
        )
        let found = try Doctor.examine(
            store,
            domain: try Coordination.domain(),
            environment: .system
        )
        #expect(found.contains { $0.code == "doctor.ledger" && $0.level == .warning })
    }

    @Test func `a ledger that is gone, changed or another's is told apart`() throws {
        let centre = try Self.centre()
        try Self.erase(centre)
        let store = try Self.moved(centre)
        let file = LedgerBytes(store + ".ledger")
        let bytes = try #require(try file.read())
        unlink(file.path)
        #expect(code { try open(store).close() } == "ledger.missing")
        var changed = bytes
        changed[60] ^= 1
        try file.create(changed)
        #expect(code { try open(store).close() } == "ledger.damaged")
        // Of what was being added when the power went, a part may be there without the one before it.
        var torn = bytes
        let last = try #require(bytes.dropLast().lastIndex(of: 0x0A)) + 1
        for place in last..<last + 40 { torn[place] = UInt8(place & 0xFF) }
        try file.create(torn)
        try open(store).close()
        #expect(try file.read() == bytes)
        let other = try TestCentre()
        try file.create(try #require(try LedgerBytes(other.db + ".ledger").read()))
        #expect(code { try open(store).close() } == "ledger.other")
        let rebuilt = code { _ = try LedgerState.rebuild(besideStore: store) }
        #expect(rebuilt == "ledger.rebuild_refused", "another store's ledger is not thrown away")
        unlink(file.path)
        #expect(try LedgerState.rebuild(besideStore: store).lines == 2)
        #expect(try file.read() == bytes)
        try open(store).close()
    }

    @Test func `no new store is made where the ledger of an old one lies`() throws {
        let centre = try Self.centre()
        let store = try Self.moved(centre)
        unlink(store)
        let found = code {
            _ = try HubService.found(
                path: store,
                centre: "Ny",
                municipality: nil,
                domain: try Coordination.domain(),
                environment: .system
            )
        }
        #expect(found == "ledger.exists")
    }

    @Test func `while the file cannot be written nothing is said to be done`() throws {
        let centre = try Self.centre()
        let path = centre.db + ".ledger"
        let bytes = try #require(try LedgerBytes(path).read())
        unlink(path)
        #expect(throws: (any Error).self) { try Self.erase(centre) }
        try LedgerBytes(path).create(bytes)
        _ = try centre.submit([
            Edit(.person, Environment.system.newID(), set: ["displayName": "Ola"])
        ])
        #expect(try kinds(path) == ["begun", "erased"])
    }
}
