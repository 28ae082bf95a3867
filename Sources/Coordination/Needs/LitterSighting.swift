/// One look at a stretch of shore: a report by whoever passed, or an inspection of the whole of it.
package struct LitterSighting: Sendable, Hashable {
    package let amount: LitterAmount
    /// Nil for a report of somebody who passed by and saw one place.
    package let method: InspectionMethod?
    package let confidence: Confidence
    /// Whether a second person found it right.
    package let isConfirmed: Bool
    /// Whether it names the zone and not the stretch.
    package let isOfZone: Bool
    /// When it was seen; Unix milliseconds.
    package let seen: Int64

    package init(
        _ amount: LitterAmount,
        method: InspectionMethod? = nil,
        confidence: Confidence = .high,
        isConfirmed: Bool = false,
        isOfZone: Bool = false,
        seen: Int64
    ) {
        self.amount = amount
        self.method = method
        self.confidence = confidence
        self.isConfirmed = isConfirmed
        self.isOfZone = isOfZone
        self.seen = seen
    }

    static let day: Int64 = 86_400_000
    /// After so many days what was seen is worth `oldest`; in between it falls evenly.
    static let agingDays: Int64 = 730
    static let oldest: Int64 = 250
    /// Less than any inspection: one place, seen once, by somebody nobody has asked.
    static let passerBy: Int64 = 500
    static let confirmed: Int64 = 900

    /// How far it is believed at a time, in thousandths: by method, confidence and age.
    package func trust(at now: Int64) -> Int64 {
        let source = method?.trust ?? (isConfirmed ? Self.confirmed : Self.passerBy)
        let age = max(0, (now - seen) / Self.day)
        let fresh = max(
            Self.oldest,
            1000 - (1000 - Self.oldest) * min(age, Self.agingDays) / Self.agingDays
        )
        let whole = source * confidence.trust * fresh / 1_000_000
        return isOfZone ? whole / 2 : whole
    }

    /// Whether this look says more than an earlier one: it went over the whole stretch, was not earlier and is
    /// believed as far.
    ///
    /// A passer-by's report of one place says nothing of another place on the same stretch.
    func outweighs(_ other: LitterSighting, at now: Int64) -> Bool {
        guard method != nil, !isOfZone else { return false }
        let (mine, its) = (trust(at: now), other.trust(at: now))
        let (today, then) = (seen / Self.day, other.seen / Self.day)
        return today >= then && mine >= its && (today > then || mine > its)
    }
}
