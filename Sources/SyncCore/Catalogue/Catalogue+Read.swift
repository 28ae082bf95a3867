extension Catalogue {
    /// Reads the catalogue's JSON form; throws `catalogue.malformed` naming the place.
    ///
    /// The form is described in the architecture page; `schema/catalogue.json` is the one instance.
    package init(_ bytes: [UInt8]) throws {
        let json = try JSONValue.parse(bytes, limits: JSONLimits(bytes: 4 << 20, depth: 16))
        let version = try json.need("schemaVersion", at: "catalogue").needInteger("schemaVersion")
        var entities: [EntitySpec] = []
        for entity in try json.need("entities", at: "catalogue").needArray("entities") {
            entities.append(try EntitySpec(entity))
        }
        var lifecycles: [String: Lifecycle] = [:]
        for (name, lifecycle) in json["lifecycles"]?.object ?? [:] {
            lifecycles[name] = try Lifecycle(lifecycle, at: name)
        }
        self.init(schemaVersion: Int(version), entities: entities, lifecycles: lifecycles)
    }
}

extension EntitySpec {
    fileprivate convenience init(_ json: JSONValue) throws(WireError) {
        let name = try json.need("name", at: "entity").needText("entity name")
        var fields: [FieldSpec] = []
        for field in try json.need("fields", at: name).needArray(name) {
            fields.append(try FieldSpec(field, at: name))
        }
        var write: [Role: Set<Action>] = [:]
        for (role, actions) in json["write"]?.object ?? [:] {
            let known = (actions.array ?? []).compactMap { $0.text.flatMap(Action.init(rawValue:)) }
            guard known.count == actions.array?.count else { throw .catalogue("\(name).write") }
            write[Role(rawValue: role)] = Set(known)
        }
        self.init(
            name: EntityName(rawValue: name),
            number: Int(try json.need("number", at: name).needInteger(name)),
            since: Int(json["since"]?.integer ?? 1),
            summary: json["summary"]?.text ?? "",
            fields: fields,
            scopes: try ScopeSpec(try json.need("scopes", at: name), at: name),
            write: write,
            about: (json["about"]?.array ?? []).compactMap(\.text),
            isReplaceable: json["replaceable"]?.bool ?? false,
            isErasedWhole: json["erase"]?.text == "row",
            history: try HistoryRule(json["history"], at: name),
            isFact: json["fact"]?.bool ?? false
        )
    }
}

extension HistoryRule {
    fileprivate init(_ json: JSONValue?, at place: String) throws(WireError) {
        let standard = HistoryRule()
        guard let json else {
            self = standard
            return
        }
        let days = json["days"]?.integer ?? standard.days
        let entries = json["entries"]?.integer ?? Int64(standard.entries)
        guard (1...36_500).contains(days), (1...10_000).contains(entries) else {
            throw .catalogue("\(place).history")
        }
        self.init(days: days, entries: Int(entries))
    }
}

extension ScopeSpec {
    fileprivate init(_ json: JSONValue, at place: String) throws(WireError) {
        let root: Root
        if let field = json["centre"]?.text {
            root = field == "id" ? .centreItself : .centre(field: field)
        } else if let field = json["parent"]?.text {
            root = .parent(field: field)
        } else if let entity = json["members"]?.text, let field = json["by"]?.text {
            root = .members(entity: EntityName(rawValue: entity), field: field)
        } else if json["everyone"]?.bool == true {
            root = .everyone
        } else {
            throw .catalogue("\(place).scopes")
        }
        self.init(
            root: root,
            also: json["also"]?.text,
            audiences: (json["audiences"]?.array ?? []).compactMap(\.text),
            person: json["person"]?.text,
            publicWhen: try Condition(json["publicWhen"], at: place)
        )
    }
}

extension ScopeSpec.Condition {
    fileprivate init?(_ json: JSONValue?, at place: String) throws(WireError) {
        guard let json else { return nil }
        guard let field = json["field"]?.text, let values = json["values"]?.array else {
            throw .catalogue("\(place).scopes.publicWhen")
        }
        self.init(
            field: field,
            values: Set(values.compactMap(\.text)),
            allowsAbsent: json["absent"]?.bool ?? false
        )
    }
}

