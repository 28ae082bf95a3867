extension Operation {
    /// The operation as canonical JSON: one line of a push.
    package var json: JSONValue {
        var out: JSONObject = [
            "incarnation": incarnation.json, "n": .integer(number),
            "schema": .integer(Int64(schema)), "at": .integer(at),
            "edits": .array(edits.map(\.json)),
        ]
        if let base { out["base"] = .string(base.token) }
        if clockStepped { out["stepped"] = true }
        if isCut { out["cut"] = true }
        return .object(out)
    }

    private static let names: Set<String> = [
        "incarnation", "n", "schema", "at", "base", "stepped", "edits", "cut",
    ]

    /// Reads one line of a push.
    ///
    /// Names this version does not know are refused with `op.unknown_key` unless the operation says it was
    /// written in a newer schema than `knownSchema` (DESIGN.md 3.10).
    package init(_ bytes: [UInt8], knownSchema: Int) throws(WireError) {
        let json: JSONValue
        do {
            json = try JSONValue.parse(
                bytes,
                limits: JSONLimits(bytes: Limit.bytes, depth: Limit.depth)
            )
        } catch {
            throw WireError(error.code, error.message)
        }
        guard let members = json.object else {
            throw WireError("op.malformed", "An operation is one JSON object.")
        }
        let schema = Int(clamping: try members.integer("schema"))
        if schema <= knownSchema {
            try members.only(Self.names)
        }
        let edits = try members.array("edits")
        let isCut = members["cut"]?.bool ?? false
        guard isCut ? edits.isEmpty : (1...Limit.edits).contains(edits.count) else {
            throw WireError("op.too_large", "An operation has 1 to \(Limit.edits) edits.")
        }
        var read: [Edit] = []
        for edit in edits { read.append(try Edit(edit, isStrict: schema <= knownSchema)) }
        guard read.count == 1 || Set(read.map(\.id)).count == read.count else {
            throw WireError("op.malformed", "Two edits of one operation name the same row.")
        }
        self.init(
            incarnation: try members.id("incarnation"),
            number: try members.integer("n"),
            schema: schema,
            at: try members.integer("at"),
            base: try members.cursor("base"),
            clockStepped: members["stepped"]?.bool ?? false,
            edits: read,
            isCut: isCut
        )
        guard number > 0 else { throw WireError("op.malformed", "Operations count from 1.") }
    }
}

extension Edit {
    package var json: JSONValue {
        var out: JSONObject = ["entity": .string(entity.rawValue), "id": id.json]
        if !set.isEmpty { out["set"] = .object(set) }
        if !add.isEmpty {
            out["add"] = .object(JSONObject(add.mapValues { .array($0.map { .string($0) }) }))
        }
        if !remove.isEmpty {
            out["remove"] = .object(JSONObject(remove.mapValues { .array($0.map { .string($0) }) }))
        }
        if let mark { out["removed"] = .bool(mark == .removed) }
        if !about.isEmpty { out["about"] = .array(about.map(\.json)) }
        return .object(out)
    }

    private static let names: Set<String> = [
        "entity", "id", "set", "add", "remove", "removed", "about",
    ]

    fileprivate init(_ json: JSONValue, isStrict: Bool) throws(WireError) {
        guard let members = json.object else {
            throw WireError("op.malformed", "An edit is one JSON object.")
        }
        if isStrict {
            try members.only(Self.names)
        }
        guard let entity = members["entity"]?.text else {
            throw WireError("op.malformed", "An edit names its entity.")
        }
        self.init(
            EntityName(rawValue: entity),
            try members.id("id"),
            set: members["set"]?.object ?? [:],
            add: try members.elements("add"),
            remove: try members.elements("remove"),
            mark: members["removed"]?.bool.map { $0 ? .removed : .restored },
            about: try members.ids("about")
        )
    }
}

extension JSONObject {
    fileprivate func only(_ names: Set<String>) throws(WireError) {
        for (name, _) in self where !names.contains(name) {
            throw WireError(
                "op.unknown_key",
                "The operation carries a name its schema version does not have."
            )
        }
    }

    fileprivate func integer(_ name: String) throws(WireError) -> Int64 {
        guard let value = self[name]?.integer else {
            throw WireError("op.malformed", "The operation needs the whole number '\(name)'.")
        }
        return value
    }

    fileprivate func array(_ name: String) throws(WireError) -> [JSONValue] {
        guard let value = self[name]?.array else {
            throw WireError("op.malformed", "The operation needs the list '\(name)'.")
        }
        return value
    }

    fileprivate func id(_ name: String) throws(WireError) -> RowID {
        guard let value = self[name]?.text.flatMap({ RowID($0) }) else {
            throw WireError("op.malformed", "The operation needs the UUID '\(name)'.")
        }
        return value
    }

    fileprivate func ids(_ name: String) throws(WireError) -> [RowID] {
        var out: [RowID] = []
        for value in self[name]?.array ?? [] {
            guard let id = value.text.flatMap({ RowID($0) }) else {
                throw WireError("op.malformed", "'\(name)' is a list of UUIDs.")
            }
            out.append(id)
        }
        guard out.count <= Operation.Limit.elements else {
            throw WireError("op.too_large", "A list of the operation is too long.")
        }
        return out
    }

    fileprivate func cursor(_ name: String) throws(WireError) -> Cursor? {
        guard let value = self[name], !value.isNull else { return nil }
        guard let token = value.text, let cursor = Cursor(token: token) else {
            throw WireError("op.malformed", "'\(name)' is not a cursor this hub gave.")
        }
        return cursor
    }

    fileprivate func elements(_ name: String) throws(WireError) -> NameMap<[String]> {
        var out: NameMap<[String]> = [:]
        for (field, value) in self[name]?.object ?? [:] {
            let elements = (value.array ?? []).compactMap(\.text)
            guard let all = value.array, all.count == elements.count else {
                throw WireError("op.malformed", "'\(name)' gives each field a list of texts.")
            }
            guard elements.count <= Operation.Limit.elements else {
                throw WireError("op.too_large", "A list of the operation is too long.")
            }
            out[field] = elements
        }
        return out
    }
}
