/// Makes the rows of a sample one by one, and remembers what is true of them.
struct RosterMaker {
    private(set) var truth = RosterSample.Truth()
    private var random: SeededRandom
    private var people: [RosterSamplePerson] = []
    /// Births used per given name, so that given name and birth date together are unique.
    private var births = [Int](repeating: 0, count: RosterSampleNames.given.count)
    private var childBirths = [Int](repeating: 0, count: RosterSampleNames.given.count)
    /// Per given name, the family name it last went with.
    private var lastFamily = [String?](repeating: nil, count: RosterSampleNames.given.count)
    /// Address and given name of each child; no household has two of one name.
    private var children: Set<String> = []
    private var badRows = 0

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    private var rowNumber: Int { truth.personOfRow.count + 2 }

    mutating func nextRow() -> String {
        let roll = random.below(100)
        guard people.count > 20 else { return tell(stranger()) }
        switch roll {
        case 0..<2: return badRow()
        case 2..<7: return tellAgain()
        case 7..<10: return tell(child(sharesName: false))
        case 10: return tell(child(sharesName: true))
        case 11..<14: return tell(namesake())
        default: return tell(stranger())
        }
    }

    private mutating func tell(_ person: RosterSamplePerson) -> String {
        people.append(person)
        truth.personOfRow.append(person.id)
        return person.fields.joined(separator: ";")
    }

    private mutating func stranger() -> RosterSamplePerson {
        let given = random.below(RosterSampleNames.given.count)
        let family = RosterSampleNames.family[random.below(RosterSampleNames.family.count)]
        lastFamily[given] = family
        return adult(given: given, family: family)
    }

    private mutating func namesake() -> RosterSamplePerson {
        let given = random.below(RosterSampleNames.given.count)
        guard let family = lastFamily[given] else { return stranger() }
        truth.namesakes += 1
        return adult(given: given, family: family)
    }

    private mutating func adult(given: Int, family: String) -> RosterSamplePerson {
        let id = people.count
        // 59 and six digits; the factor is prime to a million, so that no number comes twice.
        let serial = String(1_000_000 + id * 7919 % 1_000_000).dropFirst()
        let spaced = "59" + serial.prefix(1) + " " + serial.dropFirst().prefix(2) + " "
        let turn = births[given]
        births[given] += 1
        return RosterSamplePerson(
            id: id,
            given: RosterSampleNames.given[given],
            family: family,
            birth: Self.day(turn * 31 + given * 97, from: 1936, years: 68),
            mobile: spaced + serial.dropFirst(3),
            email: "frivillig\(id)@example.no",
            street: street(),
            place: random.below(RosterSampleNames.places.count),
            consent: random.chance(80) ? "ja" : "nei",
            note: random.chance(10) ? "Kjører bil" : ""
        )
    }

    /// A child with a parent's number, address and family name, and now and then the whole name.
    private mutating func child(sharesName: Bool) -> RosterSamplePerson {
        var child = people[random.below(people.count)]
        guard child.isAdult else { return stranger() }
        let own = random.below(RosterSampleNames.given.count)
        let parent = RosterSampleNames.given.firstIndex(of: child.given) ?? own
        let given = sharesName ? parent : own
        guard children.insert("\(child.email) \(given)").inserted else { return stranger() }
        truth.sharers += 1
        child.id = people.count
        child.given = RosterSampleNames.given[given]
        child.birth = Self.day(childBirths[given], from: 2009, years: 8)
        child.note = ""
        childBirths[given] += 1
        return child
    }

    /// A person who is in the list already, as another clerk would have written her.
    private mutating func tellAgain() -> String {
        var person = people[random.below(people.count)]
        truth.duplicates += 1
        truth.personOfRow.append(person.id)
        switch random.below(6) {
        case 0: person.family = Self.slip(in: person.family)
        case 1: (person.given, person.family) = (fold(person.given), fold(person.family))
        case 2 where person.isAdult: person.family = "Nygift-Lien"
        case 3: person.mobile = "59\(random.below(10)) \(10 + random.below(90)) 000"
        case 4: swap(&person.given, &person.family)
        default: break
        }
        return person.fields.joined(separator: ";")
    }

    private mutating func badRow() -> String {
        let row = rowNumber
        var fields = people[random.below(people.count)].fields
        fields[0] = "Feil"
        switch badRows % 4 {
        case 0:
            fields[2] = "31.02.1980"
            truth.refusals[row] = "date.not_real"
        case 1:
            fields[4] = "frivillig.example.no"
            truth.refusals[row] = "email.no_at"
        case 2:
            fields[3] = "590 12"
            truth.refusals[row] = "phone.too_few_digits"
        default:
            fields[9] = "har nøkkel; ring først"
            truth.refusals[row] = "row.too_many_fields"
        }
        badRows += 1
        truth.personOfRow.append(nil)
        return fields.joined(separator: ";")
    }

    private mutating func street() -> String {
        let name = RosterSampleNames.streets[random.below(RosterSampleNames.streets.count)]
        return "\(name) \(1 + random.below(90))"
    }

    /// A day of a span of years, by number; months of 28 days make every one real.
    private static func day(
        _ number: Int,
        from year: Int,
        years: Int
    ) -> (year: Int, month: Int, day: Int) {
        let slot = number % (years * 336)
        return (year + slot / 336, slot / 28 % 12 + 1, slot % 28 + 1)
    }

    /// The last but one letter is missing.
    private static func slip(in name: String) -> String {
        guard name.count > 5, let last = name.last else { return name }
        return String(name.dropLast(2)) + String(last)
    }

    private func fold(_ name: String) -> String {
        name.replacing("å", with: "aa").replacing("Å", with: "Aa").replacing("ø", with: "oe")
            .replacing("æ", with: "ae").replacing("é", with: "e")
    }
}
