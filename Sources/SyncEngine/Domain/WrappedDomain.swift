package import SyncCore

/// A domain that changes something of another one and passes on everything it does not change.
///
/// Every question is passed on here, once, and `Domain` answers none by itself: a new question that is forgotten
/// here does not compile, instead of being answered wrongly by every wrapper.
package protocol WrappedDomain: Domain {
    /// The domain that answers what this one does not.
    var wrapped: any Domain { get }
}

extension WrappedDomain {
    package var catalogue: Catalogue { wrapped.catalogue }

    package func admit(
        _ edit: Edit,
        current: RowState?,
        by actor: Actor,
        in world: any World
    ) throws -> Ruling {
        try wrapped.admit(edit, current: current, by: actor, in: world)
    }

    package func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> Ruling {
        try wrapped.judge(changes, by: actor, in: world)
    }

    package func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try wrapped.consequences(of: changes, by: actor, in: world)
    }

    package func remarks(on rows: [RowState], in world: any World) throws -> [Finding] {
        try wrapped.remarks(on: rows, in: world)
    }

    package func barred(_ edits: [Edit]) -> [Finding] { wrapped.barred(edits) }

    package func samePersons(as person: RowID, in world: any World) throws -> [RowID] {
        try wrapped.samePersons(as: person, in: world)
    }

    package func traces(in rows: [RowState]) -> [String] { wrapped.traces(in: rows) }

    package func tick(in world: any World) throws -> [Edit] { try wrapped.tick(in: world) }

    package func scopes(for grant: Grant) -> Set<ScopeKey> { wrapped.scopes(for: grant) }

    package func loans(of row: RowState) -> [Loan] { wrapped.loans(of: row) }

    package func mayBorrow(_ grant: Grant) -> Bool { wrapped.mayBorrow(grant) }

    package func founding(centre: RowID, name: String, municipality: String?) -> [Edit] {
        wrapped.founding(centre: centre, name: name, municipality: municipality)
    }
}
