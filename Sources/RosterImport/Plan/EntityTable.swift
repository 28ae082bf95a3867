/// What is kept at hand of everybody met so far: enough to tell most of those apart whom a common
/// block brings together, without reading their rows again.
///
/// About thirty bytes a person; the rest is read from the file or the store when it matters.
struct EntityTable {
    /// What can be said of a row and a person by what is kept.
    enum Glance: Equatable {
        case different
        /// Namesakes of whom nothing else is known to be the same, but for what the codes say.
        case namesake(isStrong: Bool, codes: [String])
        /// Their records have to be compared.
        case unclear
    }

    struct Traits: OptionSet {
        let rawValue: UInt8
        /// "Anne Grete": a part of it may be the whole name of another record.
        static let severalGivenNames = Traits(rawValue: 1)
        /// Several rows or centres have told of the person; a glance at the first is not enough.
        static let wasMerged = Traits(rawValue: 2)
        static let isPending = Traits(rawValue: 4)
        static let hasPhone = Traits(rawValue: 8)
        static let hasEmail = Traits(rawValue: 16)
        /// She belongs to centres out of view alone.
        static let isElsewhere = Traits(rawValue: 32)
        /// The store says that she has left.
        static let hasLeft = Traits(rawValue: 64)
    }

    /// Keys of given and family name, a zero byte between them.
    private var names: [UInt8] = []
    private var nameEnds: [UInt32] = []
    private var births: [Int32] = []
    private var postalCodes: [UInt32] = []
    private var traits: [Traits] = []

    var count: Int { nameEnds.count }

    init(expecting count: Int) {
        names.reserveCapacity(count * 18)
        nameEnds.reserveCapacity(count)
        births.reserveCapacity(count)
        postalCodes.reserveCapacity(count)
        traits.reserveCapacity(count)
    }

    subscript(_ person: Int) -> Traits {
        get { traits[person] }
        set { traits[person] = newValue }
    }

    mutating func append(_ profile: MatchProfile, _ own: Traits = []) {
        let name = profile.names[0]
        names += name.given.utf8
        names.append(0)
        names += name.family.utf8
        nameEnds.append(UInt32(truncatingIfNeeded: names.count))
        births.append(Self.birth(profile.birth))
        postalCodes.append(Self.postalCode(profile.postalCode))
        var traits = own
        if profile.names.count > 1 || !profile.otherBirths.isEmpty { traits.insert(.wasMerged) }
        if name.parts.count > 2 { traits.insert(.severalGivenNames) }
        if !profile.phones.isEmpty { traits.insert(.hasPhone) }
        if !profile.emails.isEmpty { traits.insert(.hasEmail) }
        self.traits.append(traits)
    }

    /// Compares a row with a person with whom it shares no contact and no number of a centre;
    /// `sharesName` where they share the block of a whole name.
    func glance(_ profile: MatchProfile, at person: Int, sharesName: Bool) -> Glance {
        guard profile.names.count == 1, !traits[person].contains(.wasMerged) else {
            return .unclear
        }
        let name = profile.names[0]
        let birth = Self.birth(profile.birth)
        let other = births[person]
        // A year alone is compared with a margin.
        guard birth >= 0, other >= 0 else { return .unclear }
        let (isGiven, isFamily) = (hasGiven(name.given, person), hasFamily(name.family, person))
        let isSamePlace =
            postalCodes[person] != 0
            && postalCodes[person] == Self.postalCode(profile.postalCode)
        if birth == 0 || other == 0 {
            guard isGiven, isFamily else { return .unclear }
            var codes = ["name_equal", "birth_unknown"]
            if contactsDiffer(profile, person) { codes.append("contact_differs") }
            if isSamePlace { codes.append("postal_code_equal") }
            return .namesake(isStrong: isSamePlace, codes: codes)
        }
        guard birth == other, isGiven != isFamily, !isSamePlace, !sharesName, !name.given.isEmpty,
            !name.family.isEmpty, !givenRange(person).isEmpty, !familyRange(person).isEmpty
        else { return .unclear }
        if isGiven {
            return isNear(name.family.utf8, familyRange(person)) ? .unclear : .different
        }
        guard name.parts.count <= 2, !traits[person].contains(.severalGivenNames) else {
            return .unclear
        }
        return isNear(name.given.utf8, givenRange(person)) ? .unclear : .different
    }

    private func contactsDiffer(_ profile: MatchProfile, _ person: Int) -> Bool {
        !profile.phones.isEmpty && traits[person].contains(.hasPhone)
            || !profile.emails.isEmpty && traits[person].contains(.hasEmail)
    }

    private func range(_ person: Int) -> Range<Int> {
        (person == 0 ? 0 : Int(nameEnds[person - 1]))..<Int(nameEnds[person])
    }

    private func givenRange(_ person: Int) -> Range<Int> {
        let whole = range(person)
        return whole.lowerBound..<(names[whole].firstIndex(of: 0) ?? whole.upperBound)
    }

    private func familyRange(_ person: Int) -> Range<Int> {
        min(givenRange(person).upperBound + 1, range(person).upperBound)..<range(person).upperBound
    }

    private func hasGiven(_ key: String, _ person: Int) -> Bool {
        names[givenRange(person)].elementsEqual(key.utf8)
    }

    private func hasFamily(_ key: String, _ person: Int) -> Bool {
        names[familyRange(person)].elementsEqual(key.utf8)
    }

    /// Whether two names could be one slip apart: what stands between a common beginning and a
    /// common end is short.
    private func isNear(_ one: String.UTF8View, _ range: Range<Int>) -> Bool {
        let other = names[range]
        guard abs(one.count - other.count) <= 8 else { return false }
        let head = zip(one, other).prefix { $0 == $1 }.count
        let tail = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count
        // One letter is other, or two neighbours are exchanged; ø is two letters here, a double one
        // is one, and what is not of the west takes up to four bytes a letter.
        let isPlain = one.allSatisfy { $0 < 0x80 } && other.allSatisfy { $0 < 0x80 }
        return max(one.count, other.count) - head - tail <= (isPlain ? 4 : 16)
    }

    /// 0 where it is not known, below 0 for a year alone.
    private static func birth(_ birth: DateReader.Value?) -> Int32 {
        switch birth {
        case .day(let date): Int32(date.year * 10_000 + date.month * 100 + date.day)
        case .year(let year, _): Int32(-year)
        case nil: 0
        }
    }

    private static func postalCode(_ code: String?) -> UInt32 {
        guard let code else { return 0 }
        var fingerprint = Fingerprint()
        fingerprint.add(code)
        return max(1, UInt32(truncatingIfNeeded: fingerprint.number))
    }
}
