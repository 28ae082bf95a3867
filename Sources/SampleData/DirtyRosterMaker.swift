/// Makes the rows of a dirty roster one by one, and keeps what is true of them.
struct DirtyRosterMaker {
    private(set) var truth: [RosterTruth] = []
    private var random: SeededRandom
    private let isClean: Bool
    private var people: [DirtyPerson] = []
    /// How many duplicates, sons and errors there have been; their kinds come in turn.
    private var duplicates = 0
    private var sons = 0
    private var errors = 0
    /// Twins whose row is still to come.
    private var waiting: [DirtyPerson] = []

    init(seed: UInt64, isClean: Bool) {
        random = SeededRandom(seed: seed)
        self.isClean = isClean
    }

    mutating func nextRow() -> [String] {
        guard people.count > 20, !isClean else { return tell(stranger(), .first) }
        if !waiting.isEmpty, random.chance(40) { return tell(waiting.removeFirst(), .twin) }
        switch random.below(200) {
        case 0..<4: return error()
        case 4..<20: return again()
        case 20..<26: return tell(namesake(), .namesake)
        case 26, 27: return son()
        case 28..<38: return tell(relative(), .family)
        case 38: return twin()
        default: return tell(stranger(), .first)
        }
    }

    private mutating func tell(_ person: DirtyPerson, _ kind: RosterTruth.Kind) -> [String] {
        var person = person
        if !kind.isDuplicate {
            person.id = people.count
            people.append(person)
        }
        truth.append(RosterTruth(row: truth.count + 2, person: person.id, kind: kind))
        return person.fields(&random)
    }

    private mutating func anyone() -> DirtyPerson { people[random.below(people.count)] }

    private mutating func anyAdult() -> DirtyPerson {
        for _ in 0..<50 {
            let person = anyone()
            if person.isAdult { return person }
        }
        return people[0]
    }

    private mutating func givenName() -> String {
        let given = RosterSampleNames.given
        let first = given[random.below(given.count)]
        guard random.chance(35), !first.contains(" "), !first.contains("-") else { return first }
        let second = given[random.below(given.count)]
        return second.contains(" ") || second == first ? first : "\(first) \(second)"
    }

    private mutating func familyName() -> String {
        RosterSampleNames.family[random.below(RosterSampleNames.family.count)]
    }

    private mutating func stranger() -> DirtyPerson {
        let id = people.count
        return DirtyPerson(
            id: id,
            given: givenName(),
            family: familyName(),
            birth: day(from: 1936, years: 69),
            isDated: !random.chance(2),
            mobile: number(of: id),
            email: random.chance(92) ? "frivillig\(id)@example.no" : "",
            street: street(),
            place: random.below(RosterSampleNames.places.count)
        )
    }

    /// The factor is prime to a million, so that no number comes twice.
    private func number(of id: Int) -> String {
        String(String(1_000_000 + id * 7919 % 1_000_000).dropFirst())
    }

    private mutating func day(from year: Int, years: Int) -> (year: Int, month: Int, day: Int) {
        (year + random.below(years), 1 + random.below(12), 1 + random.below(28))
    }

    private mutating func street() -> String {
        let name = RosterSampleNames.streets[random.below(RosterSampleNames.streets.count)]
        return "\(name) \(1 + random.below(90))"
    }

    /// The same name; now and then the same year, the same place or, elsewhere, the same day.
    private mutating func namesake() -> DirtyPerson {
        var person = stranger()
        let other = anyone()
        (person.given, person.family) = (other.given, other.family)
        switch random.below(20) {
        case 0:
            person.birth = other.birth
            if person.email.isEmpty || other.email.isEmpty || person.place == other.place {
                person.birth.year -= 1
            }
        case 1..<5: person.birth.year = other.birth.year
        case 5..<8: person.isDated = false
        default: break
        }
        if random.chance(20) { person.place = other.place }
        if person.place == other.place, person.birth == other.birth { person.birth.year -= 1 }
        return person
    }

    /// A father and a son; half of them share every number, and one date in six is missing.
    private mutating func son() -> [String] {
        var father = anyAdult()
        for _ in 0..<50 where father.birth.year > 1985 || !father.isDated { father = anyAdult() }
        guard father.birth.year <= 1985, father.isDated else { return tell(stranger(), .first) }
        sons += 1
        var son = stranger()
        (son.given, son.family) = (father.given, father.family)
        (son.street, son.place) = (father.street, father.place)
        son.birth = day(from: father.birth.year + 20, years: 2024 - father.birth.year - 20)
        son.isDated = sons % 6 != 0
        if sons % 2 == 0 { son.mobile = father.mobile }
        if sons % 4 < 2 { son.email = father.email }
        return tell(son, .son)
    }

