extension RowMerge {
    /// A name or code of a newer schema waits for the upgrade; from our own schema it is a mistake.
    func setAside(
        _ result: inout RowMergeResult,
        _ code: String,
        _ name: String,
        _ value: JSONValue
    ) {
        guard isAhead else { return reject(&result, code, name) }
        result.findings.append(finding("schema.ahead", name))
        result.keepAside(edit) { $0.set[name] = value }
    }

    /// The same of a `set` field that is not known here.
    func setAside(_ result: inout RowMergeResult, _ name: String) {
        guard isAhead else { return reject(&result, "field.unknown", name) }
        result.findings.append(finding("schema.ahead", name))
        result.keepAside(edit) {
            $0.add[name] = edit.add[name]
            $0.remove[name] = edit.remove[name]
        }
    }

    /// A step the table does not have yet waits as a whole.
    func setAside(
        _ unit: UnitSpec,
        _ incoming: JSONObject,
        _ result: inout RowMergeResult
    ) {
        result.findings.append(finding("schema.ahead", unit.name))
        result.keepAside(edit) { kept in
            for (name, value) in incoming { kept.set[name] = value }
        }
    }

    /// Whether a member of the group was set aside for its value; then all of the group waits with it.
    func isSetAside(unit: String, _ result: inout RowMergeResult) -> Bool {
        let members = spec.members(of: unit)
        guard let aside = result.setAside, members.contains(where: { aside.set[$0.name] != nil })
        else { return false }
        result.keepAside(edit) { kept in
            for member in members { kept.set[member.name] = edit.set[member.name] }
        }
        return true
    }

    /// A row that lacks something it needs until the upgrade is not made before it.
    func setAsideWhole(_ result: inout RowMergeResult) {
        let known = result.findings.filter { $0.code == "schema.ahead" }
        result = RowMergeResult(row: result.row)
        result.findings = known + [finding("schema.ahead")]
        result.setAside = edit
        result.isWhollySetAside = true
    }
}

extension RowMergeResult {
    fileprivate mutating func keepAside(_ edit: Edit, _ change: (inout Edit) -> Void) {
        var kept = setAside ?? Edit(edit.entity, edit.id, about: edit.about)
        change(&kept)
        setAside = kept
    }
}
