import Geometry

/// Instants as people write and read them: ISO 8601, Norwegian wall time where no zone is given.
enum TimeText {
    /// Unix milliseconds of `2026-05-01T12:00`, with seconds and zone if wanted, or of plain milliseconds.
    static func milliseconds(_ text: String) -> Int64? {
        if let number = Int64(text) { return number }
        let separators: Set<Character> = ["T", "t", " "]
        let parts = text.split(maxSplits: 1, whereSeparator: { separators.contains($0) })
        guard parts.count == 2, let date = LocalDate(String(parts[0])) else { return nil }
        let zoneStart = parts[1].firstIndex { "Zz+-".contains($0) } ?? parts[1].endIndex
        guard let time = timeOfDay(parts[1][..<zoneStart]) else { return nil }
        let wall = Int64(date.daysSince1970) * 86_400_000 + time
        let zone = parts[1][zoneStart...]
        if zone.isEmpty { return inOslo(wall) }
        return offset(zone).map { wall - $0 }
    }

    /// Norwegian wall time to the minute, `2026-05-01 12:00`.
    static func oslo(_ milliseconds: Int64) -> String {
        let (wall, isOverflowing) = milliseconds.addingReportingOverflow(
            OsloTime.offsetMilliseconds(at: milliseconds)
        )
        guard !isOverflowing else { return "\(milliseconds)" }
        let date = OsloTime.date(at: milliseconds)
        let minutes = (wall - Int64(date.daysSince1970) * 86_400_000) / 60_000
        return "\(date) \(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// A span in its two largest units, `3 d 4 h`; under an hour in minutes.
    static func age(_ milliseconds: Int64) -> String {
        let minutes = max(milliseconds, 0) / 60_000
        let (days, hours) = (minutes / 1440, minutes / 60 % 24)
        if days > 0 { return "\(days) d \(hours) h" }
        return hours > 0 ? "\(hours) h \(minutes % 60) min" : "\(minutes) min"
    }

    /// In the hour that comes twice in October the first one is meant.
    private static func inOslo(_ wall: Int64) -> Int64 {
        let summer = wall - 7_200_000
        if OsloTime.offsetMilliseconds(at: summer) == 7_200_000 { return summer }
        return wall - 3_600_000
    }

    private static func timeOfDay(_ text: Substring) -> Int64? {
        let whole = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let clock = whole.first, whole.count <= 2 else { return nil }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map(number)
        guard (2...3).contains(parts.count), let hour = parts[0], hour < 24, let minute = parts[1],
            minute < 60, let second = parts.count == 3 ? parts[2] : 0, second < 60
        else { return nil }
        guard let thousandths = whole.count == 2 ? fraction(whole[1]) : 0 else { return nil }
        return (hour * 3600 + minute * 60 + second) * 1000 + thousandths
    }

    private static func fraction(_ text: Substring) -> Int64? {
        guard (1...9).contains(text.count), text.allSatisfy({ ("0"..."9").contains($0) }) else {
            return nil
        }
        return Int64((String(text) + "00").prefix(3))
    }

    private static func offset(_ text: Substring) -> Int64? {
        if text == "Z" || text == "z" { return 0 }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.count == 4, let hour = number(digits.prefix(2)), hour <= 18,
            let minute = number(digits.suffix(2)), minute < 60
        else { return nil }
        return (hour * 60 + minute) * 60_000 * (text.hasPrefix("-") ? -1 : 1)
    }

    private static func number(_ text: some StringProtocol) -> Int64? {
        guard text.count == 2, text.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return Int64(String(text))
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
