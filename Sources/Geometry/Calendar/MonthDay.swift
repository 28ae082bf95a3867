/// A day of the year without its year, such as 15 April; text is `04-15`.
///
/// 29 February is one of them: days are compared by month and day, so a window that begins on 02-29
/// begins on 1 March in a common year, and one that ends on 02-29 ends on 28 February.
package struct MonthDay: Hashable, Sendable, Comparable, LosslessStringConvertible {
    package let month: Int
    package let day: Int

    /// The day, or nil when no year has it.
    package init?(month: Int, day: Int) {
        // 2000 was a leap year: it has every day that any year has.
        guard LocalDate(year: 2000, month: month, day: day) != nil else { return nil }
        (self.month, self.day) = (month, day)
    }

    /// Reads `MM-DD`, five characters exactly.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: "-"),
            let month = decimal(bytes[0..<2]), let day = decimal(bytes[3..<5])
        else { return nil }
        self.init(month: month, day: day)
    }

    init(of date: LocalDate) {
        (month, day) = (date.month, date.day)
    }

    package var description: String { "\(padded(month, to: 2))-\(padded(day, to: 2))" }

    package static func < (one: MonthDay, other: MonthDay) -> Bool {
        // Not by tuples: a season's bans are asked about every day, many times.
        one.month == other.month ? one.day < other.day : one.month < other.month
    }
}
