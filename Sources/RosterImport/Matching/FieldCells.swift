/// The cells of one row by meaning: a handful, gone through faster than looked up.
struct FieldCells {
    private var entries: [(field: RosterField, cells: [String])] = []

    init() { entries.reserveCapacity(12) }

    subscript(field: RosterField) -> [String]? {
        entries.first { $0.field == field }?.cells
    }

    mutating func add(_ cell: String, to field: RosterField) {
        guard let place = entries.firstIndex(where: { $0.field == field }) else {
            return entries.append((field, [cell]))
        }
        entries[place].cells.append(cell)
    }

    /// The fields with such a cell, in the order of their names.
    func fields(where isWanted: (String) -> Bool) -> [RosterField] {
        entries.filter { $0.cells.contains(where: isWanted) }.map(\.field).sorted()
    }
}
