/// How much a stretch of shore asks to be cleaned, and what says so.
///
/// Nothing depends on the order in which sightings came to the hub: a maximum over those that stand.
package struct CleanupNeed: Sendable, Hashable {
    /// From 0 to 1000.
    package let score: Int64
    package let basis: Basis

    package enum Basis: Sendable, Hashable {
        /// What somebody saw since it was cleaned last.
        case seen(LitterSighting)
        /// What has probably come ashore since it was cleaned, or gone over whole; Unix milliseconds.
        case renewed(since: Int64)
        /// Nobody has looked and nobody has cleaned.
        case unknown

        package var code: String {
            switch self {
            case .seen: "seen"
            case .renewed: "renewed"
            case .unknown: "unknown"
            }
        }
    }

    /// After so many days a stretch is expected to look as it did at its worst.
    package static let renewalDays: Int64 = 1095

    /// - `cleaned`: when each cleanup of the stretch was, Unix milliseconds.
    package init(_ sightings: [LitterSighting], cleaned: [Int64], at now: Int64) {
        let last = cleaned.max()
        let news = sightings.filter { $0.seen > last ?? .min }
        let standing = news.filter { one in
            !news.contains { $0.outweighs(one, at: now) }
        }
        let strongest = standing.max { Self.order($0, $1, at: now) }
        let inspected = standing.filter { $0.method != nil && !$0.isOfZone }.map(\.seen).max()
        let since = [last, inspected].compactMap { $0 }.max()
        let renewed = since.map { Self.renewal(after: sightings, since: $0, at: now) } ?? 0
        let seen = strongest.map { Self.points($0, at: now) }
        if let strongest, let seen, seen >= renewed {
            (score, basis) = (seen, .seen(strongest))
        } else if let since {
            (score, basis) = (renewed, .renewed(since: since))
        } else {
            (score, basis) = (0, .unknown)
        }
    }

    private static func points(_ sighting: LitterSighting, at now: Int64) -> Int64 {
        sighting.amount.points * sighting.trust(at: now) / 1000
    }

    /// By points, and where these are equal by what does not depend on the order they came in.
    private static func order(
        _ one: LitterSighting,
        _ other: LitterSighting,
        at now: Int64
    ) -> Bool {
        func key(_ sighting: LitterSighting) -> (Int64, Int64, Int64, Int64, String) {
            (
                points(sighting, at: now), sighting.trust(at: now), sighting.seen,
                sighting.amount.points, sighting.method?.rawValue ?? ""
            )
        }
        return key(one) < key(other)
    }

    /// The most that was ever seen there comes back evenly; a bagful where nobody looked before.
    private static func renewal(
        after sightings: [LitterSighting],
        since last: Int64,
        at now: Int64
    ) -> Int64 {
        let before = sightings.filter { $0.seen <= last && $0.amount != .none }
            .map(\.amount.points).max()
        let days = min(max(0, (now - last) / LitterSighting.day), renewalDays)
        return (before ?? LitterAmount.bagful.points) * days / renewalDays
    }
}
