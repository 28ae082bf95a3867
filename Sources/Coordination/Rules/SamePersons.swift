import SyncCore
import SyncEngine

/// Which records are one person: statements that say so and have not been ended (DOMAIN.md, PersonAlias).
enum SamePersons {
    /// How live rows are looked up: by entity, field and value.
    typealias Rows = (EntityName, String, JSONValue) throws -> [RowState]

    /// Every other record of the person, by any chain of statements.
    static func of(_ person: RowID, in world: any World) throws -> [RowID] {
        try of(person) { try world.rows($0, where: $1, is: $2) }
    }

    /// The same, with rows from elsewhere.
    static func of(_ person: RowID, rows: Rows) throws -> [RowID] {
        var found = [person]
        var next = 0
        while next < found.count {
            for other in try neighbours(of: found[next], rows) where !found.contains(other) {
                found.append(other)
            }
            next += 1
        }
        return Array(found.dropFirst())
    }

    private static func neighbours(of person: RowID, _ rows: Rows) throws -> [RowID] {
        let statements =
            try rows(.personAlias, "personId", person.json)
            + rows(.personAlias, "sameAsId", person.json)
        return try statements.flatMap { row -> [RowID] in
            guard row.reference("endsId") == nil,
                try rows(.personAlias, "endsId", row.id.json).isEmpty
            else { return [] }
            return ["personId", "sameAsId"].compactMap(row.reference)
        }
    }
}
