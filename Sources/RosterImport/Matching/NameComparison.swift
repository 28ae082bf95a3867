/// How two names relate, by their keys.
enum NameComparison {
    static func compare(_ a: MatchProfile.NameKeys, _ b: MatchProfile.NameKeys) -> Evidence.Name {
        if a.given == b.given, a.family == b.family { return .equal }
        if a.parts == b.parts { return .swapped }
        if a.given == b.given, !a.given.isEmpty {
            let isSlip =
                isOneSlip(a.family, b.family) || isOneSlip(a.spelled.family, b.spelled.family)
            return isSlip ? .similarFamily : .familyDiffers
        }
        guard a.family == b.family, !a.family.isEmpty else { return .different }
        // A family name alone is as much the sister's as the brother's.
        guard !a.given.isEmpty, !b.given.isEmpty else { return .similarShort }
        if isPart(a.parts, of: b.parts) || isPart(b.parts, of: a.parts) { return .givenIsPart }
        // A slip within a double letter is two for the key.
        guard
            isOneSlip(a.given, b.given, from: 2)
                || isOneSlip(a.spelled.given, b.spelled.given, from: 2)
        else { return .different }
        return min(a.given.count, b.given.count) < 4 ? .similarShort : .similarGiven
    }

    /// One letter more, less, other, or two neighbours exchanged, in names of so many letters.
    static func isOneSlip(_ a: String, _ b: String, from least: Int = 4) -> Bool {
        isOneEdit(a, b, least) || isOneEdit(plain(a), plain(b), least)
    }

    /// A slip beside ø is one letter for the hand and two for the key.
    private static func plain(_ key: String) -> String {
        key.replacing("oe", with: "o").replacing("ae", with: "a")
    }

    private static func isOneEdit(_ a: String, _ b: String, _ least: Int) -> Bool {
        let one = Array(a.unicodeScalars)
        let other = Array(b.unicodeScalars)
        guard min(one.count, other.count) >= least, abs(one.count - other.count) <= 1 else {
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
