import SyncCore
import SyncEngine

/// An informal group has a grown-up who answers for it; an organisation number checks out and is there once.
struct OrganisationRule: Rule {
    let reach = Reach.only([.organisation, .volunteerCentre])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes where !change.after.isRemoved {
            let row = change.after
            switch row.entity {
            case .organisation:
                if row.text("kind") == "informal_group", row["responsibleAdultId"] == nil {
                    objections.refuse(
                        Finding("organisation.adult_missing", row, field: "responsibleAdultId")
                    )
                }
                try judgeNumber(change, in: world, &objections)
            case .volunteerCentre:
                try judgeNumber(change, in: world, &objections)
                if let number = row.text("ownerOrgNo"), !OrgNumber.isValid(number) {
                    objections.refuse(Finding("orgnr.checksum", row, field: "ownerOrgNo"))
                }
            default: continue
            }
        }
    }

    /// One centre has an organisation once; two centres may each know it.
    private func judgeNumber(
        _ change: RowChange,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        let row = change.after
        guard change.isNew || change.changed("orgNo"), let number = row.text("orgNo") else {
            return
        }
        guard OrgNumber.isValid(number) else {
            return objections.refuse(Finding("orgnr.checksum", row, field: "orgNo"))
        }
        let others = try world.rows(row.entity, where: "orgNo", is: .string(number))
        let isTaken = others.contains { $0.id != row.id && $0["centreId"] == row["centreId"] }
        if isTaken { objections.refuse(Finding("orgnr.taken", row, field: "orgNo")) }
    }
}
