import Foundation
import RosterImport
import Testing

/// Real workbooks, sheet by sheet, against what two other readers see in them.
///
/// Where we choose to differ, `judged` says why; the table in Coordination.docc/Rosters.md is made of the same.
@Suite(.enabled(if: corpus != nil, "set DUGNAD_CORPUS to the folder of real inputs"))
struct CorpusWorkbookTests {
    /// Cells that read otherwise here than in the oracle, by file, sheet and place, with what we read.
    static let judged: [String: String] = [
        // A time span shows as in the sheet, in hours.
        "xlsx/calamine/date.xlsx/Sheet1/2/0": "255:10:10",
        "xlsx/calamine/date_1904.xlsx/Sheet1/2/0": "255:10:10",
        // Days that stand in the file as text stay as they are written.
        "xlsx/openspout/sheet_with_dates_and_times.xlsx/Sheet1/2/0": "1976-11-22T08:30:00.000",
        "xlsx/openspout/sheet_with_dates_and_times.xlsx/Sheet1/2/1": "1976-11-22T08:30",
        "xlsx/openspout/sheet_with_dates_and_times.xlsx/Sheet1/2/4": "08:30",
        // A share shows with its sign.
        "xlsx/test_files/minimal_112.xlsx/Sheet 1/2/1": "12.3%",
    ]

    struct Book: CustomTestStringConvertible, Sendable {
        let path: String
        let sheets: [(name: String, rows: [[String]])]
        var testDescription: String { path }
    }

    static let books: [Book] = {
        guard let corpus,
            let data = try? Data(
                contentsOf: corpus.appendingPathComponent("xlsx/xlsx_expected.json")
            ),
            let all = try? JSONSerialization.jsonObject(with: data) as? [String: [String: Any]]
        else { return [] }
        return all.sorted { $0.key < $1.key }.map { path, readers in
            let oracle = readers["openpyxl"] as? [String: Any]
            let sheets = oracle?["sheets"] as? [[String: Any]] ?? []
            return Book(
                path: path,
                sheets: sheets.map { sheet in
                    let rows = sheet["rows"] as? [[Any]] ?? []
                    return (sheet["name"] as? String ?? "", rows.map { $0.map(text) })
                }
            )
        }
    }()

    @Test func `the corpus holds the workbooks we count on`() {
        #expect(Self.books.count == 28)
        #expect(Self.books.flatMap(\.sheets).count == 46)
    }

    @Test(arguments: books)
    func `every cell is what other readers see`(book: Book) throws {
        let bytes = try CorpusFile(path: book.path, expected: "").bytes
        guard !book.sheets.isEmpty else {
            var options = ReadOptions()
            options.fileName = book.path
            let refused = #expect(throws: RosterError.self) {
                try RosterReader.read(bytes, options: options)
            }
            #expect(refused?.code == "roster.named_workbook")
            return
        }
        for sheet in book.sheets {
            try check(sheet.name, sheet.rows, bytes, book.path)
        }
    }

    private func check(_ name: String, _ rows: [[String]], _ bytes: [UInt8], _ path: String) throws
    {
        let options = ReadOptions(headerRow: 0, sheet: name)
        let filled = rows.filter { $0.contains { !$0.isEmpty } }
        guard !filled.isEmpty else {
            let refused = #expect(throws: RosterError.self) {
                try RosterReader.read(bytes, options: options)
            }
            #expect(refused?.code == "roster.empty")
            return
        }
        let table = try RosterReader.read(bytes, options: options)
        // The oracle stops at 40 rows and 30 columns.
        #expect(table.rows.count >= filled.count)
        for (row, cells) in filled.enumerated() where row < table.rows.count {
            for (column, expected) in cells.enumerated() {
                let fields = table.rows[row].fields
                let found = column < fields.count ? fields[column] : ""
                let place = "\(path)/\(name)/\(row)/\(column)"
                let wanted = Self.judged[place] ?? expected
                #expect(found == wanted || Self.isSameNumber(found, wanted), "\(place)")
            }
        }
    }

    private static func text(_ value: Any) -> String {
        switch value {
        case let day as [String: Any]:
            let text = (day["v"] as? String ?? "").replacing("T", with: " ")
            return text.hasSuffix(" 00:00:00") ? String(text.dropLast(9)) : String(text.prefix(19))
        case let text as String: return text
        case let number as NSNumber:
            if CFBoolean.isTruth(number) { return number.boolValue ? "TRUE" : "FALSE" }
            return number.stringValue
        default: return ""
        }
    }

    /// Sums of binary fractions differ in a digit that no sheet shows.
    private static func isSameNumber(_ one: String, _ other: String) -> Bool {
        guard let one = Double(one), let other = Double(other) else { return false }
        return abs(one - other) <= 1e-12 * max(1, abs(other))
    }
}

/// Foundation on Linux gives truths as numbers whose type says what they were.
private enum CFBoolean {
    static func isTruth(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}
