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
    private var name: PersonName
    private var birth: DateReader.Value?
    /// Every number and address anybody has of her.
    private(set) var contacts: Set<String>
    var centres: Set<String>
    /// Each centre has a record of its own: what one of them holds is nothing the other has.
    private var holdings: [String: Holding] = [:]

    /// What one centre has of a person, or all of them together where the centre is "".
    private struct Holding {
        /// What the centre calls her, where it may be something else than the others do.
        var name: PersonName?
        var birth: DateReader.Value?
        var values: [RosterField: String] = [:]
        var contacts: Set<String> = []
        /// Fields this file has already spoken on; the first row to do so is heard.
        var said: Set<RosterField> = []
        var editedOn: [RosterField: CalendarDate] = [:]
    }

    init(_ known: KnownPerson, index: Int) {
        origin = .known(index)
        profile = MatchProfile(known)
        name = known.name
        birth = known.birth
        contacts = Set(known.contacts.map(\.value))
        centres = known.centres
        // In the order of the centres: what is no centre's own several of them may tell.
        for (centre, held) in known.holdings.sorted(by: { $0.key < $1.key }) {
            holdings[centre, default: Holding()].contacts = held.contacts
            holdings[centre, default: Holding()].name = held.name
            holdings[centre, default: Holding()].birth = held.birth
            for (field, value) in held.values { set(field, value, at: centre) }
            for (field, day) in held.editedOn {
                let place = Self.place(field, centre)
                let last = holdings[place]?.editedOn[field].map { max($0, day) } ?? day
                holdings[place, default: Holding()].editedOn[field] = last
            }
        }
    }

    init(_ person: RosterPerson, profile: MatchProfile, isPending: Bool) {
        origin = isPending ? .pending(person.row) : .row(person.row)
        self.profile = profile
        name = person.name
        birth = person.birth
        contacts = []
        centres = [person.centre]
        for (field, value) in person.values {
            set(field, value, at: person.centre)
            say(field, at: person.centre)
        }
        for contact in person.contacts { add(contact.value, at: person.centre) }
        for field in [RosterField.givenName, .familyName, .birthDate] {
            say(field, at: person.centre)
        }
    }

    /// What a centre calls her; one that has no name of its own goes by the others'.
    func name(at centre: String) -> PersonName { holdings[centre]?.name ?? name }

    func birth(at centre: String) -> DateReader.Value? { holdings[centre]?.birth ?? birth }

    mutating func set(_ field: RosterField, ofNameTo part: String, at centre: String) {
        var name = name(at: centre)
        if field == .givenName { name.given = part } else { name.family = part }
        if holdings[centre]?.name == nil { self.name = name }
        holdings[centre]?.name = name
    }

    mutating func set(_ birth: DateReader.Value, at centre: String) {
        if holdings[centre]?.birth == nil { self.birth = birth }
        holdings[centre]?.birth = birth
    }

    var isPending: Bool { if case .pending = origin { true } else { false } }

    /// What a centre has in a field; of the person herself what all of them have.
    func value(_ field: RosterField, at centre: String) -> String? {
        holdings[Self.place(field, centre)]?.values[field]
    }

    mutating func set(_ field: RosterField, _ value: String, at centre: String) {
        holdings[Self.place(field, centre), default: Holding()].values[field] = value
    }

    func hasSaid(_ field: RosterField, at centre: String) -> Bool {
        holdings[Self.place(field, centre)]?.said.contains(field) ?? false
    }

    mutating func say(_ field: RosterField, at centre: String) {
        holdings[Self.place(field, centre), default: Holding()].said.insert(field)
    }

    func editedOn(_ field: RosterField, at centre: String) -> CalendarDate? {
        holdings[Self.place(field, centre)]?.editedOn[field]
    }

    func has(_ contact: String, at centre: String) -> Bool {
        holdings[centre]?.contacts.contains(contact) ?? false
    }

    /// Tells whether the centre did not have it.
    @discardableResult
    mutating func add(_ contact: String, at centre: String) -> Bool {
        contacts.insert(contact)
        return holdings[centre, default: Holding()].contacts.insert(contact).inserted
    }

    /// Notes what a row has spoken on, where it changes nothing.
    mutating func hear(_ person: RosterPerson) {
        for field in person.values.keys { say(field, at: person.centre) }
        if !person.name.given.isEmpty { say(.givenName, at: person.centre) }
        if !person.name.family.isEmpty { say(.familyName, at: person.centre) }
        if person.birth != nil {
            say(.birthDate, at: person.centre)
            say(.birthYear, at: person.centre)
        }
    }

    /// Who she is, and what she can and would like to do, is no centre's own.
    private static func place(_ field: RosterField, _ centre: String) -> String {
        switch field {
        case .givenName, .familyName, .birthDate, .birthYear, .language, .interests: ""
        default: centre
        }
    }
}
