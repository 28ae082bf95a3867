import Geometry
import SyncCore
import SyncEngine

/// People at a place on some days: what a task, a shift or a claim comes down to.
struct Visit {
    let row: RowState
    let days: ClosedRange<LocalDate>
    /// The field that names the first day.
    let field: String
    /// GeoJSON of the segments or, where none is named, of the zone.
    let places: [JSONValue]
    let zone: RowID?
    let task: TaskView?

    /// The fields that move a visit in time.
    static let timeFields = ["startsAt", "endsAt", "fromAt", "expiresAt"]
    /// The fields that move a visit in time or place.
    static let moves = timeFields + ["zoneId", "segmentIds", "segmentId", "taskId"]

    /// The visit a live row stands for; nil without days, or when it will not take place.
    init?(_ row: RowState, in world: any World) throws {
        if let claim = ClaimView(live: row) {
            try self.init(claim: claim, in: world)
        } else if let task = TaskView(live: row) {
            try self.init(row, task: task, from: task.starts, to: task.ends, in: world)
        } else if let shift = ShiftView(live: row), let task: TaskView = try world.view(shift.task)
        {
            try self.init(row, task: task, from: shift.starts, to: shift.ends, in: world)
        } else {
            return nil
        }
    }

    private init?(claim: ClaimView, in world: any World) throws {
        guard claim.isAhead(at: world.now),
            let segment: SegmentView = try world.view(claim.segment),
            let days = Self.days(claim.starts, claim.expires)
        else { return nil }
        row = claim.row
        self.days = days
        field = "fromAt"
        places = [segment.row["geometry"]].compactMap { $0 }
        zone = segment.zone
        task = try world.view(claim.task)
    }

    private init?(
        _ row: RowState,
        task: TaskView,
        from starts: Int64?,
        to ends: Int64?,
        in world: any World
    ) throws {
        guard task.isAhead, let days = Self.days(starts, ends ?? starts) else { return nil }
        self.row = row
        self.days = days
        field = "startsAt"
        self.task = task
        let segments: [SegmentView] = try task.segments.compactMap { try world.view($0) }
        zone = task.zone ?? segments.first?.zone
        if segments.isEmpty {
            let area: ZoneView? = try world.view(task.zone)
            places = try Self.places(of: area, in: world)
        } else {
            places = segments.compactMap { $0.row["geometry"] }
        }
    }

    /// The zone's own shape or, where it has none, those of its stretches.
    private static func places(of zone: ZoneView?, in world: any World) throws -> [JSONValue] {
        guard let zone else { return [] }
        if let shape = zone.row["geometry"] { return [shape] }
        let stretches: [SegmentView] = try world.views(where: "zoneId", is: zone.id)
        return stretches.compactMap { $0.row["geometry"] }
    }

    /// The days in Norway from one instant to another.
    private static func days(_ from: Int64?, _ to: Int64?) -> ClosedRange<LocalDate>? {
        guard let from, let to, from <= to else { return nil }
        return OsloTime.date(at: from)...OsloTime.date(at: to)
    }

    /// The leave the visit's task has from this ban.
    func leave(from ban: AccessBan, in world: any World) throws -> ClosedRange<LocalDate>? {
        guard let leave: DispensationView = try world.view(task?.dispensation),
            leave.restriction == ban.row.id
        else { return nil }
        return leave.days
    }
}
