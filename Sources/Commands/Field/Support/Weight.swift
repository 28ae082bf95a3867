/// Weights as they are typed, in kilograms.
enum Weight {
    /// Whole grams of `42`, `42.5` or `42,5`; throws a usage error for anything else.
    static func grams(_ text: String?) throws -> Int64? {
        guard let text else { return nil }
        let parts = text.split(
            maxSplits: 1,
            omittingEmptySubsequences: false,
            whereSeparator: { ".,".contains($0) }
        )
        let decimals = parts.count == 2 ? String(parts[1]) : "0"
        // Counted in digits, not by a floating-point number, so that no gram is lost.
        guard (1...3).contains(decimals.count), let whole = digits(String(parts[0])),
            whole <= 1_000_000, let rest = digits(decimals + "00", first: 3)
        else { throw UsageError("--kg takes kilograms such as 42 or 42.5.") }
        return whole * 1000 + rest
    }

    private static func digits(_ text: String, first count: Int = 9) -> Int64? {
        guard !text.isEmpty, text.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return Int64(text.prefix(count))
    }
}
