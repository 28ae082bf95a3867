/// What cells of every sheet refer to: shared texts, formats of numbers and the first day.
struct WorkbookTexts {
    let shared: SharedStrings
    let styles: CellStyles
    let countsFrom1904: Bool
}
