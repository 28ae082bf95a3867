extension RowState {
    /// The row as canonical JSON: what the store keeps, a pull sends and the checksums cover.
    ///
    /// Written member by member in the order of their names, since a row is written at every edit.
    package var wire: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(160 + 64 * (fields.count + stamps.count))
        out.append(contentsOf: "{\"clocks\":".utf8)
        Self.write(stamps, into: &out)
        out.append(contentsOf: ",\"entity\":".utf8)
        JSONValue.write(entity.rawValue, into: &out)
        if isErased { out.append(contentsOf: ",\"erased\":true".utf8) }
        out.append(contentsOf: ",\"fields\":".utf8)
        JSONValue.write(fields, into: &out)
        out.append(contentsOf: ",\"id\":\"".utf8)
        out.append(contentsOf: id.description.utf8)
        out.append(UInt8(ascii: "\""))
        if isRemoved { out.append(contentsOf: ",\"removed\":true".utf8) }
        if !sets.isEmpty {
            out.append(contentsOf: ",\"sets\":{".utf8)
            for (place, (name, elements)) in sets.enumerated() {
                if place > 0 { out.append(UInt8(ascii: ",")) }
                JSONValue.write(name, into: &out)
                out.append(UInt8(ascii: ":"))
                Self.write(elements, into: &out)
            }
            out.append(UInt8(ascii: "}"))
        }
        out.append(UInt8(ascii: "}"))
        return out
    }

    private static func write(_ stamps: NameMap<Stamp>, into out: inout [UInt8]) {
        out.append(UInt8(ascii: "{"))
        for (place, (name, stamp)) in stamps.enumerated() {
            if place > 0 { out.append(UInt8(ascii: ",")) }
            JSONValue.write(name, into: &out)
            out.append(contentsOf: ":[".utf8)
            JSONValue.write(stamp.seq, into: &out)
            out.append(UInt8(ascii: ","))
            JSONValue.write(stamp.at, into: &out)
            out.append(UInt8(ascii: ","))
            JSONValue.write(stamp.origin, into: &out)
            out.append(UInt8(ascii: "]"))
        }
        out.append(UInt8(ascii: "}"))
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
