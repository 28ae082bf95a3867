import Geometry
import SyncCore
import SyncEngine

/// Whoever is a member of one centre becomes one of another only when a person there agrees.
///
/// A membership opens all that is known of her to the centre, so no centre may give it to itself. A list that the
/// office of their store imports for several of its centres speaks for each of them.
struct MembershipRule: Rule {
    let reach = Reach.only([.centreMembership])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes where change.entity == .centreMembership {
            let row = change.after
            guard !row.isRemoved, !row.isErased, isOpened(change),
                let person = row.reference("personId")
            else { continue }
            let today = OsloTime.date(at: world.now)
            let others = try world.rows(.centreMembership, where: "personId", is: person.json)
                .filter { $0["centreId"] != row["centreId"] && $0.isLasting(on: today) }
            let isOfList = change.isNew && world.isOffice && row.text("source") == "import"
            guard !others.isEmpty, !isOfList else { continue }
            objections.hold(Finding("membership.other_centre", row, field: "personId"))
        }
    }

    private func isOpened(_ change: RowChange) -> Bool {
        change.isNew || change.changed("personId") || change.changed("centreId")
            || change.before?.isRemoved ?? false
    }
}

extension RowState {
    fileprivate func isLasting(on day: LocalDate) -> Bool {
        date("untilOn").map { $0 >= day } ?? true
    }
}
