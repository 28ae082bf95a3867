/// A part of every year in which a place is closed, both days included: `04-15/07-31`.
///
/// A window whose last day comes before its first runs over New Year: `11-01/02-28` closes from
/// November to the end of February (29 February stays open; write `02-29` to close it too).
package struct AccessWindow: Hashable, Sendable, LosslessStringConvertible {
    package let first: MonthDay
    package let last: MonthDay

    package init(first: MonthDay, last: MonthDay) {
        self.first = first
        self.last = last
    }

    /// Reads `MM-DD/MM-DD`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let first = MonthDay(parts[0]), let last = MonthDay(parts[1]) else {
            return nil
        }
        self.init(first: first, last: last)
    }

    package var description: String { "\(first)/\(last)" }

    /// Whether the place is closed on this day of the year.
    package func contains(month: Int, day: Int) -> Bool {
        guard let day = MonthDay(month: month, day: day) else { return false }
        return contains(day)
    }

    func contains(_ day: MonthDay) -> Bool {
        first <= last ? first <= day && day <= last : first <= day || day <= last
    }
}
