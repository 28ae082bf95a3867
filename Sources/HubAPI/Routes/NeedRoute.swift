import Coordination
import HTTPServer
import SyncCore
import SyncEngine

extension HubDesk {
    /// Where the shore most needs cleaning, as GeoJSON (RFC 7946): public, open to maps on other sites.
    ///
    /// Codes and numbers only; nothing of who saw what. At most so many stretches as the limit says, the most in
    /// need first; or those of a part, which are found by place.
    func needs(_ call: Call) -> Disposition {
        reading(call) { [limits, needMaps, service] reader in
            let centre = try call.centre(reader)
            let now = service.environment.now()
            if let part = try NeedPart(call) {
                let tag = try reader.tag(every: 86_400_000, at: now)
                guard !call.isKnown(tag) else { return .notModified(tag) }
                return .geoJSON(try part.map(reader, centre, limits.needs, at: now), tag)
            }
            let answer = try needMaps.answer(for: centre, at: now) {
                try reader.tag(every: 86_400_000, at: now)
            } make: {
                try NeedMap(reader, centre: centre, at: now).geoJSON(first: limits.needs).line()
            }
            guard !call.isKnown(answer.tag) else { return .notModified(answer.tag) }
            return .published(answer.bytes, type: "application/geo+json", answer.tag)
        }
    }
}
