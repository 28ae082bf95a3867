/// All the windows of one restriction: the place is closed on a day that any of them holds.
///
///     let nesting = AccessWindows("04-15/07-31")
///     nesting?.contains(LocalDate("2026-07-31"))         // true
///     nesting?.nextAllowedDate(after: date)              // 2026-08-01
///
/// No window at all means never closed; a place that is always closed says so with `allYear`.
package struct AccessWindows: Hashable, Sendable {
    /// More than any regulation has.
    package static let maximumWindows = 24

    package let windows: [AccessWindow]

    package init(_ windows: [AccessWindow]) {
        self.windows = windows
    }

    /// Closed on every day of the year.
    package static let allYear = AccessWindows(
        ["01-01/12-31"].compactMap(AccessWindow.init(_:))
    )

    /// Reads windows with commas between them, `04-01/05-31,08-15/09-30`, or the words `all-year`;
    /// nil for anything else, nothing at all included.
    package init?(_ text: String) {
        if text == "all-year" {
            self = .allYear
            return
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let windows = parts.compactMap { part in
            AccessWindow(String(part.drop { $0 == " " }))
        }
        guard windows.count == parts.count, windows.count <= AccessWindows.maximumWindows else {
            return nil
        }
        self.init(windows)
    }

    /// Whether the place is closed on this day of the year.
    package func contains(month: Int, day: Int) -> Bool {
        windows.contains { $0.contains(month: month, day: day) }
    }

    /// Whether the place is closed on this date.
    package func contains(_ date: LocalDate) -> Bool {
        let day = MonthDay(of: date)
        for window in windows where window.contains(day) { return true }
        return false
    }

    /// The first open date later than the one given; nil when the place is closed all year.
    package func nextAllowedDate(after date: LocalDate) -> LocalDate? {
        // Open on 29 February alone is the worst case: 1896 to 1904 is eight years.
        for days in 1...(8 * 366) {
            let candidate = date.adding(days: days)
            if !contains(candidate) { return candidate }
        }
        return nil
    }
}

extension AccessWindows: CustomStringConvertible {
    /// The text that `init(_:)` reads.
    package var description: String { windows.map(\.description).joined(separator: ",") }
}
