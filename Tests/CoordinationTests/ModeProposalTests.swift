import Coordination
import Testing

/// DOMAIN.md B1: proposals from accessibility, terrain risk, protection and amount.
@Suite struct ModeProposalTests {
    private func facts(
        _ accessibility: Int64? = 1,
        _ risk: Int64? = 1,
        _ protection: ModeProposal.Protection = .none,
        _ amount: LitterAmount? = nil,
        hazards: Set<String> = []
    ) -> ModeProposal.Facts {
        var facts = ModeProposal.Facts()
        facts.accessibility = accessibility
        facts.terrainRisk = risk
        facts.protection = protection
        facts.amount = amount
        facts.hazards = hazards
        return facts
    }

    private func landing(_ protection: ModeProposal.Protection) -> ModeProposal.Facts {
        var facts = facts(1, 1, protection)
        facts.isLandingOnly = true
        return facts
    }

    @Test func `each fact speaks for a mode, and the most careful counts`() {
        let cases: [(ModeProposal.Facts, ZoneMode, [ModeProposal.Reason])] = [
            (facts(), .selfOrganised, [.easyAndSafe]),
            (facts(3, 3), .selfOrganised, [.easyAndSafe]),
            (facts(nil, 1), .unassigned, [.unknown]),
            (facts(1, nil), .unassigned, [.unknown]),
            (facts(nil, 5), .professional, [.deadlyTerrain]),
            (facts(4, 1), .joint, [.farToReach]),
            (facts(5, 1), .professional, [.hardToReach]),
            (facts(1, 4), .joint, [.riskyTerrain]),
            (facts(1, 1, .season), .selfOrganised, [.closedInSeason, .easyAndSafe]),
            (facts(1, 1, .allYear), .noCleanup, [.closedAllYear]),
            (facts(5, 5, .allYear), .noCleanup, [.closedAllYear, .deadlyTerrain, .hardToReach]),
            (landing(.allYear), .noCleanup, [.noLandingAllYear]),
            (landing(.season), .selfOrganised, [.noLandingInSeason, .easyAndSafe]),
            (facts(1, 1, .none, .bagful), .selfOrganised, [.easyAndSafe]),
            (facts(1, 1, .none, .cartload), .joint, [.muchLitter]),
            (facts(1, 1, .none, .truckload), .joint, [.muchLitter]),
            (facts(3, 1, .none, .truckload), .professional, [.muchAndHard]),
            (facts(3, 1, .none, .cartload), .joint, [.muchLitter]),
            (facts(1, 1, hazards: ["asbestos"]), .professional, [.hazards]),
        ]
        for (facts, mode, reasons) in cases {
            let proposal = ModeProposal(facts)
            #expect(proposal.mode == mode, "\(facts)")
            #expect(proposal.reasons == reasons, "\(facts)")
        }
    }

    @Test func `more of anything never makes a proposal less careful`() {
        let order: [ZoneMode] = [.unassigned, .selfOrganised, .joint, .professional, .noCleanup]
        func rank(_ facts: ModeProposal.Facts) -> Int {
            order.firstIndex(of: ModeProposal(facts).mode) ?? -1
        }
        let amounts: [LitterAmount] = [.none, .handful, .bagful, .cartload, .truckload]
        for access in Int64(1)...4 {
            for risk in Int64(1)...4 {
                for (place, amount) in amounts.enumerated().dropLast() {
                    let here = rank(facts(access, risk, .none, amount))
                    #expect(rank(facts(access + 1, risk, .none, amount)) >= here)
                    #expect(rank(facts(access, risk + 1, .none, amount)) >= here)
                    #expect(rank(facts(access, risk, .none, amounts[place + 1])) >= here)
                    #expect(rank(facts(access, risk, .allYear, amount)) >= here)
                }
            }
        }
    }
}
