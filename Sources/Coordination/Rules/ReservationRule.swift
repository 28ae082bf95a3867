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

    private func booked(_ depot: DepotView, in world: any World) throws -> [Edit] {
        let today = OsloTime.date(at: world.now)
        let wanted: [ReservationView] = try world.views(where: "depotId", is: depot.id)
        let ahead = wanted.filter { $0.stands && ($0.days?.upperBound ?? today) >= today }
        let byItem = Dictionary(grouping: ahead, by: \.item)
        let isShort = byItem.contains { item, wanted in
            ReservationView.most(wanted) > max(0, depot.stock[item] ?? 0)
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

    /// The most that is wanted on any one day.
    package static func most(_ wanted: [ReservationView]) -> Int64 {
        // The most is reached on a day on which one of them begins.
        wanted.compactMap { $0.days?.lowerBound }.map { day in
            wanted.filter { $0.days?.contains(day) ?? false }.reduce(0) { $0 + $1.count }
        }.max() ?? 0
    }
}
