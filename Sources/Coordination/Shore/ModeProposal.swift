import SyncCore

/// What a zone's own facts say about who should clean it; a person decides, by an ordinary edit.
///
/// After Marfo's rule for the beach cleanup study: what is dangerous, hard to reach, protected or beyond what people
/// carry is not for volunteers alone. Pure, and the same on every machine.
package struct ModeProposal: Sendable, Hashable {
    /// What is known of a zone.
    ///
    /// Nil is what nobody has said.
    package struct Facts: Sendable, Hashable {
        /// 1 easy to reach, 5 hard.
        package var accessibility: Int64?
        /// 1 safe, 5 for trained people only.
        package var terrainRisk: Int64?
        package var protection = Protection.none
        /// Whether the strictest of the bans keep people from going ashore and from nothing else.
        package var isLandingOnly = false
        /// The most that is believed to lie on one of its stretches.
        package var amount: LitterAmount?
        /// Codes of finds that only trained people handle and nobody has lifted.
        package var hazards: Set<String> = []

        package init() {}
    }

    /// How access bans meet the zone, from least to most.
    package enum Protection: String, Sendable, CaseIterable, Comparable {
        case none, season
        case allYear = "all_year"

        package static func < (one: Protection, other: Protection) -> Bool {
            let order = Protection.allCases
            return (order.firstIndex(of: one) ?? 0) < (order.firstIndex(of: other) ?? 0)
        }
    }

    /// One thing that speaks for a mode.
    package enum Reason: String, Sendable, CaseIterable {
        case closedAllYear = "closed_all_year"
        case noLandingAllYear = "no_landing_all_year"
        case hazards
        case deadlyTerrain = "deadly_terrain"
        case riskyTerrain = "risky_terrain"
        case hardToReach = "hard_to_reach"
        case farToReach = "far_to_reach"
        case muchAndHard = "much_and_hard"
        case muchLitter = "much_litter"
        case closedInSeason = "closed_in_season"
        case noLandingInSeason = "no_landing_in_season"
        case easyAndSafe = "easy_and_safe"
        case unknown

        /// The mode it speaks for; nil for what is only to be kept in mind.
        package var mode: ZoneMode? {
            switch self {
            case .closedAllYear, .noLandingAllYear: .noCleanup
            case .hazards, .deadlyTerrain, .hardToReach, .muchAndHard: .professional
            case .riskyTerrain, .farToReach, .muchLitter: .joint
            case .easyAndSafe: .selfOrganised
            case .closedInSeason, .noLandingInSeason, .unknown: nil
            }
        }
    }

    /// The most careful of what the reasons speak for; `unassigned` where too little is known.
    package let mode: ZoneMode
    /// All that was found, the weightiest first.
    package let reasons: [Reason]

    package init(_ facts: Facts) {
        var reasons = Self.warnings(facts)
        let isKnown = facts.accessibility != nil && facts.terrainRisk != nil
        if !reasons.contains(where: { $0.mode != nil }) {
            reasons.append(isKnown ? .easyAndSafe : .unknown)
        }
        self.reasons = reasons
        let order: [ZoneMode] = [.noCleanup, .professional, .joint, .selfOrganised]
        mode = order.first { mode in reasons.contains { $0.mode == mode } } ?? .unassigned
    }

    private static func warnings(_ facts: Facts) -> [Reason] {
        let (reach, risk) = (facts.accessibility ?? 1, facts.terrainRisk ?? 1)
        let isHeap = facts.amount == .truckload
        let isMuch = isHeap || facts.amount == .cartload
        let isHard = reach >= 3 || risk >= 3
        let found: [(Reason, Bool)] = [
            (
                facts.isLandingOnly ? .noLandingAllYear : .closedAllYear,
                facts.protection == .allYear
            ),
            (.hazards, !facts.hazards.isEmpty),
            (.deadlyTerrain, risk >= 5),
            (.hardToReach, reach >= 5),
            (.muchAndHard, isHeap && isHard),
            (.riskyTerrain, risk == 4),
            (.farToReach, reach == 4),
            (.muchLitter, isMuch && !(isHeap && isHard)),
            (
                facts.isLandingOnly ? .noLandingInSeason : .closedInSeason,
                facts.protection == .season
            ),
        ]
        return found.filter(\.1).map(\.0)
    }
}
