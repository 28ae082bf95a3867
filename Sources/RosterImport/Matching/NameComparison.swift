/// How two names relate, by their keys.
enum NameComparison {
    static func compare(_ a: MatchProfile.NameKeys, _ b: MatchProfile.NameKeys) -> Evidence.Name {
        if a.given == b.given, a.family == b.family { return .equal }
        if a.parts == b.parts { return .swapped }
        if a.given == b.given, !a.given.isEmpty {
            return isOneSlip(a.family, b.family) ? .similarFamily : .familyDiffers
        }
        guard a.family == b.family, !a.family.isEmpty else { return .different }
        if isPart(a.parts, of: b.parts) || isPart(b.parts, of: a.parts) { return .givenIsPart }
        return isOneSlip(a.given, b.given) ? .similarGiven : .different
    }

    /// One letter more, less, other, or two neighbours exchanged; short names are never similar.
    static func isOneSlip(_ a: String, _ b: String) -> Bool {
        let one = Array(a.unicodeScalars)
        let other = Array(b.unicodeScalars)
        guard min(one.count, other.count) >= 4, abs(one.count - other.count) <= 1 else {
            return false
        }
        let head = zip(one, other).prefix { $0 == $1 }.count
        let restOne = one.dropFirst(head)
        let restOther = other.dropFirst(head)
        if restOne.dropFirst().elementsEqual(restOther.dropFirst()) { return true }
        if restOne.dropFirst().elementsEqual(restOther) { return true }
        if restOne.elementsEqual(restOther.dropFirst()) { return true }
        guard restOne.count >= 2, restOther.count >= 2 else { return false }
        return restOne.prefix(2).elementsEqual(restOther.prefix(2).reversed())
            && restOne.dropFirst(2).elementsEqual(restOther.dropFirst(2))
    }

    /// "Anne Moen" is a part of "Anne Grete Moen".
    private static func isPart(_ few: [String], of many: [String]) -> Bool {
        few.count < many.count && few.allSatisfy(many.contains)
    }
}
