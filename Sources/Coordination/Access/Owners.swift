package import SyncCore
package import SyncEngine

/// Which centre a row belongs to, found along its root (DESIGN.md 3.8).
package struct Owners: Sendable {
    let catalogue: Catalogue

    package init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    package enum Answer: Sendable, Hashable {
        /// The centres that own the row; a person may belong to several.
        case centres(Set<RowID>)
        /// A row on the way is not there (yet).
        case unknown
        /// The row belongs to no centre.
        case everyone
    }

    /// More steps than any chain of the catalogue has.
    private static let longestChain = 8

    /// The owner of a row as it stands or, with the fields an edit sets laid over it, as it would.
    package func owner(of row: RowState, in world: any World) throws -> Answer {
        var row = row
        for _ in 0..<Self.longestChain {
            guard let spec = catalogue[row.entity] else { return .unknown }
            switch spec.scopes.root {
            case .centreItself: return .centres([row.id])
            case .everyone: return .everyone
            case .centre(let field):
                let also = spec.scopes.also.flatMap { row.reference($0) }
                return row.reference(field).map { .centres(Set([$0, also].compactMap { $0 })) }
                    ?? .unknown
            case .members(let entity, let field):
                let members = try world.rows(entity, where: field, is: row.id.json)
                let centres = Set(members.compactMap { $0.reference("centreId") })
                return centres.isEmpty ? .unknown : .centres(centres)
            case .parent(let field):
                guard let parent = try row.reference(field).flatMap({ try world.row($0) }) else {
                    return .unknown
                }
                row = parent
            }
        }
        return .unknown
    }

    /// Whether the row, or one it belongs to, was on the author's device when she wrote.
    ///
    /// Asked of rows of another centre: they were given to it since, or made below such a row.
    func hasLeft(_ row: RowState, in world: any World) throws -> Bool {
        if try world.wasSeen(row.id) { return true }
        var row = row
        for _ in 0..<Self.longestChain {
            guard case .parent(let field)? = catalogue[row.entity]?.scopes.root,
                let id = row.reference(field)
            else { return false }
            if try world.wasSeen(id) { return true }
            guard let parent = try world.row(id) else { return false }
            row = parent
        }
        return false
    }

    /// The one centre that owns a row, where there is one.
    func centre(of row: RowState, in world: any World) throws -> RowID? {
        guard case .centres(let centres) = try owner(of: row, in: world) else { return nil }
        return centres.count == 1 ? centres.first : nil
    }
}
