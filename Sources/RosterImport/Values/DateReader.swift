/// Reads dates as Norwegian lists write them; never guesses a century or a day order.
package struct DateReader: Sendable {
    /// Which number stands first in `1/2/2000`.
    package enum Order: String, Sendable, Codable { case dayFirst, monthFirst }

    /// The day the file is read; no date may lie after it.
    package var today: CalendarDate
    package var order: Order
    /// The workbook counted days from 1904, as Excel for Mac once did.
    package var countsFrom1904: Bool

    package init(today: CalendarDate, order: Order = .dayFirst, countsFrom1904: Bool = false) {
        self.today = today
        self.order = order
        self.countsFrom1904 = countsFrom1904
    }

    /// A day, or a year alone when that is all the file says.
    package enum Value: Sendable, Equatable {
        case day(CalendarDate)
        /// `isEstimated` when the year was counted from an age.
        case year(Int, isEstimated: Bool)
    }

    /// American order, when a second number above twelve proves it for the whole column.
    package static func order(of column: some Sequence<String>) -> Order {
        var provesMonthFirst = false
        for cell in column {
            let text = cell.cleaned
            guard text.contains("/") || text.contains("-") else { continue }
            let parts = text.split { "/- ".contains($0) }.map { Int($0) ?? 0 }
            guard parts.count >= 3, parts[0] <= 31 else { continue }
            if parts[0] > 12 { return .dayFirst }
            if (13...31).contains(parts[1]) { provesMonthFirst = true }
        }
        return provesMonthFirst ? .monthFirst : .dayFirst
    }

    package func read(_ cell: String) -> ValueReading<Value> {
        if let date = plain(cell) { return ValueReading(cell, value: .day(date)) }
        var text = cell.cleaned
        if text.hasPrefix("'") { text = String(text.dropFirst()) }
        text = Self.withoutTime(text)
        guard !text.isEmpty else { return ValueReading(cell) }
        guard !NationalId.isLikely(text) else {
            return ValueReading("", error: "value.national_id")
        }
        let outcome = numbersOnly(text) ?? namedMonth(text) ?? separated(text)
        guard let outcome else { return ValueReading(cell, error: "date.not_understood") }
        return checked(outcome, cell)
    }

    /// The birth year of someone of an age; the year may be one off.
    package func readAge(_ cell: String) -> ValueReading<Value> {
        let text = cell.cleaned.lowercased().replacing("år", with: "").cleaned
        guard !text.isEmpty else { return ValueReading(cell) }
        guard let age = Int(text), (0...110).contains(age) else {
            return ValueReading(cell, error: "age.out_of_range")
        }
        return ValueReading(cell, value: .year(today.year - age, isEstimated: true))
    }

    private enum Outcome {
        case day(Int, Int, Int)
        case shortYear(Int, Int, Int)
        case serial(Int)
        case year(Int)
        case restored(Int, Int, Int)
    }

    private func checked(_ outcome: Outcome, _ cell: String) -> ValueReading<Value> {
        switch outcome {
        case .year(let year):
            guard year <= today.year else { return ValueReading(cell, error: "date.in_future") }
            guard year >= 1900 else { return ValueReading(cell, error: "date.too_old") }
            return ValueReading(cell, value: .year(year, isEstimated: false))
        case .day(let year, let month, let day): return full(year, month, day, cell)
        case .restored(let year, let month, let day):
            var reading = full(year, month, day, cell)
            reading.warnings.append("date.zero_restored")
            return reading
        case .serial(let days):
            guard let date = SerialDate.date(days, countsFrom1904: countsFrom1904) else {
                return ValueReading(cell, error: "date.not_real")
            }
            var reading = full(date.year, date.month, date.day, cell)
            reading.warnings.append("date.from_serial")
            return reading
        case .shortYear(let year, let month, let day): return century(year, month, day, cell)
        }
    }

    private func full(_ year: Int, _ month: Int, _ day: Int, _ cell: String) -> ValueReading<Value>
    {
        guard let date = CalendarDate(year: year, month: month, day: day) else {
            return ValueReading(cell, error: "date.not_real")
        }
        guard date <= today else { return ValueReading(cell, error: "date.in_future") }
        guard year >= 1900 else { return ValueReading(cell, error: "date.too_old") }
        return ValueReading(cell, value: .day(date))
    }

    /// The one century that gives an age from 0 to 110; none and both are errors.
    private func century(_ short: Int, _ month: Int, _ day: Int, _ cell: String) -> ValueReading<
        Value
    > {
        let dates = [1900 + short, 2000 + short].compactMap {
            CalendarDate(year: $0, month: month, day: day)
        }
        guard !dates.isEmpty else { return ValueReading(cell, error: "date.not_real") }
        let fitting = dates.filter { (0...110).contains($0.age(on: today)) && $0 <= today }
        guard fitting.count < 2 else { return ValueReading(cell, error: "date.ambiguous_century") }
        guard let date = fitting.first else { return ValueReading(cell, error: "date.in_future") }
        return ValueReading(cell, value: .day(date))
    }

    /// 19840503, 03051984, 030584, an Excel serial number, or a year.
    private func numbersOnly(_ text: String) -> Outcome? {
        let whole = text.split { $0 == "." || $0 == "," }
        // Excel exports a day with a time as 30774.5.
        let isSerialWithTime =
            whole.count == 2 && whole[0].count == 5 && Int(whole[1]) != nil
        let digits = isSerialWithTime ? String(whole[0]) : text
        guard let value = Int(digits), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return nil
        }
        switch digits.count {
        case 4: return .year(value)
        case 5: return .serial(value)
        case 6: return .shortYear(value % 100, value / 100 % 100, value / 10_000)
        case 7: return .restored(value % 10_000, value / 10_000 % 100, value / 1_000_000)
        case 8:
            let last = value % 10_000
            if CalendarDate(year: last, month: value / 10_000 % 100, day: value / 1_000_000) != nil,
                last >= 1900
            {
                return .day(last, value / 10_000 % 100, value / 1_000_000)
            }
            if (1900...today.year).contains(value / 10_000), value / 100 % 100 <= 12 {
                return .day(value / 10_000, value / 100 % 100, value % 100)
            }
            return .day(last, value / 10_000 % 100, value / 1_000_000)
        default: return nil
        }
    }

    private func separated(_ text: String) -> Outcome? {
        let parts = text.split { ".-/ ".contains($0) }
        guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let first = Int(parts[0]), let second = Int(parts[1]), let third = Int(parts[2])
        else { return nil }
        if parts[0].count == 4 { return .day(first, second, third) }
        guard parts[0].count <= 2, parts[1].count <= 2 else { return nil }
        // A point between the numbers is never American.
        let isSwapped = order == .monthFirst && !text.contains(".")
        let (day, month) = isSwapped ? (second, first) : (first, second)
        switch parts[2].count {
        case 4: return .day(third, month, day)
        case 2: return .shortYear(third, month, day)
        default: return nil
        }
    }

    private func namedMonth(_ text: String) -> Outcome? {
        let parts = text.lowercased().split { ". -/,".contains($0) }.map(String.init)
        guard parts.count == 3, let day = Int(parts[0]), let year = Int(parts[2]),
            let month = Self.months.first(where: { parts[1].hasPrefix($0.key) })?.value
        else { return nil }
        return parts[2].count == 2 ? .shortYear(year, month, day) : .day(year, month, day)
    }

    private static let months = [
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "mai": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8,
        "sep": 9, "okt": 10, "oct": 10, "nov": 11, "des": 12, "dec": 12,
    ]

    /// Cuts off a time of day such as "T00:00:00Z" or " 00:00".
    private static func withoutTime(_ text: String) -> String {
        guard let colon = text.firstIndex(of: ":") else { return text }
        let head = text[..<colon]
        guard let gap = head.lastIndex(where: { $0 == " " || $0 == "T" }) else { return text }
        return String(text[..<gap])
    }
}
