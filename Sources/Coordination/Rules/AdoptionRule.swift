import Geometry
import SyncCore
import SyncEngine

/// Somebody looks after a stretch: one at a time, for two years at most, and is asked in time whether to go on.
struct AdoptionRule: Rule {
    let owners: Owners

    let isForeseen = true
    let reach = Reach.only([.segmentAdoption])

    /// How far ahead the last day may be, in days.
    static let longest = 731
    /// So many days before the end somebody is told.
    static let noticeDays = 30

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        let today = OsloTime.date(at: world.now)
        for change in changes where change.entity == AdoptionView.entity {
            try judgeAuthor(of: change, by: actor, in: world, &objections)
        }
        for (change, adoption) in changes.of(AdoptionView.self) {
            guard change.isNew || change.isReturn || change.changed("untilOn") else { continue }
            guard let from = adoption.from, let until = adoption.until, from <= until else {
                objections.refuse(Finding("adoption.period", adoption, field: "untilOn"))
                continue
            }
            if until > max(from, today).adding(days: Self.longest) {
                objections.refuse(Finding("adoption.too_long", adoption, field: "untilOn"))
            }
            let others: [AdoptionView] =
                try adoption.segment.map {
                    try world.views(where: "segmentId", is: $0)
                } ?? []
            let isTaken = others.contains { other in
                guard other.id != adoption.id, let start = other.from, let end = other.until else {
                    return false
                }
                return start <= until && from <= end
            }
            if isTaken {
                objections.refuse(Finding("adoption.taken", adoption, field: "segmentId"))
            }
        }
    }

    /// Nobody looks after a stretch in another's name; how long it goes on is said by whoever does, or the office.
    private func judgeAuthor(
        of change: RowChange,
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        let adoption = AdoptionView(change.after)
        guard !adoption.row.isErased, !actor.role.isOffice, !actor.is(adoption.person) else {
            return
        }
        if change.changed("personId"), adoption.person != nil {
            objections.refuse(Finding("access.denied", adoption, field: "personId"))
        }
        let field = ["untilOn", "byName"].first(where: change.changed)
        guard !change.isNew, field != nil || change.isRemoval || change.isReturn,
            try !actor.wrote(adoption.row, owners.catalogue[.segmentAdoption], in: world)
        else { return }
        objections.refuse(Finding("access.denied", adoption, field: field))
    }

    func tick(in world: any World) throws -> [Edit] {
        let today = OsloTime.date(at: world.now)
        return try (0...Self.noticeDays).flatMap { days in
            let last = JSONValue.string(today.adding(days: days).description)
            return try world.rows(.segmentAdoption, where: "untilOn", is: last)
        }.map(AdoptionView.init).flatMap { adoption in
            guard let until = adoption.until,
                let edit = Write.edit(
                    adoption.row,
                    set: ["remindedOf": .string(until.description)]
                )
            else { return [Edit]() }
            let notice = Notice(
                "adoption.ending",
                to: adoption.person,
                about: adoption.row,
                detail: until.description
            )
            return [edit] + (try notice.edit(owners, in: world).map { [$0] } ?? [])
        }
    }
}

/// That somebody looks after a stretch of shore.
struct AdoptionView: RowView {
    static let entity = EntityName.segmentAdoption
    let row: RowState
    init(_ row: RowState) { self.row = row }

    var segment: RowID? { row.reference("segmentId") }
    /// Who looks after it, if she has a record.
    var person: RowID? { row.reference("personId") }
    var from: LocalDate? { row.date("fromOn") }
    var until: LocalDate? { row.date("untilOn") }
}
