import Coordination
import HTTPServer
import SyncCore
import SyncEngine

extension HubDesk {
    /// The open tasks as JSON-LD of the Volunteering Data Standard: public, open to other sites.
    func opportunities(_ call: Call) -> Disposition {
        reading(call) { [opportunityLists, service] reader in
            let centre = try call.centre(reader)
            let now = service.environment.now()
            let answer = try opportunityLists.answer(for: centre, at: now) {
                // Tasks come out and end within a day.
                try reader.tag(every: 3_600_000, at: now)
            } make: {
                try TaskOpportunities(reader, centre: centre, at: now).json.line()
            }
            guard !call.isKnown(answer.tag) else { return .notModified(answer.tag) }
            return .published(answer.bytes, type: "application/ld+json", answer.tag)
        }
    }
}
