/// What a spreadsheet writes where it could not reckon, in a workbook and in what it exports.
enum CellError {
    /// Whether a cell holds nothing but such an error, in English or in Norwegian.
    static func `is`(_ cell: String) -> Bool {
        guard cell.utf8.first == 0x23 else { return false }
        return known.contains(cell.rosterTrimmed.uppercased())
    }

    private static let known: Set<String> = [
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
        "#GETTING_DATA", "#I/T", "#REFERANSE!", "#VERDI!", "#NAVN?", "#DELT/0!", "#TALL!",
    ]
}
