/// What speaks for and against two records being one person.
struct Evidence: Equatable {
    enum Name: Equatable {
        case equal, swapped, familyDiffers, givenIsPart, similarFamily, similarGiven
        /// Ole and Ola: too short for one letter to be a slip, too near to be passed over.
        case similarShort
        case different

        /// The same words, whatever their order.
        var isSame: Bool { self == .equal || self == .swapped }
        /// The same given name at least.
        var hasSameGiven: Bool { isSame || self == .familyDiffers || self == .similarFamily }
    }

    enum Birth: Equatable {
        case equal, yearEqual, differs
        /// Two dates that one slip of the finger would make equal.
        case differsBySlip
        /// One side has a date, the other none.
        case knownOnce, unknown
    }

    var name: Name
    var birth: Birth
    var sharesPhone: Bool
    var sharesEmail: Bool
    /// What they share is one person's own and no line of a house or box of a group.
    var sharesPersonal: Bool
    /// Both have phones, and none in common.
    var phonesDiffer: Bool
    /// Both have e-mail addresses, and none in common.
    var emailsDiffer: Bool
    var samePostalCode: Bool
    var postalCodesDiffer: Bool
    var sameExternalId: Bool
    /// Neither is known to be under eighteen; a child's contacts are often a parent's.
    var areAdults: Bool
    /// One of them stands in a list that gives nobody's birth date.
    var isFromUndatedList: Bool
    /// The first of their given names are equal.
    var beginAlike: Bool
    /// One of their given names is a common one, and the other is not.
    var oneIsNoName: Bool

    var contactsDiffer: Bool { phonesDiffer || emailsDiffer }
    var sharesContact: Bool { sharesPhone || sharesEmail }
    var sharesBothContacts: Bool { sharesPhone && sharesEmail }

    init(_ a: MatchProfile, _ b: MatchProfile, today: CalendarDate) {
        name = Self.bestName(a.names, b.names)
        birth = Self.birth(a, b)
        sharesPhone = !a.phones.isDisjoint(with: b.phones)
        sharesEmail = !a.emails.isDisjoint(with: b.emails)
        sharesPersonal = (sharesPhone || sharesEmail) && a.sharesPersonal(with: b)
        phonesDiffer = !a.phones.isEmpty && !b.phones.isEmpty && !sharesPhone
        emailsDiffer = !a.emails.isEmpty && !b.emails.isEmpty && !sharesEmail
        samePostalCode = a.postalCode != nil && a.postalCode == b.postalCode
        postalCodesDiffer = a.postalCode != nil && b.postalCode != nil && !samePostalCode
        sameExternalId = !a.externalIds.isDisjoint(with: b.externalIds)
        beginAlike = a.names.contains { one in b.names.contains { one.first == $0.first } }
        oneIsNoName =
            name == .similarGiven
            && a.names.contains { $0.isCommon } != b.names.contains { $0.isCommon }
        isFromUndatedList = a.isFromUndatedList || b.isFromUndatedList
        areAdults = ![a.birth, b.birth].contains { birth in
            switch birth {
            case .day(let date): date.age(on: today) < 18
            case .year(let year, _): today.year - year <= 18
            case nil: false
            }
        }
    }

    /// The codes shown in a plan, in a fixed order.
    var codes: [String] {
        var codes: [String] = []
        switch name {
        case .equal: codes.append("name_equal")
        case .swapped: codes.append("name_swapped")
        case .familyDiffers: codes.append("family_name_differs")
        case .givenIsPart: codes.append("given_name_part")
        case .similarFamily: codes.append("family_name_similar")
        case .similarGiven, .similarShort: codes.append("given_name_similar")
        case .different: codes.append("name_differs")
        }
        switch birth {
        case .equal: codes.append("birth_date_equal")
        case .yearEqual: codes.append("birth_year_equal")
        case .differs, .differsBySlip: codes.append("birth_differs")
        case .knownOnce, .unknown: codes.append("birth_unknown")
        }
        if sharesPhone { codes.append("phone_equal") }
        if sharesEmail { codes.append("email_equal") }
        if contactsDiffer { codes.append("contact_differs") }
        if samePostalCode { codes.append("postal_code_equal") }
        if sameExternalId { codes.append("external_id_equal") }
        return codes
    }

    private static func bestName(
        _ a: [MatchProfile.NameKeys],
        _ b: [MatchProfile.NameKeys]
    ) -> Name {
        var best = Name.different
        for one in a {
            for other in b {
                let name = NameComparison.compare(one, other)
                if name == .equal { return .equal }
                if best == .different || name.isSame { best = name }
            }
        }
        return best
    }

    /// Where centres do not agree on somebody's birth date, one that is equal is as good as its year.
    private static func birth(_ a: MatchProfile, _ b: MatchProfile) -> Birth {
        let first = birth(a.birth, b.birth)
        guard !(a.otherBirths.isEmpty && b.otherBirths.isEmpty) else { return first }
        let all = ([a.birth] + a.otherBirths).flatMap { one in
            ([b.birth] + b.otherBirths).map { birth(one, $0) }
        }
        if all.contains(.equal) || all.contains(.yearEqual) { return .yearEqual }
        return all.contains(.differsBySlip) ? .differsBySlip : first
    }

    private static func birth(_ a: DateReader.Value?, _ b: DateReader.Value?) -> Birth {
        guard let a, let b else { return a == nil && b == nil ? .unknown : .knownOnce }
        if case .day(let first) = a, case .day(let second) = b {
            if first == second { return .equal }
            return isSlip(first, second) ? .differsBySlip : .differs
        }
        let distance = abs(a.birthYear - b.birthYear)
        let margin = a.isEstimated || b.isEstimated ? 1 : 0
        return distance <= margin ? .yearEqual : .differs
    }

    /// Day and month exchanged, or one of day, month and year different.
    private static func isSlip(_ a: CalendarDate, _ b: CalendarDate) -> Bool {
        if a.year == b.year, a.day == b.month, a.month == b.day { return true }
        let equal = [a.year == b.year, a.month == b.month, a.day == b.day].count { $0 }
        return equal == 2 && abs(a.year - b.year) <= 10
    }
}

extension DateReader.Value {
    var birthYear: Int {
        switch self {
        case .day(let date): date.year
        case .year(let year, _): year
        }
    }

    var isEstimated: Bool {
        if case .year(_, isEstimated: true) = self { true } else { false }
    }
}
