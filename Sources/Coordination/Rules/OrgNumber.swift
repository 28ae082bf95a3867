/// Norwegian organisation numbers: nine digits, the last a modulus-11 check (Brønnøysundregistrene).
package enum OrgNumber {
    /// Whether the text is nine digits whose check agrees.
    package static func isValid(_ text: String) -> Bool {
        let digits = text.utf8.map { Int($0) - 48 }
        guard digits.count == 9, digits.allSatisfy({ (0...9).contains($0) }) else { return false }
        let weights = [3, 2, 7, 6, 5, 4, 3, 2]
        let rest = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
        return (rest == 0 ? 0 : 11 - rest) == digits[8]
    }
}
