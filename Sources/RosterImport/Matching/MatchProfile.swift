/// What two persons are compared by, computed once for each.
struct MatchProfile {
    /// A person may be known by several names, as before and after a marriage.
    var names: [NameKeys]
    var birth: DateReader.Value?
    var phones: Set<String>
    var emails: Set<String>
    var postalCode: String?
    /// Centre and number together, since numbers are a centre's own.
    var externalIds: Set<String>
    /// The person stands in a list that has no birth dates at all.
    var isFromUndatedList = false

    struct NameKeys: Equatable {
        let given: String
        let family: String
        /// The parts of the whole name in the order of the alphabet.
        let parts: [String]
        private let name: PersonName

        /// The names with every letter, also where the key has a double one once.
        var spelled: (given: String, family: String) {
            (name.given.lowercased(), name.family.lowercased())
        }

        init(_ name: PersonName) {
            self.name = name
            given = NameKey.of(name.given)
            family = NameKey.of(name.family)
            let isTwoWords =
                !name.given.isEmpty && !name.family.isEmpty
                && [name.given, name.family].allSatisfy { part in
                    part.utf8.isLatin { (0x41...0x5A).contains($0 & 0xDF) }
                }
            guard !isTwoWords else {
                parts = given <= family ? [given, family] : [family, given]
                return
            }
            parts = (name.given + " " + name.family)
                .split { $0.isWhitespace || $0 == "-" }.map { NameKey.of(String($0)) }.sorted()
        }
    }

    init(
        name: PersonName,
        birth: DateReader.Value?,
        contacts: [RosterContact],
        values: [RosterField: String],
        centres: some Sequence<String>
    ) {
        names = [NameKeys(name)]
        self.birth = birth
        phones = Set(contacts.filter { $0.kind != .email }.map(\.value))
        emails = Set(contacts.filter { $0.kind == .email }.map(\.value))
        postalCode = values[.postalCode]
        externalIds = Set(
            values[.externalId].map { number in centres.map { "\($0)|\(number)" } } ?? []
        )
    }

    init(_ person: RosterPerson) {
        self.init(
            name: person.name,
            birth: person.birth,
            contacts: person.contacts,
            values: person.values,
            centres: [person.centre]
        )
        isFromUndatedList = !person.listTellsBirths
    }

    init(_ person: KnownPerson) {
        self.init(
            name: person.name,
            birth: person.birth,
            contacts: person.contacts,
            values: person.values,
            centres: person.centres
        )
    }

    /// Takes in what a second row has told about the same person.
    mutating func absorb(_ other: MatchProfile) {
        for name in other.names where !names.contains(name) { names.append(name) }
        if case .day = birth {} else { birth = other.birth ?? birth }
        phones.formUnion(other.phones)
        emails.formUnion(other.emails)
        postalCode = postalCode ?? other.postalCode
        externalIds.formUnion(other.externalIds)
    }

    /// The blocks a person is put into.
    var ownKeys: [String] { keys(isAsking: false) }

    /// The blocks in which a row looks for the persons it could be.
    ///
    /// Whoever stands in none of them differs in name, or in birth date, and in every contact.
    var askedKeys: [String] { keys(isAsking: true) }

    private func keys(isAsking: Bool) -> [String] {
        var keys: [String] = []
        keys.reserveCapacity(8)
        for phone in phones.sorted() { keys.append("p:" + phone) }
        for email in emails.sorted() { keys.append("e:" + email) }
        for number in externalIds.sorted() { keys.append("x:" + number) }
        for name in names {
            let whole = "n:" + name.parts.joined()
            guard case .day(let date) = birth else {
                keys += isAsking ? [whole] : [whole, whole + "|undated"]
                continue
            }
            // A common name has thousands of bearers: only equal and unknown dates matter.
            keys += isAsking ? [whole + "|undated"] : [whole]
            keys.append("\(whole)|\(date.iso)")
            keys.append("g:\(date.iso)|\(name.given)")
            keys.append("f:\(date.iso)|\(name.family)")
        }
        // Two names of one person may have a block in common; a handful is gone through faster than
        // a set is made.
        var unique: [String] = []
        unique.reserveCapacity(keys.count)
        for key in keys where !unique.contains(key) { unique.append(key) }
        return unique
    }
}

extension MatchProfile {
    /// Whether both have a number or an address that one person carries: no line of a house, no box
    /// of a group.
    func sharesPersonal(with other: MatchProfile) -> Bool {
        phones.contains { other.phones.contains($0) && Self.isMobile($0) }
            || emails.contains { other.emails.contains($0) && !Self.isGroup($0) }
    }

    /// What is not Norwegian is taken for a mobile: nobody has the plans of all countries.
    private static func isMobile(_ number: String) -> Bool {
        guard number.hasPrefix("+47") else { return true }
        let national = number.dropFirst(3)
        return ["4", "9", "58", "59"].contains(where: national.hasPrefix)
    }

    private static func isGroup(_ address: String) -> Bool {
        groups.contains(String(address.prefix { $0 != "@" }))
    }

    private static let groups: Set<String> = [
        "post", "postmottak", "kontakt", "contact", "info", "firmapost", "epost", "mail", "office",
        "kontor", "leder", "styret", "styre", "frivillig", "frivilligsentral", "sentralen",
        "resepsjon", "booking", "familien", "admin",
    ]
}
