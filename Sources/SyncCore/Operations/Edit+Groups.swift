extension Edit {
    /// The edit with every group it touches made whole: members not named keep what their author saw.
    ///
    /// Fields that mean something only together merge as one, so an edit that names some of them says all.
    package func completed(over seen: RowState?, catalogue: Catalogue) -> Edit {
        guard let spec = catalogue[entity] else { return self }
        var edit = self
        for name in set.keys {
            guard let group = spec.fields[name]?.group else { continue }
            for member in spec.members(of: group) where edit.set[member.name] == nil {
                edit.set[member.name] = seen?[member.name] ?? .null
            }
        }
        return edit
    }
}
