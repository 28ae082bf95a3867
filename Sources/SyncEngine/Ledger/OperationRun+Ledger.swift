import SyncCore

extension OperationRun {
    /// Notes every restrictive field about a person that this operation made more careful, or loosened again.
    func noteWithdrawals() throws {
        for row in written.keys.sorted() {
            guard let (before, after) = written[row], !after.state.isErased,
                let spec = catalogue[after.state.entity], !spec.about.isEmpty
            else { continue }
            for field in spec.restrictive {
                let level = field.care(after.state[field.name])
                let was = before.map { field.care($0.state[field.name]) }
                if let was, was > 0, level < was {
                    try noteWord(.loosened, of: field, max(level, 0), on: after.state.id)
                }
                guard level > 0 else { continue }
                if let was, was < level {
                    try noteWord(.withdrawn, of: field, level, on: after.state.id)
                }
                // A new statement in place of an old one is a word about the old one.
                if before == nil, let replaced = try replaced(by: after.state, spec),
                    field.care(replaced[field.name]) < level
                {
                    try noteWord(.withdrawn, of: field, level, on: replaced.id)
                }
            }
        }
    }

    private func noteWord(
        _ kind: LedgerKind,
        of field: FieldSpec,
        _ level: Int,
        on row: RowID
    ) throws {
        try ledger.note(
            kind,
            ["row": row.json, "field": .string(field.name), "level": .integer(Int64(level))],
            at: world.now
        )
    }

    private func replaced(by row: RowState, _ spec: EntitySpec) throws -> RowState? {
        guard spec.isReplaceable, let id = row["replaces"]?.text.flatMap({ RowID($0) }) else {
            return nil
        }
        return try states.find(id)?.state
    }

    /// What was withdrawn on a row before a restored hub came to know it.
    func withheld(_ round: [RowChange]) throws -> [Edit] {
        guard try ledger.holdsBack else { return [] }
        return try round.filter(\.isNew).compactMap { change in
            guard let spec = catalogue[change.entity] else { return nil }
            var edit = Edit(change.entity, change.id)
            for (name, level) in try ledger.takeWithheld(change.id) {
                guard let field = spec.fields[name], field.policy == .restrictive,
                    field.care(change.after[name]) < level, let value = field.value(ofCare: level)
                else { continue }
                edit.set[name] = value
            }
            return edit.set.isEmpty ? nil : edit
        }
    }
}

extension FieldSpec {
    /// How careful a value of a restrictive field is, from 0; below that where there is none.
    func care(_ value: JSONValue?) -> Int {
        guard let value, !value.isNull else { return -1 }
        if let flag = value.bool { return flag ? 1 : 0 }
        guard case .code(let codes) = type, let text = value.text else { return 0 }
        return codes.firstIndex(of: text) ?? codes.count
    }

    /// The value of this care; nil for one this version does not know.
    func value(ofCare level: Int) -> JSONValue? {
        switch type {
        case .bool: level > 0 ? true : false
        case .code(let codes): codes.indices.contains(level) ? .string(codes[level]) : nil
        default: nil
        }
    }
}
