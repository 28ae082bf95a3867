import SyncCore
import SyncEngine
import Synchronization

/// A domain whose next tick writes what a test has planted, as the hub would: rows of every kind, also of those that
/// only the hub makes.
struct PlantedDomain: WrappedDomain {
    let wrapped: any Domain
    let plants = Plants()

    func tick(in world: any World) throws -> [Edit] { plants.take() }

    /// What is planted stands as it is.
    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        guard !actor.isHub else { return [] }
        return try wrapped.consequences(of: changes, by: actor, in: world)
    }

    final class Plants: Sendable {
        private let edits = Mutex<[Edit]>([])
        func add(_ more: [Edit]) { edits.withLock { $0 += more } }
        func take() -> [Edit] {
            edits.withLock { edits in
                defer { edits = [] }
                return edits
            }
        }
    }
}
