package import SyncCore

extension RowState {
    /// The row as it is handed out: accepted values by field, sets as sorted lists, and whether it is gone.
    package var document: JSONValue {
        var fields = self.fields
        for name in sets.keys { fields[name] = self[name] }
        var out: JSONObject = [
            "entity": .string(entity.rawValue), "id": id.json, "fields": .object(fields),
        ]
        if isRemoved { out["removed"] = true }
        if isErased { out["erased"] = true }
        return .object(out)
    }
}
