import Coordination
import Storage
import SyncCore
@testable import SyncEngine

/// A hub in memory that takes in whatever lines a device may send as operations.
///
/// Each input meets the same founded hub: what it did is undone. Every operation has exactly one outcome,
/// sending it again gives the same one, and the store agrees with itself afterwards.
enum FuzzHub {
    private final class World {
        let hub: Hub
        let reader: HubReader
        let incarnation: RowID
        let device: Device

        init() throws {
            let environment = Environment(now: { 1_780_000_000_000 }, random: Self.random())
            let domain = try Coordination.domain()
            var options = Connection.Options(durability: .none)
            options.transactionsNest = true
            let store = try Connection(path: ":memory:", mode: .create, options: options)
            hub = try Hub.found(
                store,
                centre: "Frivilligsentralen",
                municipality: "4205",
                domain: domain,
                environment: environment
            )
            reader = try HubReader(store, domain: domain, environment: environment)
            incarnation = RowID("0198c0de-0000-7000-8000-000000000001") ?? environment.newID()
            let centre = hub.identity.centre
            let code = try hub.invite(role: Role(rawValue: "coordinator"), centre: centre)
            let enrolled = try hub.enrol(code: code, name: "fuzz", incarnation: incarnation)
            guard let device = try reader.device(token: enrolled.token) else { throw Missing() }
            self.device = device
        }

        /// The same numbers in every process: a find can be repeated.
        private static func random() -> @Sendable (Int) -> [UInt8] {
            { count in (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) } }
        }

        struct Missing: Error {}
    }

    // Unchecked: libFuzzer calls on one thread.
    nonisolated(unsafe) private static let world: World? = try? World()

    static func take(_ bytes: [UInt8]) {
        guard let world else { preconditionFailure("the hub could not be founded") }
        let lines = bytes.split(separator: 0x0A).prefix(16).map(Array.init)
        guard !lines.isEmpty else { return }
        let request = PushRequest(
            incarnation: world.incarnation,
            first: 1,
            deviceNow: 1_780_000_000_000,
            operations: lines
        )
        Harness.promised {
            try world.hub.store.trial { try meet(request, world) }
            world.hub.undone()
        }
    }

    private static func meet(_ request: PushRequest, _ world: World) throws {
        let answer = try world.hub.push(request, from: world.device)
        precondition(answer.stopped == nil, "the push was stopped")
        let numbers = answer.outcomes.map(\.number)
        precondition(numbers == (1...Int64(request.operations.count)).map { $0 }, "not one each")
        let again = try world.hub.push(request, from: world.device)
        precondition(again.outcomes == answer.outcomes, "another outcome the second time")
        for check in try StoreAudit(world.reader).checks() {
            precondition(check.level == .ok || check.code == "doctor.orphans", check.code)
        }
    }
}
