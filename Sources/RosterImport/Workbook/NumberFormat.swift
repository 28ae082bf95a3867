/// What a format code makes of a number, as far as lists of people need it.
///
/// See ECMA-376 part 1, 18.8.30 (numFmt) and 18.8.31 (numFmts).
enum NumberFormat: Equatable {
    case general
    /// A day, a time of day or both: which of them the number itself tells.
    case date
    /// Hours, minutes and seconds, however many days they come to.
    case elapsed
    case pattern([NumberSection])

    init(_ code: String) {
        let sections = NumberSection.split(code).map { NumberSection($0) }
        if let first = sections.first, first.isElapsed {
            self = .elapsed
        } else if let first = sections.first, first.isDate {
            self = .date
        } else if sections.contains(where: { !$0.isGeneral }) {
            self = .pattern(sections)
        } else {
            self = .general
        }
    }

    /// The formats that stand in no file; those of dates are the same in every language.
    init(builtIn id: Int) {
        switch id {
        case 14...22, 27...36, 45, 47, 50...58: self = .date
        case 46: self = .elapsed
        case 1: self = NumberFormat("0")
        case 2: self = NumberFormat("0.00")
        case 3, 37, 38: self = NumberFormat("#,##0")
        case 4, 39, 40, 43, 44: self = NumberFormat("#,##0.00")
        case 9: self = NumberFormat("0%")
        case 10: self = NumberFormat("0.00%")
        default: self = .general
        }
    }

    /// The number as a person sees it in the sheet, except that the decimal sign is always a point,
    /// thousands are not set apart and a day is `yyyy-mm-dd`.
    func text(of value: Double, countsFrom1904: Bool) -> String {
        switch self {
        case .general: return NumberText.general(value)
        case .date:
            return SerialDate(value, countsFrom1904: countsFrom1904)?.text
                ?? NumberText.general(value)
        case .elapsed: return SerialDate.elapsed(value) ?? NumberText.general(value)
        case .pattern(let sections):
            let (section, isSigned) = Self.section(for: value, in: sections)
            return section?.text(of: value, isSigned: isSigned) ?? NumberText.general(value)
        }
    }

    /// The section that a number falls under, and whether a minus has still to be written.
    private static func section(
        for value: Double,
        in sections: [NumberSection]
    ) -> (NumberSection?, isSigned: Bool) {
        if sections.contains(where: { $0.condition != nil }) {
            return (sections.first { $0.condition?.holds(for: value) ?? true }, true)
        }
        switch sections.count {
        case 0: return (nil, true)
        case 1: return (sections[0], true)
        case 2: return value < 0 ? (sections[1], false) : (sections[0], true)
        default:
            if value > 0 { return (sections[0], true) }
            return value < 0 ? (sections[1], false) : (sections[2], true)
        }
    }
}
