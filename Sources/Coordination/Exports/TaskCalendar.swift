import Geometry
package import SyncCore
package import SyncEngine

/// A centre's open tasks as a calendar to subscribe to (RFC 5545): public data only.
package struct TaskCalendar: Sendable {
    private let name: String
    private let open: OpenTasks

    /// - `tasks`, `zones`: rows of a centre, or of several; what is not open is passed over.
    package init(name: String, tasks: [RowState], zones: [RowState], at now: Int64) {
        self.name = name
        open = OpenTasks(tasks: tasks, zones: zones, at: now)
    }

    package var count: Int { open.entries.count }

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
        for event in open.entries { Self.add(event, to: &text) }
        text.add("END", "VCALENDAR")
        return text.bytes
    }

    private static func add(_ event: OpenTasks.Entry, to text: inout CalendarText) {
        let row = event.task.row
        text.add("BEGIN", "VEVENT")
        text.add("UID", "\(event.task.id)@dugnad")
        text.add("DTSTAMP", UTCText.basic(event.changed))
        text.add("LAST-MODIFIED", UTCText.basic(event.changed))
        text.add("DTSTART", UTCText.basic(event.starts))
        if event.ends > event.starts { text.add("DTEND", UTCText.basic(event.ends)) }
        text.add("SUMMARY", text: row.text("title") ?? "")
        if let words = row.text("description"), !words.isEmpty {
            text.add("DESCRIPTION", text: words)
        }
        if let place = event.place {
            text.add("LOCATION", text: place.name)
            if let middle = place.middle {
                text.add(
                    "GEO",
                    "\(DegreesText.of(middle.latitude));\(DegreesText.of(middle.longitude))"
                )
            }
        }
        text.add("CATEGORIES", row.text("kind") ?? "other")
        text.add("STATUS", "CONFIRMED")
        text.add("END", "VEVENT")
    }
}

extension TaskCalendar {
    /// The calendar of one centre, or of all that the store holds; nil for a centre it has not.
    package init?(_ reader: HubReader, centre: RowID? = nil, at now: Int64) throws {
        let id = centre ?? reader.identity.centre
        guard let row = try reader.row(id), row.entity == .volunteerCentre, !row.isRemoved else {
            return nil
        }
        name = row.text("name") ?? "Dugnad"
        open = try OpenTasks(reader, centre: centre, at: now)
    }
}
