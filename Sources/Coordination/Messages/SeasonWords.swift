/// The words of a season's report and of the balance of waste, in each language.
package enum SeasonWords {
    /// The kinds of cost, in the order of the catalogue.
    package static let costKinds = [
        "waste_transport", "waste_treatment", "volunteer_transport", "food", "equipment", "other",
    ]

    /// A heading or a word, by its code; the code itself where there is none.
    package static func text(_ code: String, in language: Language) -> String {
        (columns[code] ?? criteria[code] ?? words[code])?.text(in: language) ?? code
    }

    private static let columns: [String: Sentence] = [
        "id": Sentence("id", "id", "id"),
        "day": Sentence("dag", "dag", "day"),
        "code": Sentence("aksjonskode", "aksjonskode", "action code"),
        "title": Sentence("tittel", "tittel", "title"),
        "zone": Sentence("ryddesone", "ryddesone", "zone"),
        "municipality": Sentence("kommune", "kommune", "municipality"),
        "mode": Sentence("ryddemåte", "ryddemåte", "mode"),
        "people": Sentence("deltakere", "deltakarar", "people"),
        "adults": Sentence("voksne", "vaksne", "adults"),
        "minors": Sentence("under 18", "under 18", "minors"),
        "minutes": Sentence("minutter", "minutt", "minutes"),
        "metres": Sentence("meter", "meter", "metres"),
        "bags": Sentence("sekker", "sekker", "bags"),
        "bagsFull": Sentence("fulle sekker", "fulle sekker", "full bags"),
        "bagsHalf": Sentence("halve sekker", "halve sekker", "half bags"),
        "kg": Sentence("kg", "kg", "kg"),
        "estimated": Sentence("anslått vekt", "rekna vekt", "weight estimated"),
        "cost": Sentence("kostnader", "kostnader", "costs"),
        "refund": Sentence("refusjon", "refusjon", "refund"),
        "eligible": Sentence("kan få refusjon", "kan få refusjon", "can be refunded"),
        "missing": Sentence("det som mangler", "det som manglar", "what is missing"),
        "waste_transport": Sentence(
            "transport av avfall",
            "transport av avfall",
            "waste transport"
        ),
        "waste_treatment": Sentence(
            "behandling av avfall",
            "handsaming av avfall",
            "waste treatment"
        ),
        "volunteer_transport": Sentence(
            "transport av frivillige",
            "transport av frivillige",
            "volunteer transport"
        ),
        "food": Sentence("mat", "mat", "food"),
        "equipment": Sentence("utstyr", "utstyr", "equipment"),
        "other": Sentence("annet", "anna", "other"),
    ]

    private static let criteria: [String: Sentence] = [
        "marine": Sentence("ikke merket som marint", "ikkje merkt som marint", "not marine"),
        "ownerless": Sentence(
            "ikke merket som eierløst",
            "ikkje merkt som eigarlaust",
            "not ownerless"
        ),
        "voluntary": Sentence("ikke frivillig", "ikkje frivillig", "not by volunteers"),
        "action_code": Sentence("aksjonskode", "aksjonskode", "action code"),
        "registered": Sentence("nummer i portalen", "nummer i portalen", "number in the portal"),
        "completed": Sentence("ikke avsluttet", "ikkje avslutta", "not finished"),
        "weighed": Sentence("vekt", "vekt", "weight"),
        "documented": Sentence("kvitteringer", "kvitteringar", "receipts"),
        "professional_zone": Sentence(
            "profesjonell sone",
            "profesjonell sone",
            "professional zone"
        ),
        "direct_grant": Sentence("direkte tilskudd", "direkte tilskot", "direct grant"),
    ]

    private static let words: [String: Sentence] = [
        "none": Sentence(
            "Ingen ryddeaksjoner i perioden.",
            "Ingen ryddeaksjonar i perioden.",
            "No cleanups in that time."
        ),
        "unannounced": Sentence("uten oppdrag", "utan oppdrag", "without a task"),
        "cleanups": Sentence("ryddeaksjoner", "ryddeaksjonar", "cleanups"),
        "yes": Sentence("ja", "ja", "yes"),
        "no": Sentence("nei", "nei", "no"),
        "place": Sentence("hvor", "kvar", "where"),
        "deposits": Sentence("hauger", "haugar", "heaps"),
        "unweighed": Sentence("ikke veid", "ikkje vege", "unweighed"),
        "registered_bags": Sentence("registrert", "registrert", "registered"),
        "waiting": Sentence("venter", "ventar", "waiting"),
        "delivered": Sentence("levert", "levert", "delivered"),
        "written_off": Sentence("avskrevet", "avskrive", "written off"),
        "balanced": Sentence("Alt er gjort rede for.", "Alt er gjort greie for.", "All add up."),
        "unbalanced": Sentence(
            "Det stemmer ikke. Kjør «dugnad doctor».",
            "Det stemmer ikkje. Køyr «dugnad doctor».",
            "It does not add up. Run 'dugnad doctor'."
        ),
        "no_bags": Sentence("Ingen sekker.", "Ingen sekker.", "No bags."),
    ]
}
