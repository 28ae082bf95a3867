import Coordination
import HTTPServer
import SyncCore
import SyncEngine
import Synchronization

extension HubDesk {
    /// Where the shore most needs cleaning, as GeoJSON (RFC 7946): public, open to maps on other sites.
    ///
    /// Codes and numbers only; nothing of who saw what. At most so many stretches as the limit says, the most in
    /// need first.
    func needs(_ call: Call) -> Disposition {
        reading(call) { [limits, needMaps, service] reader in
            let centre = try call.queryID("centre")
            let now = service.environment.now()
            let answer = try needMaps.answer(for: centre, at: now) {
                let tag = try reader.tag(at: now)
                let map = try NeedMap(reader, centre: centre, at: now)
                return NeedMaps.Answer(tag: tag, map: map.geoJSON(first: limits.needs), made: now)
            }
            guard !call.isKnown(answer.tag) else { return .notModified(answer.tag) }
            return .geoJSON(answer.map, answer.tag)
        }
    }
}

/// Maps made a short while ago: one walks over every report, and anybody may ask for it.
final class NeedMaps: Sendable {
    struct Answer: Sendable {
        let tag: String
        let map: JSONValue
        /// Hub time in Unix milliseconds.
        let made: Int64
    }

    /// How long one is given out, in milliseconds.
    static let lasts: Int64 = 10_000
    /// How many are kept; each centre has one.
    static let maximum = 64

    private let kept = Mutex<[RowID?: Answer]>([:])

    func answer(
        for centre: RowID?,
        at now: Int64,
        make: () throws -> Answer
    ) rethrows -> Answer {
        if let known = kept.withLock({ $0[centre] }), now - known.made < Self.lasts,
            known.made <= now
        {
            return known
        }
        let made = try make()
        kept.withLock { kept in
            if kept.count >= Self.maximum { kept = [:] }
            kept[centre] = made
        }
        return made
    }
}
