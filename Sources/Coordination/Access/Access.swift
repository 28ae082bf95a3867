package import SyncCore
package import SyncEngine

/// Who may write what: the catalogue's table of role, entity and action, its field writers, and the row's
/// centre and person.
///
/// One decision for sync, console, command line and HTTP alike. Pure; the world is only read.
package struct Access: Sendable {
    let catalogue: Catalogue
    let owners: Owners

    package init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
        owners = Owners(catalogue)
    }

    /// Whether the actor may make the edit: accepted, kept as a proposal, or refused.
    ///
    /// What was on the author's device when she wrote and has gone to another centre since is `lapsed` with
    /// `scope.left`.
    /// `access.denied` and `access.proposed` name the field where only that field is in the way.
    package func ruling(
        _ edit: Edit,
        current: RowState?,
        by actor: Actor,
        in world: any World
    ) throws -> Ruling {
        guard !actor.isHub else { return .accept }
        guard let spec = catalogue[edit.entity] else {
            return .refuse([Finding("entity.unknown", entity: edit.entity, row: edit.id)])
        }
        let standing = current ?? Self.laid(edit, over: nil)
        let actor = try Self.acting(actor, for: standing, owners, in: world)
        let isOwn =
            try isOwnCentre(actor, of: standing, in: world)
            && !isNobodys(current, to: actor, in: world)
        guard try isOwn || owners.hasLeft(standing, in: world),
            try isOwnPerson(actor, edit, spec: spec, current: current, in: world)
        else { return .refuse([Self.denied(edit)]) }
        let ruling = table(edit, spec: spec, current: current, by: actor)
        guard ruling == .accept, isOwn else {
            guard ruling == .accept else { return ruling }
            return .lapsed([Finding("scope.left", entity: edit.entity, row: edit.id)])
        }
        guard
            let field = try movedAway(edit, spec: spec, current: current, from: actor, in: world)
        else { return ruling }
        switch spec.scopes.root {
        case .centre where spec.mayChangeHands:
            return .refuse([
                Finding("handover.needed", entity: edit.entity, row: edit.id, field: field)
            ])
        case .centre:
            return .refuse([
                Finding("access.denied", entity: edit.entity, row: edit.id, field: field)
            ])
        default:
            return .hold([
                Finding("access.proposed", entity: edit.entity, row: edit.id, field: field)
            ])
        }
    }

    /// The part of the decision that is a table: no rows but the one itself.
    func table(
        _ edit: Edit,
        spec: EntitySpec,
        current: RowState?,
        by actor: Actor
    ) -> Ruling {
        let mayPropose = spec.write[actor.role]?.contains(.propose) ?? false
        if mayAct(edit, spec: spec, current: current, role: actor.role) {
            let closed = closedFields(edit, spec: spec, current: current, role: actor.role)
            guard let field = closed.first else { return .accept }
            let code = mayPropose ? "access.proposed" : "access.denied"
            let finding = Finding(code, entity: edit.entity, row: edit.id, field: field)
            return mayPropose ? .hold([finding]) : .refuse([finding])
        }
        guard mayPropose else { return .refuse([Self.denied(edit)]) }
        return .hold([Finding("access.proposed", entity: edit.entity, row: edit.id)])
    }

    private func mayAct(
        _ edit: Edit,
        spec: EntitySpec,
        current: RowState?,
        role: Role
    ) -> Bool {
        let actions = spec.write[role] ?? []
        if current == nil, !actions.contains(.create) { return false }
        if edit.mark == .removed, !actions.contains(.remove) { return false }
        if edit.mark == .restored, actions.isDisjoint(with: [.update, .remove]) { return false }
        guard current != nil, !edit.fields.isEmpty, !actions.contains(.update) else { return true }
        // A field that names the role among its writers is open to it although the row is not.
        return edit.fields.allSatisfy { spec.fields[$0]?.writers?.contains(role) ?? false }
    }

    /// Fields of the edit that the role may not write, or may not bring into the state it asks for.
    private func closedFields(
        _ edit: Edit,
        spec: EntitySpec,
        current: RowState?,
        role: Role
    ) -> [String] {
        edit.fields.filter { name in
            guard let field = spec.fields[name], field.policy != .hub else { return false }
            if let writers = field.writers, !writers.contains(role) { return true }
            guard case .lifecycle(let table) = field.policy,
                let lifecycle = catalogue.lifecycles[table], let current,
                let from = current.text(name) ?? lifecycle.implied,
                let to = edit.set[name]?.text, from != to,
                let step = lifecycle.transition(from: from, to: to)
            else { return false }
            return !step.roles.isEmpty && !step.roles.contains(role)
        }.sorted()
    }

    private static func denied(_ edit: Edit) -> Finding {
        Finding("access.denied", entity: edit.entity, row: edit.id)
    }
}

extension EntitySpec {
    /// Whether a centre may offer such rows to another; what is known of people stays where it is.
    var mayChangeHands: Bool { about.isEmpty && scopes.person == nil && !isFact }
}

extension Edit {
    /// The names of all fields the edit touches; one may stand there twice.
    var fields: [String] {
        add.isEmpty && remove.isEmpty ? set.keys : set.keys + add.keys + remove.keys
    }
}
