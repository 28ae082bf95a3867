import Geometry
import SyncCore
import SyncEngine

/// A person has a name or a pass, was born since 1900, and gives a new yes as a new consent.
struct PersonRule: Rule {
    let reach = Reach.only([.person, .personPrivate, .consent, .roleGrant])

    private static let earliestBirth = LocalDate(year: 1900, month: 1, day: 1)

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes where !change.after.isRemoved && !change.after.isErased {
            let row = change.after
            switch row.entity {
            case .person where change.isNew || change.changed("displayName"):
                if try isNobody(row, in: world) {
                    objections.refuse(Finding("person.nameless", row, field: "displayName"))
                }
            case .personPrivate: judgeBirth(row, today: OsloTime.date(at: world.now), &objections)
            case .consent where change.before?.text("choice") == "withdrawn":
                if row.text("choice") == "given" {
                    objections.refuse(Finding("consent.withdrawn", row, field: "choice"))
                }
            case .roleGrant where row.reference("personId") == actor.person && actor.person != nil:
                objections.refuse(Finding("grant.self", row, field: "personId"))
            default: continue
            }
        }
    }

    private func isNobody(_ person: RowState, in world: any World) throws -> Bool {
        if person.says("displayName") || person.text("status") == "anonymised" { return false }
        return try world.rows(.claimToken, where: "personId", is: person.id.json).isEmpty
    }

    private func judgeBirth(
        _ row: RowState,
        today: LocalDate,
        _ objections: inout Objections
    ) {
        let isTooEarly = row.date("birthOn").flatMap { day in
            Self.earliestBirth.map { day < $0 }
        }
        let isTooLate = row.date("birthOn").map { $0 > today }
        let isYearTooLate = row.integer("birthYear").map { $0 > Int64(today.year) }
        if isTooEarly ?? false || isTooLate ?? false {
            objections.refuse(Finding("person.birth_date", row, field: "birthOn"))
        }
        if isYearTooLate ?? false {
            objections.refuse(Finding("person.birth_date", row, field: "birthYear"))
        }
    }
}
