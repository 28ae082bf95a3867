/// One made-up person as a row of the roster tells of her.
struct RosterSamplePerson {
    var id: Int
    var given: String
    var family: String
    var birth: (year: Int, month: Int, day: Int)
    var mobile: String
    var email: String
    var street: String
    var place: Int
    var consent: String
    var note = ""

    var isAdult: Bool { birth.year < 2005 }

    /// The row's fields in the order of the header.
    var fields: [String] {
        let (code, town) = RosterSampleNames.places[place]
        return [given, family, date, mobile, email, street, code, town, consent, note]
    }

    /// The birth date in one of the ways that lists write it, always the same for one person.
    private var date: String {
        let day = birth.day < 10 ? "0\(birth.day)" : "\(birth.day)"
        let month = birth.month < 10 ? "0\(birth.month)" : "\(birth.month)"
        switch id % 10 {
        case 0: return "\(birth.day).\(birth.month).\(birth.year)"
        case 1: return "\(birth.year)-\(month)-\(day)"
        case 2: return "\(day)/\(month)/\(birth.year)"
        default: return "\(day).\(month).\(birth.year)"
        }
    }
}

/// Names and places to draw from; no two of a list are one letter apart.
enum RosterSampleNames {
    static let given = [
        "Kåre", "Åse", "Bjørg", "Ingrid", "Torbjørn", "Sigrid", "Håkon", "Solveig", "Øystein",
        "Ragnhild", "Mohammed", "Amina", "Elzbieta", "Gunnar", "Turid", "Leif",
        "Astrid", "Sverre", "Marit", "Anne-Grete", "Per Olav", "Synnøve", "Jørgen", "Cathrine",
        "Terje", "Wenche", "Fatima", "Piotr", "Aslak", "Biret", "Henrik", "Camilla", "Vegard",
        "Tonje", "Magnus", "Frøydis", "Eirik", "Silje", "Andreas", "Hilde", "Odd", "Gerd",
        "Sondre", "Emilie", "Dagfinn", "Yngve", "Unni", "Roald", "Pål", "Liv", "André", "Zainab",
        "Oskar", "Vilde", "Trygve", "Borghild", "Ahmed", "Jorunn", "Knut", "Lovise",
    ]
    static let family = [
        "Hansen", "Bøe", "Kristoffersen", "Ødegård", "Sæther", "Nilsen", "Haugen", "Bakken",
        "Berg-Olsen", "Strømme", "Lyngstad", "Fjellheim", "Aasen", "Brekke", "Tangen", "Moen",
        "Sørlie", "Rønning", "Eide", "Gulbrandsen", "Vik", "Nguyen", "Kowalski", "Hussain",
        "Tveit", "Øverland", "Solbakken", "Hagen", "Knutsen", "Myhre", "Sand", "Foss",
        "Engebretsen",
        "Lunde", "Jørstad", "Helgesen", "Åsheim", "von der Lippe", "Nygård", "Kvamme", "Rød",
        "Tollefsen", "Skarpnes", "Utne", "Wold", "Dahl", "Ellingsen", "Iversen", "Prestegård",
        "Thorsrud",
    ]
    static let streets = [
        "Storgata", "Kirkeveien", "Bjørkelia", "Fjordgata", "Skolebakken", "Nedre Tverrvei",
        "Åsveien", "Øvregata",
    ]
    static let places = [
        ("0150", "Oslo"), ("5003", "Bergen"), ("7010", "Trondheim"), ("4006", "Stavanger"),
        ("9008", "Tromsø"), ("8006", "Bodø"), ("3110", "Tønsberg"), ("6003", "Ålesund"),
        ("4611", "Kristiansand S"), ("2317", "Hamar"), ("3724", "Skien"), ("9510", "Alta"),
    ]
}
