import Schema
import SyncCore

/// The catalogues of a story: the hub's, and that of a device one schema version ahead of it.
enum StoryCatalogue {
    // Read once: a run makes several stores, and a story several runs.
    private static let standard = Result { try Catalogue(Schema.catalogue) }

    /// The catalogue this program carries.
    static func hub() throws -> Catalogue { try standard.get() }

    /// The catalogue with these fields added, in the catalogue's own form; the hub's where there
    /// are none.
    static func make(adding fields: [String: [JSONValue]]) throws -> Catalogue {
        fields.isEmpty ? try hub() : try Catalogue(try bytes(adding: fields))
    }

    /// The same in the catalogue's own form.
    static func bytes(adding fields: [String: [JSONValue]]) throws -> [UInt8] {
        guard !fields.isEmpty else { return Schema.catalogue }
        let json = try JSONValue.parse(
            Schema.catalogue,
            limits: JSONLimits(bytes: 4 << 20, depth: 16)
        )
        var members = json.object ?? [:]
        let version = members["schemaVersion"]?.integer ?? 0
        members["schemaVersion"] = .integer(version + 1)
        let entities = members["entities"]?.array ?? []
        members["entities"] = .array(entities.map { entity(adding: fields, to: $0) })
        return JSONValue.object(members).bytes()
    }

    private static func entity(
        adding fields: [String: [JSONValue]],
        to entity: JSONValue
    ) -> JSONValue {
        guard var members = entity.object, let name = members["name"]?.text,
            let news = fields[name]
        else { return entity }
        members["fields"] = .array((members["fields"]?.array ?? []) + news)
        return .object(members)
    }
}
