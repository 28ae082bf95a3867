/// Norwegian wall time by the European summer-time rule, without a time-zone file.
///
/// UTC+2 from 01:00 UTC on the last Sunday of March until 01:00 UTC on the last Sunday of October,
/// else UTC+1 (directive 2000/84/EC, articles 2 and 3; Norway follows it). Right for 1996 and
/// later; before that summer time ended in September, so dates around those weeks may be an hour
/// out.
package enum OsloTime {
    private static let day = 86_400_000
    private static let hour = 3_600_000

    /// The date in Norway at an instant given in milliseconds since 1970 UTC.
    package static func date(at utcMilliseconds: Int64) -> LocalDate {
        let instant = Int(utcMilliseconds)
        // Split before adding, so that the ends of Int64 do not overflow.
        let (days, rest) = floorDivided(instant)
        let shifted = rest + offsetMilliseconds(days: days, rest: rest)
        return LocalDate(daysSince1970: days + (shifted >= day ? 1 : 0))
    }

    /// Milliseconds that Norwegian wall time is ahead of UTC at an instant: one hour or two.
    package static func offsetMilliseconds(at utcMilliseconds: Int64) -> Int64 {
        let (days, rest) = floorDivided(Int(utcMilliseconds))
        return Int64(offsetMilliseconds(days: days, rest: rest))
    }

    /// The instant at which a date begins in Norway, in milliseconds since 1970 UTC.
    ///
    /// For years 1…9999. Clocks change at 02:00 and 03:00 wall time, so midnight exists once every
    /// day.
    package static func start(of date: LocalDate) -> Int64 {
        let midnight = Int64(date.daysSince1970 * day)
        let winter = midnight - Int64(hour)
        // An hour before midnight UTC is on the same side of a change at 01:00 UTC as Norwegian
        // midnight.
        return midnight - offsetMilliseconds(at: winter)
    }

    private static func floorDivided(_ instant: Int) -> (days: Int, rest: Int) {
        let (quotient, remainder) = instant.quotientAndRemainder(dividingBy: day)
        return remainder < 0 ? (quotient - 1, remainder + day) : (quotient, remainder)
    }

    private static func offsetMilliseconds(days: Int, rest: Int) -> Int {
        let year = LocalDate(daysSince1970: days).year
        let begins = lastSunday(ofMonth: 3, in: year)
        let ends = lastSunday(ofMonth: 10, in: year)
        let isSummer = (begins, hour) <= (days, rest) && (days, rest) < (ends, hour)
        return isSummer ? 2 * hour : hour
    }

    /// Day number of the last Sunday of March or October; both have 31 days.
    private static func lastSunday(ofMonth month: Int, in year: Int) -> Int {
        let last = LocalDate(unchecked: year, month, 31).daysSince1970
        return last - (LocalDate(daysSince1970: last).weekday + 1) % 7
    }
}
