/// A person as the plan sees them while it walks through the file.
struct PlanEntity {
    enum Origin: Equatable {
        case known(Int)
        case row(Int)
        /// A row that waits for an answer; whoever equals it waits too.
        case pending(Int)
    }

    var origin: Origin
    var profile: MatchProfile
    var name: PersonName
    var birth: DateReader.Value?
    var contacts: Set<String>
    var values: [RosterField: String]
    var centres: Set<String>
    /// Fields this file has already spoken on; the first row to do so is heard.
    var saidByFile: Set<RosterField> = []
    var editedOn: [RosterField: CalendarDate] = [:]

    init(_ known: KnownPerson, index: Int) {
        origin = .known(index)
        profile = MatchProfile(known)
        name = known.name
        birth = known.birth
        contacts = Set(known.contacts.map(\.value))
        values = known.values
        centres = known.centres
        editedOn = known.editedOn
    }

    init(_ person: RosterPerson, profile: MatchProfile, isPending: Bool) {
        origin = isPending ? .pending(person.row) : .row(person.row)
        self.profile = profile
        name = person.name
        birth = person.birth
        contacts = Set(person.contacts.map(\.value))
        values = person.values
        centres = [person.centre]
        saidByFile = Set(person.values.keys).union([.givenName, .familyName, .birthDate])
    }

    /// Notes what a row has spoken on, where it changes nothing.
    mutating func hear(_ person: RosterPerson) {
        saidByFile.formUnion(person.values.keys)
        if !person.name.given.isEmpty { saidByFile.insert(.givenName) }
        if !person.name.family.isEmpty { saidByFile.insert(.familyName) }
        if person.birth != nil { saidByFile.formUnion([.birthDate, .birthYear]) }
    }

    var isPending: Bool { if case .pending = origin { true } else { false } }
}
