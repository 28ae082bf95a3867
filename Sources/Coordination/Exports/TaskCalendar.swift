import Geometry
package import SyncCore
package import SyncEngine

/// A centre's open tasks as a calendar to subscribe to (RFC 5545): public data only.
package struct TaskCalendar: Sendable {
    /// How many tasks a calendar holds at most, the next ones first.
    package static let maximum = 1000

    private let name: String
    private let events: [Event]

    private struct Event: Sendable {
        let task: TaskView
        let starts: Int64
        let ends: Int64
        let place: Place?
        /// When the task was written last; Unix milliseconds.
        let changed: Int64
    }

    private struct Place: Sendable {
        let name: String
        let middle: Position?
    }

    /// The tasks that are published or under way and not over at `now`.
    ///
    /// - `tasks`, `zones`: rows of a centre, or of several; others are passed over.
    package init(name: String, tasks: [RowState], zones: [RowState], at now: Int64) {
        self.name = name
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
        let open = tasks.compactMap { TaskView(live: $0) }.compactMap { task -> Event? in
            guard Self.isOpen(task, at: now), let starts = task.starts else { return nil }
            let ends = max(task.ends ?? starts, starts)
            guard ends >= now else { return nil }
            return Event(
                task: task,
                starts: starts,
                ends: ends,
                place: task.zone.flatMap { zones[$0] },
                changed: task.row.stamps.values.map(\.at).max() ?? now
            )
        }
        events = Array(
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

    package var count: Int { events.count }

    /// The calendar, as `text/calendar` in UTF-8.
    package var bytes: [UInt8] {
        var text = CalendarText()
        text.add("BEGIN", "VCALENDAR")
        text.add("VERSION", "2.0")
        text.add("PRODID", "-//Dugnad//Dugnad//NO")
        text.add("METHOD", "PUBLISH")
        // Not in the standard, but what calendars show as the name (RFC 7986 has NAME).
        text.add("NAME", text: name)
        text.add("X-WR-CALNAME", text: name)
        text.add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
        for event in events { Self.add(event, to: &text) }
        text.add("END", "VCALENDAR")
        return text.bytes
    }

    private static func add(_ event: Event, to text: inout CalendarText) {
        let row = event.task.row
        text.add("BEGIN", "VEVENT")
        text.add("UID", "\(event.task.id)@dugnad")
        text.add("DTSTAMP", utc(event.changed))
        text.add("LAST-MODIFIED", utc(event.changed))
        text.add("DTSTART", utc(event.starts))
        if event.ends > event.starts { text.add("DTEND", utc(event.ends)) }
        text.add("SUMMARY", text: row.text("title") ?? "")
        if let words = row.text("description"), !words.isEmpty {
            text.add("DESCRIPTION", text: words)
        }
        if let place = event.place {
            text.add("LOCATION", text: place.name)
            if let middle = place.middle {
                text.add("GEO", "\(degrees(middle.latitude));\(degrees(middle.longitude))")
            }
        }
        text.add("CATEGORIES", row.text("kind") ?? "other")
        text.add("STATUS", "CONFIRMED")
        text.add("END", "VEVENT")
    }

    /// `20260502T090000Z`.
    private static func utc(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0)
        let days = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
        let date = LocalDate(daysSince1970: Int(days)).description.filter { $0 != "-" }
        let time = Int(seconds - days * 86_400)
        let parts = [time / 3600, time / 60 % 60, time % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(date)T\(parts.joined())Z"
    }

    /// Six decimals, a tenth of a metre, as section 3.8.1.6 has it.
    private static func degrees(_ value: Double) -> String {
        let micro = Int64((value * 1_000_000).rounded())
        let rest = String(abs(micro) % 1_000_000)
        let zeros = String(repeating: "0", count: 6 - rest.count)
        return "\(micro < 0 ? "-" : "")\(abs(micro) / 1_000_000).\(zeros)\(rest)"
    }
}

extension TaskCalendar {
    /// The calendar of one centre, or of all that the store holds; nil for a centre it has not.
    package init?(_ reader: HubReader, centre: RowID? = nil, at now: Int64) throws {
        let id = centre ?? reader.identity.centre
        guard let row = try reader.row(id), row.entity == .volunteerCentre, !row.isRemoved else {
            return nil
        }
        var tasks: [RowState] = []
        for state in ["published", "in_progress"] {
            tasks += try reader.rows(.task, where: "state", is: .string(state))
        }
        if let centre { tasks = tasks.filter { $0.reference("centreId") == centre } }
        let named = Set(tasks.compactMap { $0.reference("zoneId") })
        self.init(
            name: row.text("name") ?? "Dugnad",
            tasks: tasks,
            zones: try named.compactMap { try reader.row($0) },
            at: now
        )
    }
}
