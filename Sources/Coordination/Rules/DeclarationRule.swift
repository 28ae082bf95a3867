import SyncCore
import SyncEngine

/// What somebody says of herself stands only beside her yes to being counted, and once for each centre.
///
/// Of a minor it is her guardian's yes; with the yes goes what was said.
struct DeclarationRule: Rule {
    let reach = Reach.only([.selfDeclaration, .consent])

    static let purpose = "special_category"
    private static let fields = ["ageBand", "gender", "born", "disability", "work", "isFirstTime"]
    private static let emptied: JSONObject = [
        "ageBand": .null, "gender": .null, "born": .null, "disability": .null, "work": .null,
        "isFirstTime": .null,
    ]

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes {
            let row = change.after
            guard row.entity == .selfDeclaration, !row.isRemoved, !row.isErased,
                let person = row.reference("personId")
            else { continue }
            if Self.tells(change), try !OptIn(person, to: Self.purpose, in: world).isGiven {
                objections.refuse(Finding("declaration.no_consent", row, field: "personId"))
            }
            let others = try world.rows(.selfDeclaration, where: "personId", is: person.json)
            if change.isNew,
                others.contains(where: { $0.id != row.id && $0["centreId"] == row["centreId"] })
            {
                objections.refuse(Finding("declaration.twice", row, field: "personId"))
            }
        }
    }

    /// Whether the change says anything; taking back what was said needs nobody's yes.
    private static func tells(_ change: RowChange) -> Bool {
        change.isNew || change.isReturn || change.changed("personId")
            || fields.contains { change.changed($0) && change.after[$0] != nil }
    }

    /// Whoever says no any more is emptied of what she said.
    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        let words = changes.filter { change in
            [change.before, change.after].contains { $0?.text("purpose") == Self.purpose }
        }
        var edits: [Edit] = []
        for person in words.named(by: "personId", of: .consent) {
            for record in try [person] + SamePersons.of(person, in: world) {
                guard try !OptIn(record, to: Self.purpose, in: world).isGiven else { continue }
                let said = try world.rows(.selfDeclaration, where: "personId", is: record.json)
                edits += said.compactMap { Write.edit($0, set: Self.emptied) }
            }
        }
        return edits
    }
}
