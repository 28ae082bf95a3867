import Coordination
import Storage
import SyncCore
@testable import SyncEngine
import Synchronization

/// A hub in memory that takes in whatever lines a device may send as operations.
///
/// Each input meets the same founded hub: what it did is undone. Every operation has exactly one outcome,
/// sending it again gives the same one, and the store agrees with itself afterwards.
enum FuzzHub {
    private final class World {
        let hub: Hub
        let environment: Environment
        let incarnation: RowID
        let device: Device

        init() throws {
            let environment = Environment(now: { 1_780_000_000_000 }, random: Self.random())
            let domain = try Coordination.domain()
            let options = Connection.Options(durability: .none)
            let store = try Connection(path: ":memory:", mode: .create, options: options)
            hub = try Hub.found(
                store,
                centre: "Frivilligsentralen",
                municipality: "4205",
                domain: domain,
                environment: environment
            )
            self.environment = environment
            incarnation = RowID("0198c0de-0000-7000-8000-000000000001") ?? environment.newID()
            let centre = hub.identity.centre
            let code = try hub.invite(role: Role(rawValue: "coordinator"), centre: centre)
            let enrolled = try hub.enrol(code: code, name: "fuzz", incarnation: incarnation)
            let reader = try HubReader(store, domain: domain, environment: environment)
            guard let device = try reader.device(token: enrolled.token) else { throw Missing() }
            self.device = device
        }

        /// The same numbers in every process: a find can be repeated.
        private static func random() -> @Sendable (Int) -> [UInt8] {
            let chance = Mutex<UInt64>(1)
            return { count in
                chance.withLock { state in
                    (0..<count).map { _ in
                        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                        return UInt8(truncatingIfNeeded: state >> 56)
                    }
                }
            }
        }

        struct Missing: Error {}
    }

    // Unchecked: libFuzzer calls on one thread.
    nonisolated(unsafe) private static let world = Harness.promised { try World() }

    static func take(_ bytes: [UInt8]) {
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
        let count = Int64(answer.outcomes.count)
        precondition(
            answer.outcomes.map(\.number) == Array(1..<count + 1),
            "not one each, in order"
        )
        precondition(answer.expected == count + 1, "the next number is another")
        let isWhole = count == Int64(request.operations.count)
        precondition(isWhole == (answer.stopped == nil), "it stops, and does not say why")
        let again = try world.hub.push(request, from: world.device)
        precondition(again.outcomes == answer.outcomes, "another outcome the second time")
        // A new reader each time: what the last one knew was undone.
        let hub = world.hub
        let reader = try HubReader(hub.store, domain: hub.domain, environment: world.environment)
        for check in try StoreAudit(reader).checks() {
            precondition(check.level == .ok || check.code == "doctor.orphans", check.code)
        }
    }
}
