/// One made-up person of a roster that many hands have kept.
struct DirtyPerson {
    var id: Int
    var given: String
    var family: String
    var birth: (year: Int, month: Int, day: Int)
    /// The list has her birth date; where not, no row of hers has it.
    var isDated = true
    /// Six digits after 59.
    var mobile: String
    var email: String
    var street: String
    var place: Int

    var isAdult: Bool { birth.year <= 2004 }

    /// Her row as a hand writes it that `random` draws: one of many ways for dates and numbers.
    func fields(_ random: inout SeededRandom) -> [String] {
        let (code, town) = RosterSampleNames.places[place]
        var family = family
        if random.chance(4) { family = family.uppercased() }
        var given = given
        if random.chance(3) { given += " " }
        if random.chance(2) { family = "\u{A0}" + family }
        // A spreadsheet takes the nought for arithmetic.
        let postal = random.chance(30) && code.hasPrefix("0") ? String(code.dropFirst()) : code
        let address = random.chance(5) ? email.uppercased() : email
        return [
            given, family, isDated ? date(&random) : "", number(&random), address, street, postal,
            random.chance(8) ? town.uppercased() : town, random.chance(80) ? "ja" : "",
            random.chance(10) ? "Kjører bil" : "",
        ]
    }

    private func date(_ random: inout SeededRandom) -> String {
        let (year, month, day) = birth
        let twoDay = Self.two(day)
        let twoMonth = Self.two(month)
        switch random.below(7) {
        case 0: return "\(day).\(month).\(year)"
        case 1: return "\(year)-\(twoMonth)-\(twoDay)"
        case 2: return "\(twoDay)/\(twoMonth)/\(year)"
        case 3: return "\(twoDay)-\(twoMonth)-\(year)"
        case 4: return "\(day). \(Self.months[month - 1]) \(year)"
        case 5: return twoDay + twoMonth + String(year)
        default: return "\(twoDay).\(twoMonth).\(year)"
        }
    }

    private func number(_ random: inout SeededRandom) -> String {
        guard !mobile.isEmpty else { return "" }
        let digits = Array("59" + mobile)
        let pairs = stride(from: 0, to: 8, by: 2).map { String(digits[$0...($0 + 1)]) }
        let whole = String(digits)
        switch random.below(7) {
        case 0: return "+47" + whole
        case 1: return "0047 " + pairs.joined(separator: " ")
        case 2: return "47" + whole
        case 3: return "\(whole.prefix(3)) \(whole.dropFirst(3).prefix(2)) \(whole.dropFirst(5))"
        case 4: return pairs.joined(separator: "\u{A0}")
        case 5: return "(+47) " + pairs.joined(separator: ".")
        default: return whole
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let months = [
        "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
        "oktober", "november", "desember",
    ]
}
