/// Which sheet of a workbook is the list.
struct SheetChoice {
    let sheet: SheetEntry
    /// Other sheets that can be seen and hold rows; they are not read.
    var others: [SheetEntry] = []
    /// Hidden sheets that hold rows and are not read.
    var hidden: [SheetEntry] = []

    /// The sheet that was asked for, or the only one that can be meant.
    ///
    /// Throws `roster.no_such_sheet`, `roster.which_sheet` and `roster.empty`.
    init(
        of book: Workbook,
        wanted: String?,
        limits: ReadLimits
    ) throws(RosterError) {
        var heads: [(sheet: SheetEntry, rows: [SourceRow])] = []
        for sheet in book.sheets {
            let rows: [SourceRow]
            do { rows = try Self.head(of: sheet, in: book, limits: limits) } catch {
                // A sheet nobody has asked for may be as damaged as it likes.
                guard wanted != nil else { throw error }
                continue
            }
            if !rows.isEmpty { heads.append((sheet, rows)) }
        }
        let seen = heads.filter { !$0.sheet.isHidden }
        if let wanted {
            sheet = try Self.find(wanted, in: book.sheets)
        } else if seen.count == 1 {
            sheet = seen[0].sheet
        } else if let only = Self.onlyList(seen) {
            sheet = only
        } else {
            throw heads.isEmpty ? Self.empty : Self.unclear(heads.map(\.sheet))
        }
        let rest = heads.map(\.sheet).filter { $0 != sheet }
        others = rest.filter { !$0.isHidden }
        hidden = rest.filter(\.isHidden)
    }

    /// The first rows, enough to see whether the sheet is a list of people.
    private static func head(
        of sheet: SheetEntry,
        in book: Workbook,
        limits: ReadLimits
    ) throws(RosterError) -> [SourceRow] {
        var limits = limits
        limits.columns = SheetLimits.columns
        var collector = RowCollector(
            decoder: FieldDecoder(encoding: .utf8, repairsDoubleEncoding: false)
        )
        try book.rows(of: sheet, limits: limits) { record throws(RosterError) in
            collector.take(record)
            return collector.rows.count < 20
        }
        return collector.rows
    }

    /// The one sheet among several with a header we know.
    private static func onlyList(
        _ heads: [(sheet: SheetEntry, rows: [SourceRow])]
    ) -> SheetEntry? {
        let lists = heads.filter { _, rows in
            rows.contains { row in row.fields.count { HeaderSynonyms.isKnown($0) } >= 2 }
        }
        return lists.count == 1 ? lists[0].sheet : nil
    }

    /// A name as on the tab, without regard to case, or a number from 1.
    private static func find(
        _ wanted: String,
        in sheets: [SheetEntry]
    ) throws(RosterError) -> SheetEntry {
        func key(_ name: String) -> String { name.rosterTrimmed.lowercased() }
        let named =
            sheets.first { $0.name == wanted } ?? sheets.first { key($0.name) == key(wanted) }
        if let sheet = named ?? sheets.first(where: { String($0.number) == wanted }) {
            return sheet
        }
        throw RosterError(
            code: "roster.no_such_sheet",
            message: "The workbook has no such sheet. Name one of its own with --sheet.",
            detail: list(sheets)
        )
    }

    private static func unclear(_ sheets: [SheetEntry]) -> RosterError {
        RosterError(
            code: "roster.which_sheet",
            message: "Several sheets have rows. Say which is the list with --sheet NAME or NUMBER.",
            detail: list(sheets)
        )
    }

    private static var empty: RosterError {
        RosterError(code: "roster.empty", message: "The file holds no rows. Choose another file.")
    }

    private static func list(_ sheets: [SheetEntry]) -> String {
        let shown = sheets.prefix(20).map { "\($0.number) «\($0.name)»\($0.isHidden ? "*" : "")" }
        return shown.joined(separator: ", ") + (sheets.count > 20 ? " …" : "")
    }
}
