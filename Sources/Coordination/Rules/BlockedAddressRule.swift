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
        var seen: Set<RowID> = []
        var edits: [Edit] = []
        for person in changes.flatMap(Self.persons) where !seen.contains(person) {
            let same = try [person] + SamePersons.of(person, in: world)
            seen.formUnion(same)
            let records = try same.flatMap {
                try world.rows(.personPrivate, where: "personId", is: $0.json)
            }
            guard records.contains(where: { $0.flag("addressBlocked") }) else { continue }
            edits += records.compactMap(Self.emptied)
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
