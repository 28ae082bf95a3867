/// A day and a time of day as spreadsheets count them: days, and parts of one behind the point.
///
/// The system of 1900 has a 29 February 1900 that never was: day 60. Days before it are one off
/// against the days after it. See https://learn.microsoft.com/en-us/office/troubleshoot/excel/wrongly-assumes-1900-is-leap-year
struct SerialDate: Equatable {
    private let days: Int
    private let seconds: Int
    private let countsFrom1904: Bool

    /// Nil for a number that is no day of the years 1900 to 9999.
    init?(_ value: Double, countsFrom1904: Bool) {
        guard value >= 0, value < 2_958_466 else { return nil }
        let whole = value.rounded(.down)
        let inDay = Int(((value - whole) * 86_400).rounded())
        days = Int(whole) + inDay / 86_400
        seconds = inDay % 86_400
        self.countsFrom1904 = countsFrom1904
    }

    /// `1984-05-03`, `1984-05-03 13:45:00`, or `13:45:00` where there is no day.
    var text: String {
        // Day 0 is no day of either system but in 1904's, whose first day it is.
        if days == 0, seconds > 0 || !countsFrom1904 { return time }
        return seconds == 0 ? day : "\(day) \(time)"
    }

    private var day: String {
        if !countsFrom1904, days == 60 { return "1900-02-29" }
        return Self.date(days, countsFrom1904: countsFrom1904)?.iso ?? String(days)
    }

    private var time: String { Self.clock(seconds) }

    private static func clock(_ seconds: Int) -> String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// `255:10:10` of ten days and a half; nil for a number that is no such time.
    static func elapsed(_ value: Double) -> String? {
        guard value >= 0, value < 2_958_466 else { return nil }
        return clock(Int((value * 86_400).rounded()))
    }

    /// The day of a number; nil for the 29 February that never was.
    static func date(_ days: Int, countsFrom1904: Bool) -> CalendarDate? {
        let march1900 = 693_960
        if countsFrom1904 { return CalendarDate(daysSinceMarch0: march1900 + 1401 + days) }
        guard days != 60 else { return nil }
        return CalendarDate(daysSinceMarch0: march1900 + days - (days < 60 ? 60 : 61))
    }
}
