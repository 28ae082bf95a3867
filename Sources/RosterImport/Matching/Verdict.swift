/// The outcome of comparing two records.
enum Verdict: Equatable {
    case same
    case different
    /// A person decides; `isStrong` when more than an equal name speaks for it.
    case ask(isStrong: Bool)
}

extension Evidence {
    /// A wrong merge is worse than a question, always.
    ///
    /// Different birth dates are never the same, nor is a shared contact alone; an equal name
    /// alone asks.
    var verdict: Verdict {
        switch birth {
        case .differs:
            // Father and son, or a slip in a date: two persons under one number ask.
            return sameExternalId && name.hasSameGiven ? .ask(isStrong: true) : .different
        case .differsBySlip:
            let isNear = name.isSame && sharesContact || name.hasSameGiven && sameExternalId
            return isNear ? .ask(isStrong: true) : .different
        case .equal, .yearEqual, .knownOnce, .unknown: break
        }
        if sameExternalId { return sameNumber }
        switch name {
        case .equal, .swapped: return sameName
        case .familyDiffers: return otherFamilyName
        case .givenIsPart, .similarFamily: return nearlySameName
        case .similarGiven, .similarShort: return similarGivenName
        case .different: return .different
        }
    }

    /// A number is the person's own, unless the names say that a family has one.
    private var sameNumber: Verdict {
        switch name {
        case .different, .similarShort: .ask(isStrong: true)
        case .similarGiven: birth == .equal ? .same : .ask(isStrong: true)
        case .equal, .swapped, .familyDiffers, .givenIsPart, .similarFamily: .same
        }
    }

    private var sameName: Verdict {
        switch birth {
        case .equal:
            let against = [phonesDiffer, emailsDiffer, postalCodesDiffer].count { $0 }
            let isFar = against > 1 && !sharesContact && !samePostalCode
            return isFar ? .ask(isStrong: true) : .same
        case .yearEqual:
            if sharesPersonal { return .same }
            return .ask(isStrong: sharesContact || samePostalCode)
        case .knownOnce:
            // Father and son may share a name and every line; the one date belongs to either, where
            // the list could have given the other. A list without dates cannot.
            if isFromUndatedList, sharesBothContacts, sharesPersonal, areAdults { return .same }
            return .ask(isStrong: sharesContact || samePostalCode)
        case .unknown:
            let isElsewhere = postalCodesDiffer && !sharesBothContacts
            if sharesPersonal, !contactsDiffer, !isElsewhere { return .same }
            return .ask(isStrong: sharesContact || samePostalCode)
        case .differs, .differsBySlip: return .different
        }
    }

    /// Another family name after a marriage.
    private var otherFamilyName: Verdict {
        guard birth == .equal else { return sharesContact ? .ask(isStrong: true) : .different }
        if sharesPersonal { return .same }
        return sharesContact || samePostalCode ? .ask(isStrong: true) : .different
    }

    /// Twins may be called Marie and Anne Marie.
    private var nearlySameName: Verdict {
        guard birth == .equal else { return sharesContact ? .ask(isStrong: true) : .different }
        if name == .similarFamily { return sharesContact ? .same : .ask(isStrong: true) }
        // Anne and Anne Lise are one; no parents call two of a day so.
        let isSafe = areAdults && sharesPersonal && !contactsDiffer && beginAlike
        return isSafe ? .same : .ask(isStrong: true)
    }

    /// Whether somebody else who could be the row's person makes the answer `same` doubtful.
    ///
    /// Of twins, whoever has the very name of the row is she, and the other one no rival; nor is a
    /// namesake who shares no number and no address, where she has the row's own.
    func isDoubted(by other: Evidence) -> Bool {
        if !other.sharesContact, !isDoubtedByNamesake { return false }
        guard name.isSame, birth == .equal, other.birth == .equal else { return true }
        switch other.name {
        case .similarGiven, .similarShort, .givenIsPart: return false
        case .equal, .swapped, .familyDiffers, .similarFamily, .different: return true
        }
    }

    /// Whether a namesake who shares no number and no address makes the answer `same` doubtful.
    var isDoubtedByNamesake: Bool { !(name.isSame && birth == .equal && sharesPersonal) }

    /// Twins are called Marie and Maria, and share a number, also when they are grown; nobody is
    /// called Mkrie.
    private var similarGivenName: Verdict {
        guard birth == .equal else { return sharesContact ? .ask(isStrong: true) : .different }
        if name == .similarGiven, areAdults, sharesBothContacts, oneIsNoName { return .same }
        return sharesContact || samePostalCode ? .ask(isStrong: true) : .different
    }
}
