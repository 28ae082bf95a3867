import Coordination
import HTTPServer
import SyncCore
import SyncEngine

extension HubDesk {
    /// The open tasks as a calendar to subscribe to (RFC 5545): public, open to other sites.
    func calendar(_ call: Call) -> Disposition {
        reading(call) { [calendars, service] reader in
            let centre = try call.centre(reader)
            let now = service.environment.now()
            let answer = try calendars.answer(for: centre, at: now) {
                // Tasks come out and end within a day.
                try reader.tag(every: 3_600_000, at: now)
            } make: {
                guard let calendar = try TaskCalendar(reader, centre: centre, at: now) else {
                    throw SyncError.centreUnknown
                }
                return calendar.bytes
            }
            guard !call.isKnown(answer.tag) else { return .notModified(answer.tag) }
            return .published(answer.bytes, type: "text/calendar", answer.tag)
        }
    }
}

extension Call {
    /// The centre the query names, if any; throws `request.field` and `centre.unknown`.
    func centre(_ reader: HubReader) throws -> RowID? {
        guard let centre = try queryID("centre") else { return nil }
        guard let row = try reader.row(centre), row.entity == .volunteerCentre else {
            throw SyncError.centreUnknown
        }
        return centre
    }
}
