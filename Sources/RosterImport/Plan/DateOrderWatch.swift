/// Looks at the birth dates of a list as they pass: a second number above twelve proves American
/// order for the whole column, a first one disproves it.
struct DateOrderWatch {
    private let column: Int?
    private var isDayFirst = false
    private var provesMonthFirst = false

    init(_ mapping: HeaderMapping) { column = mapping.indices(of: .birthDate).first }

    var order: DateReader.Order { provesMonthFirst && !isDayFirst ? .monthFirst : .dayFirst }

    mutating func look(at row: SourceRow) {
        guard !isDayFirst, let column, column < row.fields.count else { return }
        let cell = row.fields[column]
        // A point between the numbers is never American.
        guard cell.utf8.contains(where: { $0 == 0x2F || $0 == 0x2D }) else { return }
        let parts = cell.cleaned.split { "/- ".contains($0) }.map { Int($0) ?? 0 }
        guard parts.count >= 3, parts[0] <= 31 else { return }
        if parts[0] > 12 { isDayFirst = true }
        if parts[0] <= 12, (13...31).contains(parts[1]) { provesMonthFirst = true }
    }
}
