import Storage
import SyncCore

/// What an edit needs before it is merged.
extension OperationRun {
    /// An edit says something, and what it refers to is of the kind the field is for.
    func requireSense(
        _ edit: Edit,
        _ spec: EntitySpec,
        _ previous: StateStore.Stored?
    ) throws {
        let saysNothing = edit.set.isEmpty && edit.add.isEmpty && edit.remove.isEmpty
        if previous != nil, saysNothing, edit.mark == nil {
            throw Rejection.refused([Finding("op.malformed", entity: spec.name, row: edit.id)])
        }
        for (name, value) in edit.set {
            guard case .reference(let wanted)? = spec.fields[name]?.type,
                let id = value.text.flatMap({ RowID($0) }),
                let target = try states.find(id)?.state, target.entity != wanted
            else { continue }
            throw Rejection.refused([
                Finding("field.reference", entity: spec.name, row: edit.id, field: name)
            ])
        }
    }

    /// What builds on held work is held with it (DESIGN.md 3.7).
    func requireNothingHeld(_ edit: Edit, _ spec: EntitySpec) throws {
        guard !world.isWaived, try hub.hasHeldRows() else { return }
        var ids = [edit.id]
        for (name, value) in edit.set {
            guard case .reference? = spec.fields[name]?.type,
                let id = value.text.flatMap({ RowID($0) })
            else { continue }
            ids.append(id)
        }
        for id in ids {
            let seq = try store.first("SELECT seq FROM held_row WHERE id = ?1", id) {
                $0.int64(0)
            }
            guard let seq else { continue }
            throw Rejection.held([
                Finding("depends.held", entity: edit.entity, row: edit.id, winner: seq)
            ])
        }
    }
}
