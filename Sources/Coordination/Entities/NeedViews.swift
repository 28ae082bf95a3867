package import SyncCore
import SyncEngine

/// What a resident feels the need of.
package struct NeedView: RowView {
    package static let entity = EntityName.need
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var centre: RowID? { row.reference("centreId") }
    /// Whose need it is; nil for somebody who is not known.
    package var person: RowID? { row.reference("personId") }
    /// Who may confirm it for her.
    package var helper: RowID? { row.reference("helperId") }
    package var addsTo: RowID? { row.reference("addsToId") }
    package var state: String { row.text("state") ?? "stated" }
    /// Whether she has said that this is it; only then is anything worked out.
    package var isConfirmed: Bool { state != "stated" }
}

/// What is done together about needs.
package struct InitiativeView: RowView {
    package static let entity = EntityName.initiative
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var centre: RowID? { row.reference("centreId") }
    package var needs: [RowID] { row.references("needIds") }
    package var state: String { row.text("state") ?? "idea" }
    /// Whether it is more than an idea, and not called off.
    package var isPlanned: Bool { ["planned", "active", "closed"].contains(state) }

    /// The fields of those who answer for it that name nobody.
    package var missingOwners: [String] {
        ["politicalOwnerId", "adminOwnerId", "facilitatorId"].filter { row.reference($0) == nil }
    }
}

extension InitiativeView {
    /// Its needs that nobody has confirmed, or that are not there.
    func unconfirmed(in world: any World) throws -> [RowID] {
        try needs.filter { id in
            let need: NeedView? = try world.view(id)
            return !(need?.isConfirmed ?? false)
        }
    }
}
