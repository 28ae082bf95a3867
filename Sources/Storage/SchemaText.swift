import CSQLite

extension Migrator {
    /// The whole schema of a store as SQL in one fixed form, for comparing it with a kept file.
    ///
    /// Comments, line breaks and needless quotes go, so it does not matter whether a column came with
    /// CREATE TABLE or ALTER TABLE. What SQLite adds by itself, the inner tables of search indexes
    /// included, is left out, as is the table `migration`.
    package func schemaText(_ store: Connection) throws -> String {
        let statements = try store.all(
            """
            SELECT sql FROM sqlite_schema
            WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
              AND tbl_name <> 'migration'
              AND tbl_name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
            ORDER BY type = 'trigger', type = 'view', type = 'index', name
            """
        ) { SchemaFormatter.format($0.text(0)) }
        return statements.map { $0 + ";\n" }.joined(separator: "\n")
    }
}

/// Writes a CREATE statement with one column or constraint to a line.
struct SchemaFormatter {
    private var text = ""
    private var depth = 0
    private let breaksLines: Bool

    static func format(_ sql: String) -> String {
        var tokens = SQLTokens(sql)
        // Only the column list of a table is worth a line each; the rest is short or free-form.
        var formatter = SchemaFormatter(breaksLines: sql.hasPrefix("CREATE TABLE"))
        while let token = tokens.next() { formatter.add(token) }
        return formatter.text
    }

    private init(breaksLines: Bool) {
        self.breaksLines = breaksLines
    }

    private mutating func add(_ token: String) {
        switch token {
        case "(":
            if depth == 0 && breaksLines { space() }
            depth += 1
            text += "("
            if isColumnList { text += "\n    " }
        case ")":
            if isColumnList { text += "\n" }
            depth -= 1
            text += ")"
        case ",": text += isColumnList ? ",\n    " : ","
        case ";", ".": text += token
        default:
            space()
            text += token
        }
    }

    private var isColumnList: Bool { breaksLines && depth == 1 }

    private mutating func space() {
        guard let last = text.last, last != "(", last != "." else { return }
        if !last.isWhitespace { text += " " }
    }
}
