import Geometry
import SyncCore
import SyncEngine

/// What a task has to have before it is shown to everybody: no quiet competition with an organisation's own work, and
/// somebody who leads safety where many come.
struct PublishRule: Rule {
    let reach = Reach.only([.task])

    /// How near two tasks of one kind have to be to stand in each other's way, in metres.
    static let overlapMetres = 5000.0
    /// From so many people on, somebody has to lead safety.
    static let largeFrom: Int64 = 50

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, task) in changes.of(TaskView.self)
        where Self.open.contains(task.state) {
            let isLarge = task.row.integer("capacity") ?? 0 >= Self.largeFrom
            if task.isCleanup, isLarge, task.row.reference("safetyLeadId") == nil,
                change.touches(Self.grown)
            {
                objections.refuse(Finding("safety.lead_missing", task, field: "safetyLeadId"))
            }
            guard task.organisation == nil, !task.row.says("overlapReason"),
                change.touches(Self.moved)
            else { continue }
            let agreed = Set(task.coordinatedWith)
            let others = try overlaps(with: task, in: world).filter { other in
                !agreed.contains(other.id) && !(other.organisation.map(agreed.contains) ?? false)
            }
            guard !others.isEmpty else { continue }
            let ids = others.prefix(5).map(\.id.description).joined(separator: ", ")
            objections.refuse(
                Finding("publish.overlap", task, field: "coordinatedWith", detail: ids)
            )
        }
    }

    /// What brings a task into another's way, and what makes it large; nothing else is judged again.
    private static let moved = [
        "state", "startsAt", "endsAt", "zoneId", "segmentIds", "kind", "organisationId",
        "coordinatedWith", "overlapReason",
    ]
    private static let grown = ["state", "kind", "capacity", "safetyLeadId"]

    /// Organisations' own tasks of the same kind, in the same days, near the same place.
    private func overlaps(with task: TaskView, in world: any World) throws -> [TaskView] {
        guard let mine = try Visit(task.row, in: world) else { return [] }
        var found: [TaskView] = []
        for other in try open(around: mine, task, in: world)
        where other.id != task.id && other.organisation != nil && other.kind == task.kind {
            guard let visit = try Visit(other.row, in: world), mine.days.overlaps(visit.days),
                try isNear(mine, task, visit, other)
            else { continue }
            found.append(other)
        }
        return found
    }

    private static let open = ["published", "in_progress"]

    /// Open tasks that may lie near, and those of the same centre, among which may be some without a place.
    private func open(
        around mine: Visit,
        _ task: TaskView,
        in world: any World
    ) throws -> [TaskView] {
        var rows =
            try task.centre.map { centre in
                try world.rows(
                    .task,
                    by: .field("centreId", is: centre.json),
                    having: RowFilter("state", isOneOf: Self.open.map { .string($0) })
                )
            } ?? []
        if let box = PlaceBox.around(mine.places)?.grown(metres: Self.overlapMetres) {
            rows += try Planned.tasks(at: box, in: Self.open, world)
        }
        var seen: Set<RowID> = []
        return rows.map(TaskView.init).filter { seen.insert($0.id).inserted }
    }

    /// By place where both have one, else by centre.
    private func isNear(
        _ mine: Visit,
        _ task: TaskView,
        _ its: Visit,
        _ other: TaskView
    ) throws -> Bool {
        guard !mine.places.isEmpty, !its.places.isEmpty else { return task.centre == other.centre }
        let shapes = try its.places.map { try Geometry.fromGeoJSON($0) }
        for place in mine.places {
            let shape = try Geometry.fromGeoJSON(place)
            let box = shape.boundingBox?.grown(metres: Self.overlapMetres)
            let near = shapes.filter { other in
                guard let box, let its = other.boundingBox else { return false }
                return box.overlaps(its)
            }
            guard !near.isEmpty else { continue }
            let check = try NearbyCheck(shape, metres: Self.overlapMetres)
            for other in near where try check.reaches(other) { return true }
        }
        return false
    }
}

extension RowChange {
    /// Whether the row is new, or one of these fields has another value.
    fileprivate func touches(_ fields: [String]) -> Bool {
        isNew || fields.contains(where: changed)
    }
}
