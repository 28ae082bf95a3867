/// Whether the costs of a cleanup can be refunded, by the eight criteria of the national scheme.
///
/// Marine litter; ownerless; by volunteers; with an action code of its own; registered in the national portal; over
/// and done; weighed or counted; every expense documented. Source: Hold Norge Rent's refund scheme, as told by Avfall
/// Norge, 10 April 2018. Where professionals clean, or a grant was given directly, nothing is refunded whatever
/// else is met.
package struct RefundBasis: Sendable, Hashable {
    package enum Criterion: String, Sendable, CaseIterable {
        case marine, ownerless, voluntary
        case actionCode = "action_code"
        case registered, completed, weighed, documented
    }

    /// What rules a refund out altogether.
    package enum Exclusion: String, Sendable, CaseIterable {
        case professionalZone = "professional_zone"
        case directGrant = "direct_grant"
    }

    package let missing: [Criterion]
    package let exclusions: [Exclusion]

    package var isEligible: Bool { missing.isEmpty && exclusions.isEmpty }

    /// What is known of one cleanup.
    package struct Facts: Sendable {
        package var isMarine = false
        package var isOwnerless = false
        package var isByVolunteers = false
        package var hasActionCode = false
        package var isRegistered = false
        package var isOver = false
        package var grams: Int64 = 0
        /// Whether there are expenses, and each has a receipt.
        package var areCostsDocumented = false
        package var isInProfessionalZone = false
        package var hasDirectGrant = false

        package init() {}
    }

    package init(_ facts: Facts) {
        let met: [Criterion: Bool] = [
            .marine: facts.isMarine, .ownerless: facts.isOwnerless,
            .voluntary: facts.isByVolunteers, .actionCode: facts.hasActionCode,
            .registered: facts.isRegistered, .completed: facts.isOver,
            .weighed: facts.grams > 0, .documented: facts.areCostsDocumented,
        ]
        missing = Criterion.allCases.filter { met[$0] != true }
        exclusions =
            (facts.isInProfessionalZone ? [.professionalZone] : [])
            + (facts.hasDirectGrant ? [.directGrant] : [])
    }
}
