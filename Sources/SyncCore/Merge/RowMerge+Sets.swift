extension RowMerge {
    /// Merges elements added and removed, field by field.
    func mergeSets(into result: inout RowMergeResult) {
        for name in Set(edit.add.keys).union(edit.remove.keys).sorted() {
            guard let field = spec.fields[name], field.policy == .set,
                field.since <= schema || isHub
            else {
                setAside(&result, name)
                continue
            }
            let merged = SetMerge.merge(
                result.row.sets[name] ?? [:],
                adding: edit.add[name] ?? [],
                removing: edit.remove[name] ?? [],
                stamp: stamp,
                seen: seen
            )
            let elements = merged.elements.keys.map { JSONValue.string($0) }
            guard merged.elements.count <= Operation.Limit.elements,
                field.type.accepts(.array(elements))
            else {
                reject(&result, "field.type", name)
                continue
            }
            result.row.sets[name] = merged.elements.isEmpty ? nil : merged.elements
            if merged.isChanged { result.changed.insert(name) }
            if merged.isChanged || !merged.kept.isEmpty {
                result.log.append(setLog(name, merged))
            }
            for _ in merged.kept { result.findings.append(finding("field.unseen_kept", name)) }
        }
    }

    /// What counted of the edit, so that the set can be recomputed from its history alone.
    private func setLog(_ name: String, _ merged: SetMerge.Result) -> UnitLog {
        var value: JSONObject = [
            "add": .array((edit.add[name] ?? []).map { .string($0) }),
            "remove": .array(merged.removed.map { .string($0) }),
        ]
        // Elements that are nobody's own from now on.
        let shared = (edit.add[name] ?? []).filter {
            merged.elements[$0]?.origin == Stamp.severalOrigins
        }
        if !shared.isEmpty { value["shared"] = .array(shared.map { .string($0) }) }
        if !merged.kept.isEmpty { value["kept"] = .array(merged.kept.map { .string($0) }) }
        return UnitLog(
            unit: name,
            decision: merged.isChanged ? "written" : "lost",
            rule: merged.kept.isEmpty ? "set.seen" : "set.unseen_kept",
            value: .object(value)
        )
    }
}
