import Storage

/// One table of a store, whose rows are compared as text and written as values.
struct SmallTable {
    private let name: String
    private let keys: [String]
    private let others: [String]
    /// Takes a row away by its key, and puts one there.
    private let deleting: String
    private let inserting: String

    init(_ name: String, _ connection: Connection) throws {
        let columns = try connection.all(
            "SELECT name, pk FROM pragma_table_info('\(name)') ORDER BY pk = 0, pk, cid"
        ) { (name: "\"\($0.text(0))\"", isKey: $0.bool(1)) }
        self.name = name
        keys = columns.filter(\.isKey).map(\.name)
        others = columns.filter { !$0.isKey }.map(\.name)
        guard !keys.isEmpty else { throw SmallFailure("the table \(name) has no key") }
        let all = columns.map(\.name).joined(separator: ",")
        let marks = columns.indices.map { "?\($0 + 1)" }.joined(separator: ",")
        let isThis = keys.enumerated().map { "\($1) = ?\($0 + 1)" }.joined(separator: " AND ")
        deleting = "DELETE FROM \"\(name)\" WHERE \(isThis)"
        inserting = "INSERT INTO \"\(name)\" (\(all)) VALUES (\(marks))"
    }

    /// Reads every row, as the table's number and the row's literals, keys first.
    func dump(number: Int) -> String {
        let literals = (keys + others).map { "quote(\($0))" }.joined(separator: "||','||")
        return "SELECT '\(number),'||\(literals) FROM \"\(name)\""
    }

    func delete(_ row: SmallValues, _ connection: Connection) throws {
        try run(deleting, row.values.prefix(keys.count), connection)
    }

    func insert(_ row: SmallValues, _ connection: Connection) throws {
        try run(inserting, row.values[...], connection)
    }

    private func run(
        _ sql: String,
        _ values: ArraySlice<any Bindable>,
        _ connection: Connection
    ) throws {
        try connection.withStatement(SQL(sql)) { statement in
            var position: Int32 = 0
            for value in values {
                position += 1
                try value.bind(to: statement, at: position)
            }
            while try statement.step() {}
        }
    }

    /// Looks for a text in each column.
    var searches: [String] {
        (keys + others).map {
            "SELECT '\(name)' FROM \"\(name)\" WHERE instr(CAST(\($0) AS TEXT), ?1) > 0"
        }
    }
}

/// A row's values, read from its literals: whole numbers, texts, blobs and nothing.
struct SmallValues {
    let table: Int
    let values: [any Bindable]

    init(_ row: String) throws {
        var reader = SmallLiterals(rest: row.utf8[...])
        var values: [any Bindable] = []
        while let value = try reader.next() { values.append(value) }
        guard let table = values.first as? Int64 else { throw SmallLiterals.unknown }
        self.table = Int(table)
        self.values = Array(values.dropFirst())
    }
}

/// Reads what SQL's `quote` wrote, with commas between.
private struct SmallLiterals {
    var rest: Substring.UTF8View

    static let unknown = SmallFailure("a store has a value that the search cannot put back")

    mutating func next() throws -> (any Bindable)? {
        guard let first = rest.first else { return nil }
        defer { rest = rest.dropFirst() }  // The comma.
        switch first {
        case UInt8(ascii: "'"): return String(decoding: quoted(), as: UTF8.self)
        case UInt8(ascii: "X"):
            rest = rest.dropFirst()
            return try blob(quoted())
        default: return try word()
        }
    }

    /// What stands between quotes; a quote inside is doubled.
    private mutating func quoted() -> [UInt8] {
        let quote = UInt8(ascii: "'")
        var out: [UInt8] = []
        rest = rest.dropFirst()
        while let byte = rest.popFirst() {
            guard byte == quote else {
                out.append(byte)
                continue
            }
            guard rest.first == quote else { return out }
            rest = rest.dropFirst()
            out.append(quote)
        }
        return out
    }

    private func blob(_ digits: [UInt8]) throws -> [UInt8] {
        try stride(from: 0, to: digits.count, by: 2).map { place in
            guard
                let byte = UInt8(
                    String(decoding: digits[place..<place + 2], as: UTF8.self),
                    radix: 16
                )
            else { throw Self.unknown }
            return byte
        }
    }

    private mutating func word() throws -> any Bindable {
        let end = rest.firstIndex(of: UInt8(ascii: ",")) ?? rest.endIndex
        let word = String(Substring(rest[..<end]))
        rest = rest[end...]
        if word == "NULL" { return String?.none }
        guard let number = Int64(word) else { throw Self.unknown }
        return number
    }
}
