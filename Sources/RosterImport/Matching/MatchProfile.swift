/// What two persons are compared by, computed once for each.
struct MatchProfile: Sendable {
    /// A person may be known by several names, as before and after a marriage.
    var names: [NameKeys]
    var birth: DateReader.Value?
    /// What other centres in view have for her birth date, where they do not agree.
    var otherBirths: [DateReader.Value] = []
    var phones: Set<String>
    var emails: Set<String>
    var postalCode: String?
    /// Centre and number together, since numbers are a centre's own.
    var externalIds: Set<String>
    /// The person stands in a list that has no birth dates at all.
    var isFromUndatedList = false

    struct NameKeys: Equatable, Sendable {
        let given: String
        let family: String
        /// The parts of the whole name in the order of the alphabet.
        let parts: [String]
        private let name: PersonName

        /// The key of the first given name.
        var first: String {
            NameKey.of(String(name.given.prefix { !$0.isWhitespace && $0 != "-" }))
        }

        /// Every given name is a common one.
        var isCommon: Bool {
            name.given.split { $0.isWhitespace || $0 == "-" }
                .allSatisfy { CommonNames.holds(NameKey.of(String($0))) }
        }

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
        externalIds: Set<String>
    ) {
        names = [NameKeys(name)]
        self.birth = birth
        phones = []
        emails = []
        for contact in contacts {
            if contact.kind == .email {
                if emails.count < Self.mostContacts { emails.insert(contact.value) }
            } else if phones.count < Self.mostContacts {
                phones.insert(contact.value)
            }
        }
        postalCode = values[.postalCode]
        self.externalIds = externalIds
    }

    /// A centre's own number of a person.
    private static func numbered(_ centre: String, _ values: [RosterField: String]) -> String? {
        values[.externalId].map { "\(centre)|\($0)" }
    }

    init(_ person: RosterPerson) {
        self.init(
            name: person.name,
            birth: person.birth,
            contacts: person.contacts,
            values: person.values,
            externalIds: Set([Self.numbered(person.centre, person.values)].compactMap { $0 })
        )
        isFromUndatedList = !person.listTellsBirths
    }

    init(_ person: KnownPerson) {
        self.init(
            name: person.name,
            birth: person.birth,
            contacts: person.contacts,
            values: person.values,
            // What one centre numbers 17 is nobody at another that numbers her 99.
            externalIds: Set(
                person.holdings.compactMap { centre, held in Self.numbered(centre, held.values) }
            )
        )
        guard person.held.count > 1 else { return }
        for (_, held) in person.held.sorted(by: { $0.key < $1.key }) {
            if let name = held.name.map({ NameKeys($0) }), names.count < Self.mostNames,
                !names.contains(name), !name.parts.isEmpty
            {
                names.append(name)
            }
            if let other = held.birth, birth == nil { birth = other }
            if let other = held.birth, other != birth, !otherBirths.contains(other) {
                otherBirths.append(other)
            }
        }
    }

    /// Nobody has more; a list of thousands of rows for one person is no list of people.
    private static let mostNames = 8
    private static let mostContacts = 32

    /// Takes in what a second row has told about the same person.
    mutating func absorb(_ other: MatchProfile) {
        for name in other.names where names.count < Self.mostNames && !names.contains(name) {
            names.append(name)
        }
        if case .day = birth {} else { birth = other.birth ?? birth }
        if phones.count < Self.mostContacts { phones.formUnion(other.phones) }
        if emails.count < Self.mostContacts { emails.formUnion(other.emails) }
        postalCode = postalCode ?? other.postalCode
        externalIds.formUnion(other.externalIds)
    }

    /// The blocks a person is put into.
    var ownBlocks: [MatchBlock] { blocks(isAsking: false) }

    /// The blocks in which a row looks for the persons it could be.
    ///
    /// Whoever stands in none of them differs in name, or in birth date, and in every contact.
    var askedBlocks: [MatchBlock] { blocks(isAsking: true) }

    private func blocks(isAsking: Bool) -> [MatchBlock] {
        var blocks: [MatchBlock] = []
        blocks.reserveCapacity(8)
        // Two names of one person may have a block in common; a handful is gone through faster than
        // a set is made.
        func put(_ kind: MatchBlock.Kind, _ parts: [String], _ more: String = "") {
            let block = MatchBlock(kind, parts, more)
            if !blocks.contains(block) { blocks.append(block) }
        }
        for phone in Self.sorted(phones) { put(.phone, [phone]) }
        for email in Self.sorted(emails) { put(.email, [email]) }
        for number in Self.sorted(externalIds) { put(.externalId, [number]) }
        let births: [DateReader.Value?] = [birth] + otherBirths
        for (name, birth) in names.flatMap({ name in births.map { (name, $0) } }) {
            guard case .day(let date) = birth else {
                put(.name, name.parts)
                if !isAsking { put(.name, name.parts, "|undated") }
                continue
            }
            let day = "|" + date.iso
            // A common name has thousands of bearers: only equal and unknown dates matter.
            if isAsking { put(.name, name.parts, "|undated") } else { put(.name, name.parts) }
            put(.name, name.parts, day)
            put(.given, [name.given], day)
            put(.family, [name.family], day)
        }
        return blocks
    }

    private static func sorted(_ texts: Set<String>) -> [String] {
        texts.count < 2 ? Array(texts) : texts.sorted()
    }
}

/// A block of persons that may be one, by the fingerprint of what they have in common.
struct MatchBlock: Hashable {
    enum Kind: UInt8 {
        case phone = 0x70
        case email = 0x65
        case externalId = 0x78
        case name = 0x6E
        case given = 0x67
        case family = 0x66
    }

    let number: UInt64
    let kind: Kind

    init(_ kind: Kind, _ parts: [String], _ more: String) {
        self.kind = kind
        var fingerprint = Fingerprint()
        fingerprint.add(CollectionOfOne(kind.rawValue))
        for part in parts { fingerprint.add(part: part) }
        fingerprint.add(more)
        number = fingerprint.number
    }

    /// A number or an address.
    var isContact: Bool { kind == .phone || kind == .email }
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
