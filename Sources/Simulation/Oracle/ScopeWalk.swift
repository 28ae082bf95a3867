import SyncCore

/// In which scopes each row of the hub is, found by walking over all rows as the catalogue says.
///
/// Knows nothing of the hub's own index of scopes, which it is there to check.
struct ScopeWalk {
    private let catalogue: Catalogue
    private let model: HubModel
    /// The device that each incarnation belongs to, without the office's.
    private let devices: [Int64: RowID]
    private var members: [EntityName: [RowID: [RowState]]] = [:]
    private let facts: [EntityName: [String]]

    init(_ catalogue: Catalogue, _ model: HubModel, devices: [Int64: RowID]) {
        self.catalogue = catalogue
        self.model = model
        self.devices = devices
        facts = catalogue.entities.mapValues { spec in
            Array(Set(spec.fields.values.filter { $0.policy == .fact }.map(\.unit)))
        }
        for spec in catalogue.ordered {
            guard case .members(let entity, let field) = spec.scopes.root, members[entity] == nil
            else { continue }
            var named: [RowID: [RowState]] = [:]
            for row in model.rows(entity) {
                guard let id = row.id(field) else { continue }
                named[id, default: []].append(row)
            }
            members[entity] = named
        }
    }

    /// The scopes of every row, tombstones included.
    func all() -> [RowID: Set<String>] {
        var out: [RowID: Set<String>] = [:]
        for (id, row) in model.rows {
            out[id] = row.state.isErased ? model.graves[id] ?? [] : scopes(of: row.state)
        }
        return out
    }

    func scopes(of row: RowState) -> Set<String> {
        guard let spec = catalogue[row.entity] else { return [] }
        let place = place(of: row, spec, steps: 0)
        var out: Set<String> = []
        for audience in spec.scopes.audiences {
            switch audience {
            case "leaders":
                if let task = place.task { out.insert("task/\(task)/leaders") }
            case "public" where place.isHidden: continue
            default: for centre in place.centres { out.insert("centre/\(centre)/\(audience)") }
            }
        }
        if place.isEveryone { out.insert("everyone") }
        if let field = spec.scopes.person, let person = field == "id" ? row.id : row.id(field) {
            out.insert("person/\(person)")
        }
        if let device = author(of: row) { out.insert("device/\(device)") }
        return out
    }

    private struct Place {
        var centres: Set<RowID> = []
        var task: RowID?
        var isEveryone = false
        var isHidden = false
    }

    private func place(of row: RowState, _ spec: EntitySpec, steps: Int) -> Place {
        var place = Place()
        guard steps < 8 else { return place }
        switch spec.scopes.root {
        case .centreItself: place.centres = [row.id]
        case .everyone: place.isEveryone = true
        case .centre(let field):
            let fields = [field, spec.scopes.also].compactMap { $0 }
            place.centres = Set(fields.compactMap { row.id($0) })
        case .parent(let field):
            guard let id = row.id(field), let parent = model.rows[id]?.state,
                let above = catalogue[parent.entity]
            else { break }
            place = self.place(of: parent, above, steps: steps + 1)
        case .members(let entity, _):
            for member in members[entity]?[row.id] ?? [] {
                guard let through = catalogue[entity] else { continue }
                let theirs = self.place(of: member, through, steps: steps + 1)
                place.centres.formUnion(theirs.centres)
            }
        }
        if row.entity == "task" { place.task = row.id }
        if let condition = spec.scopes.publicWhen {
            let isShown = row[condition.field]?.text.map { condition.values.contains($0) }
            if !(isShown ?? condition.allowsAbsent) { place.isHidden = true }
        }
        return place
    }

    /// The device whose own work a row, or a question about it, is.
    private func author(of row: RowState) -> RowID? {
        if row.entity == "reviewItem" {
            let seq = row["operationSeq"]?.integer
            return seq.flatMap { model.operations[$0] }.flatMap { devices[$0.origin] }
        }
        let stamps = (facts[row.entity] ?? []).compactMap { row.stamps[$0] }
        return stamps.min { $0.seq < $1.seq }.flatMap { devices[$0.origin] }
    }
}

extension RowState {
    /// The row that a reference names.
    func id(_ field: String) -> RowID? { self[field]?.text.flatMap { RowID($0) } }
}
