import Schema
import SyncCore

/// The catalogues of a story: the program's own, and those of versions that only the story has.
///
/// A version adds to the one before it, as real ones do: fields, entities, values of codes, steps of lifecycles.
struct StoryCatalogue: Sendable {
    /// What one version adds, in the catalogue's own form.
    struct Addition: Sendable {
        var fields: NameMap<[JSONValue]> = [:]
        var entities: [JSONValue] = []
        /// New values by `entity.field`.
        var values: NameMap<[JSONValue]> = [:]
        /// New steps by lifecycle; states they name are added with them.
        var lifecycles: NameMap<[JSONValue]> = [:]

        var isEmpty: Bool {
            fields.isEmpty && entities.isEmpty && values.isEmpty && lifecycles.isEmpty
        }
    }

    /// Versions beyond the program's own, by number.
    var versions: [Int: Addition] = [:]
    /// Kept of every history in place of the catalogue's own rules; nil leaves those.
    var history: JSONValue?

    // Read once: a run makes several stores, and a story several runs.
    private static let standard = Result { try Catalogue(Schema.catalogue) }

    /// The version this program carries.
    static func base() throws -> Int { try standard.get().schemaVersion }

    /// The catalogue of a version, and of the one after it where more is added; `nil` is the program's own.
    func make(_ version: Int? = nil, adding news: Addition = .init()) throws -> Catalogue {
        let bytes = try bytes(version, adding: news)
        return bytes == Schema.catalogue ? try Self.standard.get() : try Catalogue(bytes)
    }

    /// The same in the catalogue's own form.
    func bytes(_ version: Int? = nil, adding news: Addition = .init()) throws -> [UInt8] {
        let base = try Self.base()
        let version = version ?? base
        guard version != base || !news.isEmpty || history != nil else { return Schema.catalogue }
        var json = try JSONValue.parse(
            Schema.catalogue,
            limits: JSONLimits(bytes: 4 << 20, depth: 16)
        )
        for number in versions.keys.sorted() where number <= version {
            json = Self.json(json, adding: versions[number] ?? .init(), in: number)
        }
        let last = news.isEmpty ? version : version + 1
        json = Self.json(json, adding: news, in: last)
        if let history { json = Self.json(json, history: history) }
        var members = json.object ?? [:]
        members["schemaVersion"] = .integer(Int64(last))
        return JSONValue.object(members).bytes()
    }

    private static func json(
        _ catalogue: JSONValue,
        adding news: Addition,
        in version: Int
    ) -> JSONValue {
        var members = catalogue.object ?? [:]
        let entities = (members["entities"]?.array ?? []).map { entity in
            Self.entity(entity, adding: news, in: version)
        }
        members["entities"] = .array(entities + news.entities.map { since(version, $0) })
        var lifecycles = members["lifecycles"]?.object ?? [:]
        for (name, steps) in news.lifecycles {
            lifecycles[name] = lifecycle(lifecycles[name] ?? [:], adding: steps)
        }
        members["lifecycles"] = .object(lifecycles)
        return .object(members)
    }

    private static func since(_ version: Int, _ json: JSONValue) -> JSONValue {
        var members = json.object ?? [:]
        members["since"] = members["since"] ?? .integer(Int64(version))
        return .object(members)
    }

    private static func entity(
        _ entity: JSONValue,
        adding news: Addition,
        in version: Int
    ) -> JSONValue {
        guard var members = entity.object, let name = members["name"]?.text else { return entity }
        let fields = (members["fields"]?.array ?? []).map { field -> JSONValue in
            guard var inner = field.object, let own = inner["name"]?.text,
                let values = news.values["\(name).\(own)"]
            else { return field }
            inner["values"] = .array((inner["values"]?.array ?? []) + values)
            return .object(inner)
        }
        members["fields"] = .array(fields + (news.fields[name] ?? []).map { since(version, $0) })
        return .object(members)
    }

    private static func lifecycle(_ json: JSONValue, adding steps: [JSONValue]) -> JSONValue {
        var members = json.object ?? [:]
        var states = (members["states"]?.array ?? []).compactMap(\.text)
        for step in steps {
            for state in [step["from"]?.text, step["to"]?.text].compactMap({ $0 })
            where !states.contains(state) {
                states.append(state)
            }
        }
        members["states"] = .array(states.map { .string($0) })
        members["transitions"] = .array((members["transitions"]?.array ?? []) + steps)
        return .object(members)
    }

    private static func json(_ catalogue: JSONValue, history: JSONValue) -> JSONValue {
        var members = catalogue.object ?? [:]
        members["entities"] = .array(
            (members["entities"]?.array ?? []).map { entity in
                var inner = entity.object ?? [:]
                inner["history"] = history
                return .object(inner)
            }
        )
        return .object(members)
    }
}
