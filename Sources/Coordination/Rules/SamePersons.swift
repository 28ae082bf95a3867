import SyncCore
import SyncEngine

/// Which records are one person: statements that say so and have not been ended (DOMAIN.md, PersonAlias).
enum SamePersons {
    /// Every other record of the person, by any chain of statements.
    static func of(_ person: RowID, in world: any World) throws -> [RowID] {
        var found = [person]
        var next = 0
        while next < found.count {
            for other in try neighbours(of: found[next], in: world) where !found.contains(other) {
                found.append(other)
            }
            next += 1
        }
        return Array(found.dropFirst())
    }

    private static func neighbours(of person: RowID, in world: any World) throws -> [RowID] {
        let statements =
            try world.rows(.personAlias, where: "personId", is: person.json)
            + world.rows(.personAlias, where: "sameAsId", is: person.json)
        return try statements.flatMap { row -> [RowID] in
            guard row.reference("endsId") == nil,
                try world.rows(.personAlias, where: "endsId", is: row.id.json).isEmpty
            else { return [] }
            return ["personId", "sameAsId"].compactMap(row.reference)
        }
    }
}
