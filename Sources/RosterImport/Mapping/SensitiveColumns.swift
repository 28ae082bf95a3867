/// Columns we refuse to hold: they are skipped, counted and never kept.
enum SensitiveColumns {
    /// Why a column name is refused, nil for an ordinary one.
    static func category(of name: String) -> String? { category(ofKey: HeaderKey.of(name)) }

    static func category(ofKey key: String) -> String? {
        for (category, exact, parts) in table {
            if exact.contains(key) || parts.contains(where: { key.contains($0) }) {
                return category
            }
        }
        return nil
    }

    private static let table: [(category: String, exact: Set<String>, parts: [String])] = [
        (
            "national_id", ["fnr", "ssn", "pnr", "dnr"],
            [
                "fodselsnummer", "foedselsnummer", "fodselsnr", "personnummer", "personnr",
                "dnummer",
                "nationalid", "passport", "passnummer", "passnr",
            ]
        ),
        (
            "health", ["lege", "health"],
            [
                "diagnose", "helse", "sykdom", "sjukdom", "medisin", "allergi", "bloodtype",
                "blodtype",
                "funksjonsnedsett", "funksjonshem", "handikap", "disability",
            ]
        ),
        ("conviction", ["dom", "straff"], ["straff", "rulleblad", "anmerkning", "criminal"]),
        (
            "belief", ["tro"],
            ["religion", "livssyn", "trossamfunn", "politisk", "fagforening", "legning"]
        ),
        ("ethnicity", ["rase", "race"], ["etnisitet", "etnisk", "ethnicity"]),
    ]
}
