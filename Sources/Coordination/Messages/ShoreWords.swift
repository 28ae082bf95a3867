/// Modes, and the reasons for proposing one, for people.
package enum ShoreWords {
    package static func text(_ mode: ZoneMode, in language: Language) -> String {
        modes[mode]?.text(in: language) ?? mode.rawValue
    }

    package static func text(_ reason: ModeProposal.Reason, in language: Language) -> String {
        reasons[reason]?.text(in: language) ?? reason.rawValue
    }

    private static let modes: [ZoneMode: Sentence] = [
        .selfOrganised: Sentence("selvorganisert", "sjølvorganisert", "self-organised"),
        .unassigned: Sentence("ikke bestemt", "ikkje bestemt", "not decided"),
        .joint: Sentence("sammen", "saman", "joint"),
        .professional: Sentence("profesjonell", "profesjonell", "professional"),
        .noCleanup: Sentence("ingen rydding", "inga rydding", "no cleanup"),
    ]

    private static let reasons: [ModeProposal.Reason: Sentence] = [
        .closedAllYear: Sentence(
            "ferdselsforbud hele året",
            "ferdselsforbod heile året",
            "closed to traffic all year"
        ),
        .noLandingAllYear: Sentence(
            "forbudt å gå i land hele året",
            "forbode å gå i land heile året",
            "no landing all year"
        ),
        .hazards: Sentence("farlige funn", "farlege funn", "dangerous finds"),
        .deadlyTerrain: Sentence("livsfarlig terreng", "livsfarleg terreng", "deadly terrain"),
        .riskyTerrain: Sentence("bratt eller glatt", "bratt eller glatt", "risky terrain"),
        .hardToReach: Sentence(
            "svært vanskelig å komme til",
            "svært vanskeleg å kome til",
            "very hard to reach"
        ),
        .farToReach: Sentence("vanskelig å komme til", "vanskeleg å kome til", "hard to reach"),
        .muchAndHard: Sentence(
            "mye avfall på et krevende sted",
            "mykje avfall på ein krevjande stad",
            "much litter in a demanding place"
        ),
        .muchLitter: Sentence("mye avfall", "mykje avfall", "much litter"),
        .closedInSeason: Sentence(
            "ferdselsforbud deler av året",
            "ferdselsforbod delar av året",
            "closed for a part of the year"
        ),
        .noLandingInSeason: Sentence(
            "forbudt å gå i land deler av året",
            "forbode å gå i land delar av året",
            "no landing for a part of the year"
        ),
        .easyAndSafe: Sentence("lett og trygt", "lett og trygt", "easy and safe"),
        .unknown: Sentence(
            "tilkomst eller terreng er ikke vurdert",
            "tilkomst eller terreng er ikkje vurdert",
            "access or terrain not looked at"
        ),
    ]
}
