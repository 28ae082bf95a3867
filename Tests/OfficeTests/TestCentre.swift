import Commands
import Coordination
import Foundation
import Geometry
import RosterImport
import SyncCore
@testable import SyncEngine
import Synchronization

/// A hub's store in a folder of its own, with a clock that tests move.
final class TestCentre: Sendable {
    let folder: String
    let service: HubService
    let centre: RowID
    private let clock = Mutex<Int64>(1_777_593_600_000)

    /// 1 May 2026, Norwegian morning.
    init() throws {
        folder = Self.newFolder()
        let domain = try Coordination.domain()
        centre = try HubService.found(
            path: folder + "/hub.db",
            centre: "Prøve Frivilligsentral",
            municipality: "4204",
            domain: domain,
            environment: .system
        )
        service = try HubService(path: folder + "/hub.db", domain: domain, environment: .system)
    }

    deinit {
        service.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    static func newFolder() -> String {
        let path = NSTemporaryDirectory() + "office-test-" + UUID().uuidString
        try? FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true
        )
        return path
    }

    var db: String { folder + "/hub.db" }
    var now: Int64 { clock.withLock { $0 } }

    func submit(_ edits: [Edit]) throws -> Outcome { try service.submit(edits) }

    func rows(_ entity: EntityName) throws -> [RowState] {
        try service.read { try $0.rows(entity) }
    }

    func head() throws -> Int64 { try service.read { try $0.head() } }

    /// Plans a roster as `roster check` does.
    func plan(
        _ text: String,
        centre other: RowID? = nil,
        fileDate: CalendarDate? = nil,
        importedOn: CalendarDate? = nil
    ) throws -> Plan {
        try plan(Array(text.utf8), centre: other, fileDate: fileDate, importedOn: importedOn)
    }

    /// The day as the store's clock has it.
    var today: CalendarDate? {
        CalendarDate(iso: OsloTime.date(at: Environment.system.now()).description)
    }

    func plan(
        _ bytes: [UInt8],
        centre other: RowID? = nil,
        centres: [String: String] = [:],
        fileDate: CalendarDate? = nil,
        importedOn: CalendarDate? = nil
    ) throws -> Plan {
        let table = try RosterReader.read(bytes)
        let home = other ?? centre
        let today = try require(CalendarDate(year: 2026, month: 5, day: 1))
        return try service.read { reader in
            let snapshot = try PersonSnapshot(reader)
            var options = PlanOptions(
                centre: home.description,
                centres: centres,
                today: today,
                fileDate: fileDate,
                importedOn: importedOn,
                sourceHash: String(repeating: "ab", count: 32),
                created: "2026-05-01 12:00 #\(try reader.head())"
            )
            options.erased = snapshot.erased
            let inView = Set(centres.values.compactMap { RowID($0) }).union([home])
            return try Planner.plan(
                table,
                mapping: HeaderMapping(of: table),
                known: snapshot.persons(inView: inView, today: today),
                options: options
            )
        }
    }

    func decide(_ plan: Plan) throws -> RosterApply {
        let bytes = try PlanFile.write(plan)
        let now = now
        return try service.read { reader in
            try RosterApply(plan, bytes: bytes, snapshot: try PersonSnapshot(reader), now: now)
        }
    }

    @discardableResult func apply(_ plan: Plan) throws -> RosterApply {
        try decide(plan).run { try self.submit($0) }
    }

    func undo(_ batch: RowID) throws -> (undo: RosterUndo, failed: [Outcome]) {
        let now = now
        let undo = try service.read { try RosterUndo(batch, reader: $0, now: now) }
        return (undo, try undo.run { try self.submit($0) })
    }

    /// A second centre in the same store.
    func addCentre() throws -> RowID {
        let id = Environment.system.newID()
        // Centres are founded by the hub itself; no role may make one.
        try service.write { hub in
            let (seq, now) = (try hub.head() + 1, try hub.hubTime())
            let run = hub.newRun(hub.newWorld(seq: seq, now: now))
            let name = "Nabo Frivilligsentral"
            let edits = hub.domain.founding(centre: id, name: name, municipality: nil)
            try run.run(edits, by: .hub(at: now))
            try hub.recordOwn(run, seq: seq, now: now)
        }
        return id
    }
}

struct Missing: Error {}

func require<T>(_ value: T?) throws -> T {
    guard let value else { throw Missing() }
    return value
}
