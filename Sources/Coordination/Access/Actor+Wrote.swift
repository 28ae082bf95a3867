import SyncCore
import SyncEngine

extension Actor {
    /// Whether the actor is linked to this person.
    func `is`(_ person: RowID?) -> Bool { person != nil && person == self.person }

    /// Whether the store the actor writes from is the one that made the row, by the stamp of its facts.
    ///
    /// How somebody without a record of her own is known again, also in another life of her store; false where the
    /// store is not known.
    func wrote(_ row: RowState, _ spec: EntitySpec?, in world: any World) throws -> Bool {
        guard let origin, let made = row.factOrigin(spec) else { return false }
        return try world.areOneStore(made, origin)
    }
}

extension RowState {
    /// The store that wrote the row's facts, as its number stands in stamps.
    func factOrigin(_ spec: EntitySpec?) -> Int64? {
        let facts = spec?.fields.values.filter { $0.policy == .fact }.map(\.unit) ?? []
        // Whoever fills in what was left empty has not made the row.
        return facts.compactMap { stamps[$0] }.min { $0.seq < $1.seq }?.origin
    }
}
