import Geometry
package import SyncCore
package import SyncEngine

/// The tasks that everybody may know of and that are not over, with when and where: what calendars and other
/// sites are given.
package struct OpenTasks: Sendable {
    /// How many there are at most, the next ones first.
    package static let maximum = 1000

    let entries: [Entry]
    /// How many are open and say no time.
    let undated: Int

    struct Entry: Sendable {
        let task: TaskView
        let starts: Int64
        let ends: Int64
        let place: Place?
        /// When the task was written last; Unix milliseconds.
        let changed: Int64
    }

    struct Place: Sendable {
        let name: String
        let middle: Position?
    }

    /// The tasks that are published or under way and not over at `now`.
    ///
    /// - `tasks`, `zones`: rows of a centre, or of several; others are passed over.
    package init(tasks: [RowState], zones: [RowState], at now: Int64) {
        let zones = Dictionary(
            zones.compactMap { ZoneView(live: $0) }
                // Drafts and retired zones are on no map either.
                .filter { $0.row.text("status") ?? "active" == "active" }
                .map { zone in
                    let middle = zone.row["geometry"]?.geometryBox?.centre
                    return (zone.id, Place(name: zone.row.text("name") ?? "", middle: middle))
                },
            uniquingKeysWith: { one, _ in one }
        )
        let listed = tasks.compactMap { TaskView(live: $0) }.filter { Self.isOpen($0, at: now) }
        undated = listed.count { $0.starts == nil }
        let open = listed.compactMap { task -> Entry? in
            guard let starts = task.starts else { return nil }
            let ends = max(task.ends ?? starts, starts)
            guard ends >= now else { return nil }
            return Entry(
                task: task,
                starts: starts,
                ends: ends,
                place: task.zone.flatMap { zones[$0] },
                changed: task.row.stamps.values.map(\.at).max() ?? now
            )
        }
        entries = Array(
            open.sorted {
                ($0.starts, $0.task.id.description) < ($1.starts, $1.task.id.description)
            }
            .prefix(Self.maximum)
        )
    }

    /// Whether everybody may know of it now.
    private static func isOpen(_ task: TaskView, at now: Int64) -> Bool {
        guard ["published", "in_progress"].contains(task.state) else { return false }
        let from = task.row.integer("publishFromAt") ?? .min
        let to = task.row.integer("publishToAt") ?? .max
        return from <= now && now <= to
    }
}

extension OpenTasks {
    /// Those of one centre, or of all that the store holds.
    package init(_ reader: HubReader, centre: RowID? = nil, at now: Int64) throws {
        // Most tasks there are, are over.
        let open: [JSONValue] = ["published", "in_progress"]
        let tasks =
            try centre.map {
                try reader.rows(
                    .task,
                    by: .field("centreId", is: $0.json),
                    having: RowFilter("state", isOneOf: open)
                )
            } ?? open.flatMap { try reader.rows(.task, where: "state", is: $0) }
        let named = Set(tasks.compactMap { $0.reference("zoneId") })
        self.init(tasks: tasks, zones: try named.compactMap { try reader.row($0) }, at: now)
    }
}
