import SyncCore
import SyncEngine

/// A pass is one person's: once it was used from one store, its use from another waits for the office.
struct TokenRule: Rule {
    let owners: Owners

    let reach = Reach.only([.claim, .signup])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        guard !actor.role.isOffice else { return }
        for change in changes where change.isNew {
            guard change.entity == .claim || change.entity == .signup,
                let token = change.after.reference("tokenId"),
                try isInUse(token, by: change.after, in: world)
            else { continue }
            objections.hold(Finding("token.in_use", change.after, field: "tokenId"))
        }
    }

    private func isInUse(_ token: RowID, by row: RowState, in world: any World) throws -> Bool {
        for entity: EntityName in [.claim, .signup] {
            let uses = try world.rows(entity, where: "tokenId", is: token.json)
            if try uses.contains(where: { try $0.id != row.id && !isOneStore($0, row, world) }) {
                return true
            }
        }
        return false
    }

    private func isOneStore(_ row: RowState, _ other: RowState, _ world: any World) throws -> Bool {
        guard let one = origin(row), let two = origin(other) else { return false }
        return try world.areOneStore(one, two)
    }

    private func origin(_ row: RowState) -> Int64? {
        row.factOrigin(owners.catalogue[row.entity])
    }
}
