import SyncCore
import SyncEngine

/// What somebody says of herself stands only beside her yes to being counted, and once for each centre.
struct DeclarationRule: Rule {
    let reach = Reach.only([.selfDeclaration])

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
            let isYes = try ConsentWord.isGiven(by: person, in: world) {
                $0.text("purpose") == "special_category"
            }
            if !isYes {
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
}