extension FieldSpec {
    fileprivate convenience init(_ json: JSONValue, at entity: String) throws(WireError) {
        let name = try json.need("name", at: entity).needText(entity)
        let place = "\(entity).\(name)"
        let normaliser = json["same"]?.text ?? "none"
        guard let normaliser = Normaliser(rawValue: normaliser) else { throw .catalogue(place) }
        self.init(
            name: name,
            type: try FieldType(json, at: place),
            policy: try Policy(json, at: place),
            group: json["group"]?.text,
            since: Int(json["since"]?.integer ?? 1),
            isRequired: json["required"]?.bool ?? false,
            isIndexed: json["indexed"]?.bool ?? false,
            reach: json["reach"]?.text,
            writers: json["writers"]?.array.map { Set($0.compactMap(\.text).map(Role.init)) },
            normaliser: normaliser,
            isPersonal: json["personal"]?.bool ?? false
        )
    }
}

extension FieldType {
    fileprivate init(_ json: JSONValue, at place: String) throws(WireError) {
        let maximum = json["max"]?.integer
        switch json["type"]?.text {
        case "text": self = .text(maximum: Int(maximum ?? 500))
        case "code": self = .code((json["values"]?.array ?? []).compactMap(\.text))
        case "integer":
            let low = json["min"]?.integer ?? 0
            let high = maximum ?? 1_000_000_000
            guard low <= high else { throw .catalogue(place) }
            self = .integer(low...high)
        case "bool": self = .bool
        case "instant": self = .instant
        case "date": self = .date
        case "reference":
            guard let entity = json["to"]?.text else { throw .catalogue(place) }
            self = .reference(EntityName(rawValue: entity))
        case "list": self = .list(maximum: Int(maximum ?? 100))
        case "geometry": self = .geometry(maximum: Int(maximum ?? 262_144))
        case "json": self = .json(maximum: Int(maximum ?? 4096))
        default: throw .catalogue(place)
        }
    }
}

extension Policy {
    fileprivate init(_ json: JSONValue, at place: String) throws(WireError) {
        switch json["policy"]?.text {
        case "latest": self = .latest
        case "lifecycle":
            guard let name = json["lifecycle"]?.text else { throw .catalogue(place) }
            self = .lifecycle(name)
        case "set": self = .set
        case "fact": self = .fact
        case "restrictive": self = .restrictive
        case "cautious": self = .cautious
        case "human": self = .human
        case "hub": self = .hub
        case "erase": self = .erase
        default: throw .catalogue(place)
        }
    }
}

extension Lifecycle {
    fileprivate init(_ json: JSONValue, at place: String) throws(WireError) {
        var transitions: [Transition] = []
        for step in try json.need("transitions", at: place).needArray(place) {
            guard let from = step["from"]?.text, let to = step["to"]?.text else {
                throw .catalogue(place)
            }
            let roles = (step["roles"]?.array ?? []).compactMap(\.text).map(Role.init)
            let reopens = step["reopens"]?.bool ?? false
            transitions.append(
                Transition(from: from, to: to, roles: Set(roles), reopens: reopens)
            )
        }
        let initial = (json["initial"]?.array ?? []).compactMap(\.text)
        let implied = json["implied"]?.text
        guard implied.map(initial.contains) ?? (json["implied"] == nil) else {
            throw .catalogue("\(place).implied")
        }
        self.init(
            initial: initial,
            implied: implied,
            states: (json["states"]?.array ?? []).compactMap(\.text),
            transitions: transitions
        )
    }
}

extension JSONValue {
    fileprivate func need(_ key: String, at place: String) throws(WireError) -> JSONValue {
        guard let value = self[key] else { throw .catalogue("\(place).\(key)") }
        return value
    }

    fileprivate func needText(_ place: String) throws(WireError) -> String {
        guard let text else { throw .catalogue(place) }
        return text
    }

    fileprivate func needInteger(_ place: String) throws(WireError) -> Int64 {
        guard let integer else { throw .catalogue(place) }
        return integer
    }

    fileprivate func needArray(_ place: String) throws(WireError) -> [JSONValue] {
        guard let array else { throw .catalogue(place) }
        return array
    }
}

extension WireError {
    fileprivate static func catalogue(_ place: String) -> WireError {
        WireError("catalogue.malformed", "The entity catalogue is malformed at \(place).")
    }
}
