import SyncCore
import SyncEngine

/// Whoever's address is blocked has none in any row that syncs: the hub empties it wherever it stands.
///
/// A device of the centre could be lost, so that it is kept from coordinators too; the hub's own history has what
/// was written, until it is forgotten. One record that says so holds for all that are said to be the same person.
struct BlockedAddressRule: Rule {
    let reach = Reach.only([.personPrivate, .personAlias])

    /// Where somebody lives; the municipality is one of few in a small centre's rows.
    private static let fields = ["addressLine", "postalCode", "postalPlace", "municipalityNo"]

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try Self.edits(for: changes.flatMap(Self.persons), in: world)
    }

    /// What was written before this rule was there goes too, some records a minute.
    func tick(in world: any World) throws -> [Edit] {
        let blocked = try world.rows(.personPrivate, where: "addressBlocked", is: true)
        return try Self.edits(
            for: blocked.compactMap { $0.reference("personId") },
            in: world,
            most: Self.perTick
        )
    }

    /// How many edits after which a tick looks no further.
    static let perTick = 200

    private static func edits(
        for persons: [RowID],
        in world: any World,
        most: Int = .max
    ) throws -> [Edit] {
        var seen: Set<RowID> = []
        var edits: [Edit] = []
        for person in persons where !seen.contains(person) && edits.count < most {
            let same = try [person] + SamePersons.of(person, in: world)
            seen.formUnion(same)
            let records = try same.flatMap {
                try world.rows(.personPrivate, where: "personId", is: $0.json)
            }
            guard records.contains(where: { $0.flag("addressBlocked") }) else { continue }
            edits += records.compactMap(emptied)
        }
        return edits
    }

    private static func persons(in change: RowChange) -> [RowID] {
        ["personId", "sameAsId"].compactMap { change.after.reference($0) }
    }

    /// All of it at once: postal code and place are one group.
    private static func emptied(_ record: RowState) -> Edit? {
        guard fields.contains(where: { !(record[$0] ?? .null).isNull }) else { return nil }
        return Edit(
            record.entity,
            record.id,
            set: JSONObject(fields.map { ($0, .null) })
        )
    }
}
