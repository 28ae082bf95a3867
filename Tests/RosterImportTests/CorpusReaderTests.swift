import Foundation
import RosterImport
import Testing

/// Real files, read without a hint, against what the manifest says of them.
@Suite(.enabled(if: corpus != nil, "set DUGNAD_CORPUS to the folder of real inputs"))
struct CorpusReaderTests {
    @Test func `the corpus holds the files we count on`() {
        #expect(CorpusFile.all(under: "rosters").count == 22)
        #expect(CorpusFile.all(under: "csv").count == 41)
    }

    @Test(
        arguments: ["csv", "rosters", "litter", "reference", "strings"].flatMap {
            CorpusFile.all(under: $0)
        }
    )
    func `a real file reads as its manifest says`(file: CorpusFile) throws {
        let bytes = try file.bytes
        let table = try RosterReader.read(bytes)
        let facts = Facts(file.expected)
        if let encoding = facts.encoding { #expect(table.encoding.rawValue == encoding) }
        if let delimiter = facts.delimiter { #expect(table.delimiter.rawValue == delimiter) }
        #expect(table.hasByteOrderMark == bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        if let records = facts.records {
            #expect(table.recordsRead == records, "\(table.problems)")
        }
        if facts.widths == 1 {
            #expect(table.rows.allSatisfy { $0.flags.isDisjoint(with: [.short, .long]) })
        }
    }

    @Test(arguments: ["csv-spectrum", "csv-test-data"])
    func `values are exactly those of the oracle beside the file`(folder: String) throws {
        let oracles = CorpusFile.all(under: "csv/" + folder).compactMap { file in
            (try? CorpusFile.json(beside: file)).map { (file, $0) }
        }
        #expect(!oracles.isEmpty)
        for (file, oracle) in oracles {
            let table = try RosterReader.read(try file.bytes)
            if let records = oracle as? [[String: String]] {
                let rows = table.rows.map {
                    Dictionary(uniqueKeysWithValues: zip(table.header, $0.fields))
                }
                #expect(rows == records, "\(file.path)")
            } else {
                let rows = [table.header] + table.rows.map(\.fields)
                #expect(rows.filter { !$0.isEmpty } == oracle as? [[String]], "\(file.path)")
            }
        }
    }
}

extension ReadTable {
    /// Records of the file that are not blank: data, header, and the rows that were set aside.
    fileprivate var recordsRead: Int {
        let aside =
            problemCounts["roster.totals_row", default: 0]
            + problemCounts["roster.repeated_header", default: 0]
        return rows.count + (header.isEmpty ? 0 : 1) + aside + titleLines
    }

    private var titleLines: Int {
        let message = problems.first { $0.code == "roster.title_lines" }?.message ?? "0"
        return Int(message.prefix { $0.isNumber }) ?? 0
    }
}

extension CorpusFile {
    fileprivate static func json(beside file: CorpusFile) throws -> Any {
        let path = file.path.replacing(".csv", with: ".json")
        let data = Data(try CorpusFile(path: path, expected: "").bytes)
        // The collected copies have LF where the original had CRLF.
        let text = String(decoding: data, as: UTF8.self).replacing("\\r\\n", with: "\\n")
        return try JSONSerialization.jsonObject(with: Data(text.utf8))
    }
}

/// What a manifest line says in words, for example "utf-8, delim ;, 3 non-blank records".
private struct Facts {
    var encoding: String?
    var delimiter: String?
    var records: Int?
    var widths: Int?

    init(_ text: String) {
        if let match = text.firstMatch(of: /(utf-8|cp1252)(?:-sig)?, delim (TAB|.),/) {
            encoding = match.1 == "cp1252" ? nil : "utf-8"
            delimiter = match.2 == "TAB" ? "\t" : String(match.2)
        }
        if let match = text.firstMatch(of: /(\d+) non-blank records/) { records = Int(match.1) }
        // Of the lists of reference the manifest counts what stands under the header.
        if let match = text.firstMatch(of: /^(\d+) (?:rows|names|counties|centres)/) {
            records = Int(match.1).map { $0 + 1 }
        }
        if let match = text.firstMatch(of: /field counts \[([\d, ]+)\]/) {
            widths = match.1.split(separator: ",").count
        }
    }
}
