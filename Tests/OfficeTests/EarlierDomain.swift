import Coordination
import SyncCore
import SyncEngine

/// The rules as they were before tasks lent anything to their leaders, and before leaders had cards.
struct EarlierDomain: WrappedDomain {
    let wrapped: any Domain

    init() throws { wrapped = try Coordination.domain() }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try wrapped.consequences(of: changes, by: actor, in: world)
            .filter { $0.entity != .participantCard }
    }

    func tick(in world: any World) throws -> [Edit] { [] }

    func loans(of row: RowState) -> [Loan] { [] }

    func mayBorrow(_ grant: Grant) -> Bool { false }
}
