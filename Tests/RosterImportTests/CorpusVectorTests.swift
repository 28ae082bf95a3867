import Foundation
import RosterImport
import Testing

/// PapaParse's own vectors, as far as they ask for what a list may be.
@Suite(.enabled(if: corpus != nil, "set DUGNAD_CORPUS to the folder of real inputs"))
struct CorpusVectorTests {
    struct Vector: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let input: String
        let rows: [[String]]
        let delimiter: Delimiter
    }

    /// What we read otherwise, and the first rows as we read them.
    static let judged: [String: [[String]]] = [
        // A quote too many is told and costs its own line.
        "Quoted field has invalid trailing quote after delimiter": [
            ["a", "b,c"], ["d", "e", "f"],
        ],
        // The space is kept, told, and trimmed from values.
        "Quoted fields with spaces between closing quote and next new line": [
            ["A", "B", "C", "D "], ["E", "F", "G", "H  "], ["Q", "W", "E", "R"],
        ],
        // Every line end ends a line: files that were glued together have several.
        "Mixed slash n and slash r should choose first as precident": [
            ["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"],
        ],
    ]

    /// Options of the vectors that change nothing here.
    private static let harmless: Set = ["delimiter", "skipEmptyLines", "dynamicTyping"]

    static let vectors: [Vector] = {
        guard let corpus,
            let data = try? Data(
                contentsOf: corpus.appendingPathComponent("csv/papaparse/papaparse_vectors.json")
            ),
            let all = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        else { return [] }
        let lists = ["CORE_PARSER_TESTS", "PARSE_TESTS"].map { all[$0] as? [[String: Any]] ?? [] }
        return lists.joined().compactMap(vector)
    }()

    /// Nil for a vector of comments, previews, other quotes and other delimiters.
    private static func vector(_ json: [String: Any]) -> Vector? {
        let config = json["config"] as? [String: Any] ?? [:]
        let delimiter = Delimiter(rawValue: config["delimiter"] as? String ?? ",")
        guard Set(config.keys).isSubset(of: harmless), let delimiter,
            let input = json["input"] as? String,
            let expected = json["expected"] as? [String: Any],
            let rows = expected["data"] as? [[String]]
        else { return nil }
        let name = json["description"] as? String ?? ""
        return Vector(testDescription: name, input: input, rows: rows, delimiter: delimiter)
    }

    @Test func `most of the vectors are asked`() {
        #expect(Self.vectors.count >= 30)
    }

    @Test(arguments: vectors)
    func `a vector reads as PapaParse reads it, but for blank rows`(vector: Vector) throws {
        let options = ReadOptions(delimiter: vector.delimiter, headerRow: 0)
        let wanted = Self.filled(Self.judged[vector.testDescription] ?? vector.rows)
        do {
            let table = try RosterReader.read(Array(vector.input.utf8), options: options)
            #expect(Self.filled(table.rows.map(\.fields)) == wanted)
        } catch {
            #expect(error.code == "roster.empty")
            #expect(wanted.isEmpty)
        }
    }

    /// Without empty fields at the right edge and rows of nothing else.
    private static func filled(_ rows: [[String]]) -> [[String]] {
        rows.map { row in
            Array(row[..<((row.lastIndex { !$0.isEmpty } ?? -1) + 1)])
        }.filter { !$0.isEmpty }
    }
}
