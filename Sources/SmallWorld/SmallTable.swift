import Storage

/// One table of a store, whose rows are read and written as SQL literals.
///
/// A row is its table's number, its key and its other columns, with marks in between that no literal has.
struct SmallTable {
    private let name: String
    private let keys: [String]
    private let others: [String]

    private static let mark: Character = "\u{1}"

    init(_ name: String, _ connection: Connection) throws {
        let columns = try connection.all(
            "SELECT name, pk FROM pragma_table_info('\(name)') ORDER BY pk, cid"
        ) { (name: "\"\($0.text(0))\"", isKey: $0.bool(1)) }
        self.name = name
        keys = columns.filter(\.isKey).map(\.name)
        others = columns.filter { !$0.isKey }.map(\.name)
        guard !keys.isEmpty else { throw SmallFailure("the table \(name) has no key") }
    }

    /// Reads every row.
    func dump(number: Int) -> String {
        func literals(_ columns: [String]) -> String {
            columns.map { "quote(\($0))" }.joined(separator: "||','||")
        }
        let rest = others.isEmpty ? "''" : literals(others)
        return "SELECT '\(number)'||char(1)||\(literals(keys))||char(1)||\(rest) FROM \"\(name)\""
    }

    static func number(of row: String) -> Int? { Int(row.prefix { $0 != mark }) }

    func delete(_ row: String) -> String {
        let key = Self.parts(row)[1]
        return "DELETE FROM \"\(name)\" WHERE (\(keys.joined(separator: ","))) = (\(key))"
    }

    func insert(_ row: String) -> String {
        let values = Self.parts(row)[1...].joined(separator: ",")
        let columns = (keys + others).joined(separator: ",")
        return "INSERT INTO \"\(name)\" (\(columns)) VALUES (\(values))"
    }

    private static func parts(_ row: String) -> [Substring] {
        row.split(separator: mark, omittingEmptySubsequences: true)
    }

    /// Looks for a text in each column.
    var searches: [String] {
        (keys + others).map {
            "SELECT '\(name)' FROM \"\(name)\" WHERE instr(CAST(\($0) AS TEXT), ?1) > 0"
        }
    }
}
