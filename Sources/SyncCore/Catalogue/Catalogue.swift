/// What the protocol may carry: every entity with its fields, merge policies, scopes and writers.
///
/// It is data (`schema/catalogue.json`), so that hub, replica, documentation and other clients read the same.
package struct Catalogue: Sendable {
    /// The schema version this catalogue describes.
    package let schemaVersion: Int
    package let entities: [EntityName: EntitySpec]
    package let lifecycles: [String: Lifecycle]
    /// All entities in the order of their numbers.
    package let ordered: [EntitySpec]
    private let byNumber: [Int: EntityName]
    private let below: [EntityName: [ScopeLink]]
    private let through: [EntityName: [ScopeLink]]

    package init(
        schemaVersion: Int,
        entities: [EntitySpec],
        lifecycles: [String: Lifecycle]
    ) {
        self.schemaVersion = schemaVersion
        self.entities = Dictionary(
            entities.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        self.lifecycles = lifecycles
        ordered = self.entities.values.sorted { $0.number < $1.number }
        (below, through) = Self.links(ordered)
        byNumber = Dictionary(
            entities.map { ($0.number, $0.name) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    package subscript(_ name: EntityName) -> EntitySpec? { entities[name] }

    /// Whose rows belong where a row of this entity belongs, and the fields by which they name it.
    package func children(of entity: EntityName) -> [ScopeLink] { below[entity] ?? [] }

    /// Whose rows a row of this entity makes visible to its centre, and the fields by which it names them.
    package func shown(by entity: EntityName) -> [ScopeLink] { through[entity] ?? [] }

    private static func links(
        _ specs: [EntitySpec]
    ) -> (below: [EntityName: [ScopeLink]], through: [EntityName: [ScopeLink]]) {
        var (below, through): ([EntityName: [ScopeLink]], [EntityName: [ScopeLink]]) = ([:], [:])
        for spec in specs {
            switch spec.scopes.root {
            case .parent(let field):
                guard case .reference(let entity)? = spec.fields[field]?.type else { continue }
                below[entity, default: []].append(ScopeLink(spec: spec, field: field))
            case .members(let entity, let field):
                through[entity, default: []].append(ScopeLink(spec: spec, field: field))
            default: continue
            }
        }
        return (below, through)
    }

    /// The entity with this number in the store.
    package func entity(number: Int) -> EntitySpec? { byNumber[number].flatMap { entities[$0] } }

}

/// An entity whose rows are seen where others are, and the field that leads from the one to the other.
package struct ScopeLink: Sendable {
    package let spec: EntitySpec
    package let field: String
}

/// One entity: a kind of row.
///
/// It never changes; it is shared, since it is asked for at every edit.
package final class EntitySpec: Sendable {
    package let name: EntityName
    /// The number that stands for the entity in the store; never reused.
    package let number: Int
    /// The schema version that brought the entity.
    package let since: Int
    package let summary: String
    package let fields: [String: FieldSpec]
    package let scopes: ScopeSpec
    /// Which role may do what to a row of this entity.
    package let write: [Role: Set<Action>]
    /// Fields that name the persons a row is about; `id` stands for the row itself.
    package let about: [String]
    /// Whether a row may name an earlier one in `replaces` (facts).
    package let isReplaceable: Bool
    /// Whether a new row tells what somebody saw, did or wished; it counts although her rights ended since.
    package let isFact: Bool
    /// Whether erasing a person leaves only a tombstone of a row about them; else personal fields are cut.
    package let isErasedWhole: Bool
    /// How long the history of a row's fields is kept for people.
    package let history: HistoryRule
    /// Fields without which there is no row, rows are looked up by, and of which the more careful value wins; by name.
    package let required: [FieldSpec]
    package let indexed: [FieldSpec]
    package let restrictive: [FieldSpec]
    /// Fields that are written once; by name.
    package let facts: [FieldSpec]
    /// The fields by the unit they merge under, sorted by name.
    private let units: [String: [FieldSpec]]

    /// Whether a row can be removed: what holds facts only where some role may remove it.
    package var isRemovable: Bool {
        facts.isEmpty || write.values.contains { $0.contains(.remove) }
    }

    package init(
        name: EntityName,
        number: Int,
        since: Int,
        summary: String,
        fields: [FieldSpec],
        scopes: ScopeSpec,
        write: [Role: Set<Action>],
        about: [String],
        isReplaceable: Bool,
        isErasedWhole: Bool,
        history: HistoryRule = .init(),
        isFact: Bool = false
    ) {
        self.name = name
        self.number = number
        self.since = since
        self.summary = summary
        self.fields = Dictionary(
            fields.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        self.scopes = scopes
        self.write = write
        self.about = about
        self.isReplaceable = isReplaceable
        self.isErasedWhole = isErasedWhole
        self.history = history
        self.isFact = isFact
        let sorted = self.fields.values.sorted { $0.name < $1.name }
        required = sorted.filter { $0.isRequired }
        indexed = sorted.filter { $0.isIndexed }
        facts = sorted.filter { $0.policy == .fact }
        restrictive = sorted.filter { $0.policy == .restrictive }
        units = Dictionary(grouping: self.fields.values, by: \.unit)
            .mapValues { $0.sorted { $0.name < $1.name } }
    }

    /// The fields that merge under this unit: the members of a group, or the one field.
    package func members(of unit: String) -> [FieldSpec] {
        units[unit] ?? fields[unit].map { [$0] } ?? []
    }
}

/// How much of a field's history is kept beyond what stands and the last decision (DESIGN.md 3.11).
package struct HistoryRule: Sendable, Hashable {
    /// Entries received longer ago go.
    package let days: Int64
    /// Of a field or group at most so many entries stay, the latest.
    package let entries: Int

    package init(days: Int64 = 730, entries: Int = 50) {
        self.days = days
        self.entries = entries
    }
}

/// What may be done to a row; `propose` lets an edit in as held work for the office.
package enum Action: String, Sendable, CaseIterable {
    case create, update, remove, propose
}

/// A role of a device or person (DOMAIN.md B.6); an open list, since a newer hub may know more.
package struct Role: RawRepresentable, Sendable, Hashable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    /// The hub's own rules; no token carries it.
    package static let hub = Role(rawValue: "hub")

    /// A grant that has ended; no table gives it anything.
    package static let none = Role(rawValue: "none")
}

/// One field of an entity.
///
/// It never changes; it is shared, since it is asked for at every value.
package final class FieldSpec: Sendable {
    package let name: String
    package let type: FieldType
    package let policy: Policy
    /// Fields of one group mean something only together and merge as one.
    package let group: String?
    package let since: Int
    package let isRequired: Bool
    /// Whether rows are looked up by this field.
    package let isIndexed: Bool
    /// The field that says how many metres around an indexed shape belong to it, too.
    package let reach: String?
    /// Roles that may write the field; nil means whoever may write the row.
    package let writers: Set<Role>?
    package let normaliser: Normaliser
    /// Whether erasing a person empties the field in rows about them.
    package let isPersonal: Bool

    package init(
        name: String,
        type: FieldType,
        policy: Policy,
        group: String? = nil,
        since: Int = 1,
        isRequired: Bool = false,
        isIndexed: Bool = false,
        reach: String? = nil,
        writers: Set<Role>? = nil,
        normaliser: Normaliser = .none,
        isPersonal: Bool = false
    ) {
        self.name = name
        self.type = type
        self.policy = policy
        self.group = group
        self.since = since
        self.isRequired = isRequired
        self.isIndexed = isIndexed
        self.reach = reach
        self.writers = writers
        self.normaliser = normaliser
        self.isPersonal = isPersonal
    }

    /// The name under which the field merges.
    package var unit: String { group ?? name }
}

/// How a field's concurrent edits are merged (DESIGN.md 3.5).
package enum Policy: Sendable, Equatable {
    case latest
    case lifecycle(String)
    case set
    case fact
    case restrictive
    case cautious
    case human
    case hub
    case erase
}

/// Where rows of an entity are seen.
package struct ScopeSpec: Sendable {
    /// How the centre that owns the row is found.
    package enum Root: Sendable, Equatable {
        /// The row is itself the centre.
        case centreItself
        /// A field of the row names the centre.
        case centre(field: String)
        /// The row belongs where the row named by this field belongs.
        case parent(field: String)
        /// The row belongs to every centre that has a live row of `entity` naming it in `field`.
        case members(entity: EntityName, field: String)
        /// The row belongs to no centre; it is seen by the whole hub's public.
        case everyone
    }

    package let root: Root
    /// A field naming a second centre that sees the row, too, beside one with a `centre` root.
    package let also: String?
    /// Which audiences of the centre see the row: `public`, `field`, `coordination`, `leaders`.
    package let audiences: [String]
    /// A field naming the person in whose own scope the row also is; `id` stands for the row itself.
    package let person: String?
    /// In which states the row and what belongs to it are for the public; nil: always.
    package let publicWhen: Condition?

    /// That a field has one of some values.
    package struct Condition: Sendable, Equatable {
        package let field: String
        package let values: Set<String>
        /// Whether an empty field counts, too.
        package let allowsAbsent: Bool

        package init(field: String, values: Set<String>, allowsAbsent: Bool) {
            self.field = field
            self.values = values
            self.allowsAbsent = allowsAbsent
        }

        package func holds(for row: RowState) -> Bool {
            row[field]?.text.map { values.contains($0) } ?? allowsAbsent
        }
    }

    package init(
        root: Root,
        also: String? = nil,
        audiences: [String],
        person: String? = nil,
        publicWhen: Condition? = nil
    ) {
        self.root = root
        self.also = also
        self.audiences = audiences
        self.person = person
        self.publicWhen = publicWhen
    }
}
