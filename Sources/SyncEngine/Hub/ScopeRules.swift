import Storage
import SyncCore

/// Which scopes a row is in, as the catalogue says, by walking to its root (DESIGN.md 3.8).
struct ScopeRules {
    let states: StateStore
    /// The operation that is being run, which is not on record yet.
    var running: (seq: Int64, origin: Int64)?

    /// How far a row may be from its root; the catalogue is far below it.
    private static let maximumDepth = 8

    func scopes(of state: RowState) throws -> Set<ScopeKey> {
        guard let spec = states.catalogue[state.entity] else { return [] }
        var keys: Set<ScopeKey> = []
        let roots = try roots(of: state, spec, depth: 0)
        for audience in spec.scopes.audiences {
            if audience == "leaders" {
                if let task = roots.task { keys.insert(.leaders(ofTask: task)) }
            } else {
                guard audience != "public" || !roots.isHidden else { continue }
                keys.formUnion(roots.centres.map { .centre($0, audience) })
            }
        }
        if roots.isEveryone { keys.insert(.everyone) }
        if let field = spec.scopes.person {
            let person = field == "id" ? state.id : state[field]?.text.flatMap { RowID($0) }
            if let person { keys.insert(.person(person)) }
        }
        if let device = try author(of: state, spec) { keys.insert(.device(device)) }
        return keys
    }

    /// Whether a row is in the scopes it was in, as far as that is up to the row itself.
    ///
    /// What it belongs to, and what makes it visible, may have moved all the same.
    func areSame(for before: RowState, and after: RowState) -> Bool {
        guard let spec = states.catalogue[after.entity], before.isErased == after.isErased,
            before.entity == after.entity
        else { return false }
        let rules = spec.scopes
        var fields = [rules.also, rules.person, rules.publicWhen?.field]
        switch rules.root {
        case .centre(let field), .parent(let field): fields.append(field)
        case .centreItself, .everyone, .members: break
        }
        if after.entity == .reviewItem { fields.append("operationSeq") }
        return fields.allSatisfy { field in field.map { before[$0] == after[$0] } ?? true }
            && spec.facts.allSatisfy { before.stamps[$0.unit] == after.stamps[$0.unit] }
    }

    /// The device whose own work a row is, or a question about it.
    ///
    /// Whoever is known by nothing else goes on seeing the facts she wrote, the hub's answers in them, and
    /// what became of work that was held.
    private func author(of state: RowState, _ spec: EntitySpec) throws -> RowID? {
        let origin: Int64?
        if state.entity == .reviewItem {
            origin = try state["operationSeq"]?.integer.flatMap(origin(ofOperation:))
        } else {
            var first: Stamp?
            for fact in spec.facts {
                guard let stamp = state.stamps[fact.unit], stamp.seq < first?.seq ?? .max else {
                    continue
                }
                first = stamp
            }
            origin = first?.origin
        }
        guard let origin, origin > Stamp.hubOrigin else { return nil }
        let device = try states.store.first(
            """
            SELECT d.device, d.id FROM incarnation i JOIN device d ON d.device = i.device
            WHERE i.origin = ?1
            """,
            origin
        ) { (number: $0.int64(0), id: $0.id(1)) }
        // The first device is the office, which sees all of its centre anyway.
        guard let device, device.number > 1 else { return nil }
        return device.id
    }

    private func origin(ofOperation seq: Int64) throws -> Int64? {
        if let running, running.seq == seq { return running.origin }
        return try states.store.first("SELECT origin FROM operation WHERE seq = ?1", seq) {
            $0.int64(0)
        }
    }

    /// The centres a row belongs to; usually one.
    func centres(of state: RowState) throws -> Set<RowID> {
        guard let spec = states.catalogue[state.entity] else { return [] }
        return try roots(of: state, spec, depth: 0).centres
    }

    /// Rows whose scopes follow from this one's: its children, and what it makes visible.
    func followers(of state: RowState) throws -> [StateStore.Stored] {
        try states.catalogue.children(of: state.entity).flatMap { link in
            try states.all(link.spec.name, where: link.field, is: state.id.json)
        }
    }

    /// Rows that this row, being a membership, makes visible to its centre.
    func members(through state: RowState) throws -> [StateStore.Stored] {
        try states.catalogue.shown(by: state.entity).compactMap { link in
            try state[link.field]?.text.flatMap { RowID($0) }.flatMap { try states.find($0) }
        }
    }

    private struct Roots {
        var centres: Set<RowID> = []
        var task: RowID?
        var isEveryone = false
        /// Whether the row, or one it belongs to, is not for the public in its present state.
        var isHidden = false
    }

    private func roots(of state: RowState, _ spec: EntitySpec, depth: Int) throws -> Roots {
        guard depth < Self.maximumDepth else { return Roots() }
        var roots = Roots()
        switch spec.scopes.root {
        case .centreItself: roots.centres = [state.id]
        case .everyone: roots.isEveryone = true
        case .centre(let field):
            let fields = [field, spec.scopes.also].compactMap { $0 }
            roots.centres = Set(fields.compactMap { state[$0]?.text.flatMap { RowID($0) } })
        case .parent(let field):
            guard let id = state[field]?.text.flatMap({ RowID($0) }),
                let parent = try states.find(id)?.state, let above = states.catalogue[parent.entity]
            else { return roots }
            roots = try self.roots(of: parent, above, depth: depth + 1)
        case .members(let entity, let field):
            for row in try states.all(entity, where: field, is: state.id.json) {
                guard !row.state.isRemoved, !row.state.isErased,
                    let through = states.catalogue[entity]
                else { continue }
                roots.centres.formUnion(
                    try self.roots(of: row.state, through, depth: depth + 1).centres
                )
            }
        }
        if state.entity == .task { roots.task = state.id }
        if let condition = spec.scopes.publicWhen, !condition.holds(for: state) {
            roots.isHidden = true
        }
        return roots
    }
}
