import Geometry

/// Why a stretch of shore needs cleaning, for people.
package enum NeedWords {
    /// One line: what was seen, how and when, or what it is guessed from.
    package static func why(_ need: CleanupNeed, in language: Language) -> String {
        switch need.basis {
        case .unknown: return unknown.text(in: language)
        case .renewed(let since):
            let words: [String: String] = ["date": day(since)]
            return Sentence.filled(renewed.text(in: language), words)
        case .seen(let sighting):
            let method = sighting.method.map { methods[$0]?.text(in: language) ?? $0.rawValue }
            let words: [String: String] = [
                "amount": amounts[sighting.amount]?.text(in: language) ?? sighting.amount.rawValue,
                "method": method ?? passerBy.text(in: language), "date": day(sighting.seen),
            ]
            return Sentence.filled(seen.text(in: language), words)
        }
    }

    private static func day(_ at: Int64) -> String { OsloTime.date(at: at).description }

    private static let unknown = Sentence(
        "ingen har sett etter",
        "ingen har sett etter",
        "nobody has looked"
    )
    private static let renewed = Sentence(
        "ryddet eller befart {date}; nytt kommer til",
        "rydda eller synfart {date}; nytt kjem til",
        "cleaned or inspected {date}; more comes ashore"
    )
    private static let seen = Sentence(
        "{amount}, {method}, {date}",
        "{amount}, {method}, {date}",
        "{amount}, {method}, {date}"
    )
    private static let passerBy = Sentence("meldt av folk", "meldt av folk", "reported")
    private static let methods: [InspectionMethod: Sentence] = [
        .onFoot: Sentence("befart til fots", "synfart til fots", "inspected on foot"),
        .boat: Sentence("befart fra båt", "synfart frå båt", "inspected by boat"),
        .drone: Sentence("befart med drone", "synfart med drone", "inspected by drone"),
        .photo: Sentence("sett på bilde", "sett på bilete", "seen on a picture"),
    ]
    private static let amounts: [LitterAmount: Sentence] = [
        .none: Sentence("ingenting", "ingenting", "nothing"),
        .handful: Sentence("en håndfull", "ein handfull", "a handful"),
        .bagful: Sentence("en sekk", "ein sekk", "a bagful"),
        .cartload: Sentence("et tilhengerlass", "eit tilhengarlass", "a cartload"),
        .truckload: Sentence("et lastebillass", "eit lastebillass", "a truckload"),
    ]
}
