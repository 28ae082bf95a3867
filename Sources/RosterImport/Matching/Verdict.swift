/// The outcome of comparing two records.
enum Verdict: Equatable {
    case same
    case different
    /// A person decides; `isStrong` when more than an equal name speaks for it.
    case ask(isStrong: Bool)
}

extension Evidence {
    /// The table of ROSTER: a wrong merge is worse than a question, always.
    ///
    /// Different birth dates are never the same, nor is a shared contact alone; an equal name
    /// alone asks.
    var verdict: Verdict {
        switch birth {
        case .differs: return .different
        case .differsBySlip: return name.isSame && sharesContact ? .ask(isStrong: true) : .different
        case .equal, .yearEqual, .knownOnce, .unknown: break
        }
        if sameExternalId {
            let isFamily = name == .different || name == .similarGiven && birth != .equal
            return isFamily ? .ask(isStrong: true) : .same
        }
        switch name {
        case .equal, .swapped: return sameName
        case .familyDiffers: return otherFamilyName
        case .givenIsPart, .similarFamily: return nearlySameName
        case .similarGiven: return similarGivenName
        case .different: return .different
        }
    }

    private var sameName: Verdict {
        switch birth {
        case .equal:
            let nothingElseFits = contactsDiffer && !sharesContact && postalCodesDiffer
            return nothingElseFits ? .ask(isStrong: true) : .same
        case .yearEqual:
            return sharesContact || samePostalCode ? .same : .ask(isStrong: false)
        case .knownOnce:
            // Father and son may share a name and a line; the one date belongs to either.
            if sharesBothContacts, areAdults { return .same }
            return .ask(isStrong: sharesContact || samePostalCode)
        case .unknown:
            if sharesContact, !contactsDiffer { return .same }
            return .ask(isStrong: sharesContact || samePostalCode)
        case .differs, .differsBySlip: return .different
        }
    }

    /// Another family name after a marriage.
    private var otherFamilyName: Verdict {
        guard birth == .equal else { return sharesContact ? .ask(isStrong: true) : .different }
        if sharesContact { return .same }
        return samePostalCode ? .ask(isStrong: true) : .different
    }

    private var nearlySameName: Verdict {
        guard birth == .equal else { return sharesContact ? .ask(isStrong: true) : .different }
        return sharesContact ? .same : .ask(isStrong: true)
    }

    /// Twins are called Ole and Ola, and share a parent's number.
    private var similarGivenName: Verdict {
        guard birth == .equal else { return sharesContact ? .ask(isStrong: true) : .different }
        if areAdults, sharesBothContacts { return .same }
        return sharesContact || samePostalCode ? .ask(isStrong: true) : .different
    }
}
