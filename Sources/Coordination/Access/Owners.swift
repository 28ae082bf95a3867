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
                return row.reference(field).map { .centres([$0]) } ?? .unknown
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

    /// The one centre that owns a row, where there is one.
    func centre(of row: RowState, in world: any World) throws -> RowID? {
        guard case .centres(let centres) = try owner(of: row, in: world) else { return nil }
        return centres.count == 1 ? centres.first : nil
    }
}