    /// A wife, a husband or a child, with some of the numbers.
    private mutating func relative() -> DirtyPerson {
        let head = anyAdult()
        var person = stranger()
        while person.given == head.given { person.given = givenName() }
        if random.chance(75) { person.family = head.family }
        (person.street, person.place) = (head.street, head.place)
        if random.chance(60) { person.birth = day(from: 2008, years: 16) }
        switch random.below(3) {
        case 0: person.mobile = head.mobile
        case 1: person.email = head.email
        default: (person.mobile, person.email) = (head.mobile, head.email)
        }
        return person
    }

    /// Two of one day, one parent and nearly one name; the second is told some rows later.
    private mutating func twin() -> [String] {
        let parent = anyAdult()
        let names = Self.twins[random.below(Self.twins.count)]
        var twin = stranger()
        twin.family = parent.family
        (twin.street, twin.place) = (parent.street, parent.place)
        twin.isDated = true
        twin.birth = day(from: random.chance(70) ? 2008 : 1985, years: 14)
        twin.email = parent.email
        twin.mobile = parent.mobile
        // Grown twins have numbers of their own, and an address of the family's.
        if twin.isAdult { twin.mobile = number(of: 700_000 + people.count) }
        twin.given = names.0
        var other = twin
        other.given = names.1
        if other.isAdult { other.mobile = number(of: 800_000 + people.count) }
        waiting.append(other)
        return tell(twin, .family)
    }

    private static let twins = [
        ("Marie", "Maria"), ("Ole", "Ola"), ("Anna", "Anne"), ("Julie", "Julia"), ("Per", "Pär"),
        ("Kristin", "Kristina"), ("Anne", "Anne Lise"),
    ]
}

extension DirtyRosterMaker {
    /// Somebody the list has told of, as another clerk would have written her.
    private mutating func again() -> [String] {
        var person = anyone()
        let kinds: [RosterTruth.Kind] = [
            .typo, .letters, .married, .newPhone, .swapped, .familyContact,
        ]
        let kind = kinds[duplicates % kinds.count]
        duplicates += 1
        switch kind {
        case .typo:
            if random.chance(40), person.given.count > 4 {
                person.given = slip(in: person.given)
            } else {
                person.family = slip(in: person.family)
            }
        case .letters:
            person.given = Self.folded(person.given)
            person.family = Self.folded(person.family)
        case .married:
            let name = familyName()
            person.family = random.chance(50) ? name : "\(person.family)-\(name)"
        case .newPhone: person.mobile = number(of: 900_000 + duplicates)
        case .swapped: swap(&person.given, &person.family)
        default:
            let other = anyAdult()
            person.mobile = other.mobile
            if random.chance(30) { person.email = "" }
        }
        return tell(person, kind)
    }

    /// One letter less, one more, one other, or two exchanged; never the first.
    private mutating func slip(in name: String) -> String {
        var letters = Array(name)
        let place = 1 + random.below(max(letters.count - 2, 1))
        guard letters.count > 3, letters[place].isLetter, letters[place + 1].isLetter else {
            return name + "h"
        }
        let other: Character = letters[place] == "k" ? "t" : "k"
        switch random.below(4) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(other, at: place)
        case 2: letters[place] = other
        default: letters.swapAt(place, place + 1)
        }
        return String(letters)
    }

    private static func folded(_ name: String) -> String {
        name.replacing("å", with: "aa").replacing("Å", with: "Aa").replacing("ø", with: "oe")
            .replacing("Ø", with: "Oe").replacing("æ", with: "ae").replacing("é", with: "e")
    }

    /// A row that must be refused, each code in turn.
    private mutating func error() -> [String] {
        var fields = anyone().fields(&random)
        fields[0] = "Feil"
        let (code, column, cell) = Self.wrong[errors % Self.wrong.count]
        errors += 1
        fields[column] = cell
        if code == "name.missing" { fields[0] = "" }
        truth.append(
            RosterTruth(row: truth.count + 2, person: nil, kind: .error, code: code)
        )
        return fields
    }

    private static let wrong: [(code: String, column: Int, cell: String)] = [
        ("date.not_real", 2, "31.02.1980"), ("email.no_at", 4, "frivillig.example.no"),
        ("phone.too_few_digits", 3, "590 12"), ("row.too_many_fields", 9, "har nøkkel; ring"),
        ("date.in_future", 2, "01.02.2091"), ("phone.too_many_digits", 3, "590 12 345 6"),
        ("name.missing", 1, "-"), ("email.bad_domain", 4, "frivillig@-example.no"),
        ("phone.damaged_by_spreadsheet", 3, "4,75901E+09"), ("date.not_understood", 2, "våren 80"),
        ("phone.not_in_plan", 3, "1234 5678"), ("date.ambiguous_century", 2, "01.02.20"),
        ("name.two_people", 0, "Kari og Feil"), ("value.cell_error", 3, "#I/T"),
        ("date.too_old", 2, "03.04.1873"), ("value.national_id", 2, "01028012345"),
    ]
}
