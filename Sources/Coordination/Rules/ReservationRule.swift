package import Geometry
package import SyncCore
import SyncEngine

/// Equipment that is wanted on the same days stands side by side; where it is more than there is, the centre sees to it.
struct ReservationRule: Rule {
    let reach = Reach.only([.stockReservation, .stockMovement, .equipmentDepot])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (_, wanted) in changes.of(ReservationView.self) where wanted.days == nil {
            objections.refuse(Finding("reservation.period", wanted, field: "untilOn"))
        }
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        var depots = changes.named(by: "depotId", of: .stockReservation)
        for change in changes where change.entity == .equipmentDepot && change.changed("stock") {
            if !depots.contains(change.id) { depots.append(change.id) }
        }
        return try depots.flatMap { id -> [Edit] in
            guard let depot: DepotView = try world.view(id) else { return [] }
            return try booked(depot, in: world)
        }
    }

    /// A depot that was double booked is so no more once the days have passed.
    func tick(in world: any World) throws -> [Edit] {
        try world.rows(.equipmentDepot).map(DepotView.init).filter(\.isDoubleBooked)
            .flatMap { try booked($0, in: world) }
    }

    private func booked(_ depot: DepotView, in world: any World) throws -> [Edit] {
        let today = OsloTime.date(at: world.now)
        let wanted: [ReservationView] = try world.views(where: "depotId", is: depot.id)
        let standing = wanted.filter(\.stands)
        let movements: [MovementView] = try world.views(where: "depotId", is: depot.id)
        let fetched = ReservationView.fetched(standing, by: movements)
        let ahead = standing.filter { ($0.days?.upperBound ?? today) >= today }
        let byItem = Dictionary(grouping: ahead, by: \.item)
        let isShort = byItem.contains { item, wanted in
            ReservationView.most(wanted, fetched: fetched) > max(0, depot.stock[item] ?? 0)
        }
        let was = depot.row.flag("isDoubleBooked")
        guard let edit = Write.edit(depot.row, set: ["isDoubleBooked": .bool(isShort)]) else {
            return []
        }
        guard isShort, !was, let centre = depot.centre else { return [edit] }
        let open = try world.rows(.reviewItem, where: "subjectId", is: depot.id.json)
            .contains { $0.text("unit") == "reservations" && $0.text("state") == "open" }
        let review: JSONObject = [
            "centreId": centre.json, "kind": "depot.double_booked",
            "subjectEntity": .string(EntityName.equipmentDepot.rawValue),
            "subjectId": depot.id.json, "unit": "reservations",
            "operationSeq": .integer(world.seq), "openedAt": .integer(world.now), "state": "open",
        ]
        return open ? [edit] : [edit, Edit(.reviewItem, world.newID(), set: review)]
    }
}

/// That something at a depot is wanted on some days.
package struct ReservationView: RowView {
    package static let entity = EntityName.stockReservation
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var item: String { row.text("item") ?? "other" }
    package var count: Int64 { row.integer("count") ?? 0 }
    package var stands: Bool { row["withdrawnAt"] == nil }
    /// Both days included; nil where they are no period.
    package var days: ClosedRange<LocalDate>? {
        guard let from = row.date("fromOn"), let until = row.date("untilOn"), from <= until else {
            return nil
        }
        return from...until
    }

    /// The most that is wanted on any one day, beside what was fetched.
    package static func most(_ wanted: [ReservationView], fetched: [RowID: Int64] = [:]) -> Int64 {
        // The most is reached on a day on which one of them begins.
        wanted.compactMap { $0.days?.lowerBound }.map { day in
            wanted.filter { $0.days?.contains(day) ?? false }.reduce(0) { sum, one in
                sum + max(0, one.count - (fetched[one.id] ?? 0))
            }
        }.max() ?? 0
    }

    /// How many of each reservation have left the depot: it is for these that they were wanted.
    ///
    /// What is issued for a reservation's task or, where it has none, to its person counts for the earliest one that
    /// is not fetched yet and was made before.
    static func fetched(
        _ wanted: [ReservationView],
        by movements: [MovementView]
    ) -> [RowID: Int64] {
        let inOrder = wanted.sorted { one, other in
            guard let first = one.days?.lowerBound, let second = other.days?.lowerBound,
                first != second
            else { return (one.made, one.id.description) < (other.made, other.id.description) }
            return first < second
        }
        var fetched: [RowID: Int64] = [:]
        for movement in movements where movement.counts && movement.reason == "issue" {
            var left = -movement.delta
            for one in inOrder where left > 0 && one.isMeant(by: movement) {
                let taken = min(left, one.count - (fetched[one.id] ?? 0))
                guard taken > 0 else { continue }
                fetched[one.id, default: 0] += taken
                left -= taken
            }
        }
        return fetched
    }

    /// Whether the issue is of this item, to whom it was wanted for, and not from before it was wanted.
    private func isMeant(by movement: MovementView) -> Bool {
        guard movement.item == item, made <= movement.row.stamps["delta"]?.seq ?? .max else {
            return false
        }
        if let task = row.reference("taskId") { return movement.row.reference("taskId") == task }
        guard let person = row.reference("byPersonId") else { return false }
        return movement.row.reference("byPersonId") == person
    }

    private var made: Int64 { row.stamps["item"]?.seq ?? .min }
}
