import Coordination
import HTTPServer
import SyncCore
import SyncEngine

extension HubDesk {
    /// The open tasks as a calendar to subscribe to (RFC 5545): public, open to other sites.
    func calendar(_ call: Call) -> Disposition {
        reading(call) { [service] reader in
            let centre = try call.queryID("centre")
            let now = service.environment.now()
            let tag = try reader.tag(at: now)
            guard !call.isKnown(tag) else { return .notModified(tag) }
            guard
                let calendar = try TaskCalendar(
                    reader,
                    centre: centre,
                    at: now
                )
            else { throw SyncError.centreUnknown }
            return .published(calendar.bytes, type: "text/calendar; charset=utf-8", tag)
        }
    }
}
