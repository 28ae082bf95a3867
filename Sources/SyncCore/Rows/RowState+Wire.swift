extension RowState {
    /// The row as canonical JSON: what the store keeps, a pull sends and the checksums cover.
    package var json: JSONValue {
        var out: JSONObject = [
            "entity": .string(entity.rawValue), "id": id.json, "fields": .object(fields),
            "clocks": .object(JSONObject(stamps.mapValues { $0.json })),
        ]
        if !sets.isEmpty {
            out["sets"] = .object(JSONObject(sets.mapValues { .object(JSONObject($0.mapValues { $0.json })) }))
        }
        if isRemoved { out["removed"] = true }
        if isErased { out["erased"] = true }
        return .object(out)
    }

    /// Reads the wire form; throws `row.malformed` for anything else.
    package init(_ json: JSONValue) throws(WireError) {
        guard let entity = json["entity"]?.text, let id = json["id"]?.text.flatMap({ RowID($0) }),
            let fields = json["fields"]?.object, let clocks = json["clocks"]?.object
        else { throw WireError("row.malformed", "A row lacks entity, id, fields or clocks.") }
        self.init(entity: EntityName(rawValue: entity), id: id)
        self.fields = fields
        stamps = try Self.stamps(clocks)
        for (name, elements) in json["sets"]?.object ?? [:] {
            sets[name] = try Self.stamps(elements.object ?? [:])
        }
        isRemoved = json["removed"]?.bool ?? false
        isErased = json["erased"]?.bool ?? false
    }

    private static func stamps(_ json: JSONObject) throws(WireError) -> NameMap<Stamp> {
        var out: NameMap<Stamp> = [:]
        for (name, value) in json {
            guard let stamp = Stamp(value) else {
                throw WireError("row.malformed", "A clock is not [seq, time, origin].")
            }
            out[name] = stamp
        }
        return out
    }
}
