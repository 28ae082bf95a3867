import RosterImport

/// The first rows of each kind that a plan would change, for a page a person reads.
struct RosterExamples {
    /// So many of each kind.
    static let size = 5
    private(set) var rows: [PlanRow] = []
    private var counts: [PlanRow.Action: Int] = [:]

    /// Takes a row where there is room for one of its kind; of a rejected one only the codes.
    mutating func take(_ row: PlanRow) {
        guard row.action != .unchanged, counts[row.action, default: 0] < Self.size else { return }
        counts[row.action, default: 0] += 1
        var row = row
        if row.action == .reject { (row.changes, row.contacts) = ([], []) }
        rows.append(row)
    }
}
