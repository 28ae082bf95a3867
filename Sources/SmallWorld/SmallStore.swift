import Storage
import SyncEngine

/// A store of the small world in memory, which can be put back to whatever it ever held.
///
/// A content is every row of every table; how it came about does not count. The product's stores have no
/// triggers, no references between tables and no hidden row numbers, so that the rows are all there is.
final class SmallStore {
    let connection: Connection
    /// What it holds now.
    private(set) var present: Int32 = -1
    private var contents = SmallNumbers<[Int32]>()
    private var rows = SmallNumbers<String>()
    private var values: [Int32: SmallValues] = [:]
    private var tables: [SmallTable] = []
    private var dump = ""
    private var search = ""

    init(_ kind: StoreKind) throws {
        var options = Connection.Options(durability: .none, cacheKibibytes: 4096)
        options.applicationID = kind.applicationID
        connection = try Connection(path: ":memory:", mode: .create, options: options)
    }

    /// To be called once all tables are there.
    func learnTables() throws {
        let names = try connection.all(
            """
            SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
            ORDER BY name
            """
        ) { $0.text(0) }
        tables = try names.map { try SmallTable($0, connection) }
        dump = tables.indices.map { tables[$0].dump(number: $0) }.joined(separator: " UNION ALL ")
        search = tables.flatMap(\.searches).joined(separator: " UNION ALL ")
    }

    /// Reads what the store holds now; whether it never held that before.
    @discardableResult func read() throws -> Bool {
        var here = try connection.all(SQL(dump)) { rows.number($0.text(0)) }
        here.sort()
        let (number, isNew) = contents.add(here)
        present = number
        return isNew
    }

    /// Makes the store hold what it held once, by the rows that differ.
    func show(_ content: Int32) throws {
        guard content != present else { return }
        let (gone, come) = Self.difference(contents[present], contents[content])
        // First what goes: a new row may have its key.
        try connection.transaction {
            for row in gone {
                let row = try values(of: row)
                try tables[row.table].delete(row, connection)
            }
            for row in come {
                let row = try values(of: row)
                try tables[row.table].insert(row, connection)
            }
        }
        present = content
    }

    private func values(of row: Int32) throws -> SmallValues {
        if let known = values[row] { return known }
        let read = try SmallValues(rows[row])
        values[row] = read
        return read
    }

    /// What only one of two ascending lists has.
    private static func difference(_ old: [Int32], _ new: [Int32]) -> ([Int32], [Int32]) {
        var (gone, come): ([Int32], [Int32]) = ([], [])
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if right == new.count || (left < old.count && old[left] < new[right]) {
                gone.append(old[left])
                left += 1
            } else if left == old.count || new[right] < old[left] {
                come.append(new[right])
                right += 1
            } else {
                left += 1
                right += 1
            }
        }
        return (gone, come)
    }

    /// Runs what only reads; a write is a failure, since the search would miss it.
    func onlyReading<R>(_ body: () throws -> R) throws -> R {
        let before = try written()
        let result = try body()
        guard try written() == before else { throw SmallFailure("a read has written") }
        return result
    }

    private func written() throws -> Int64? {
        try connection.first("SELECT total_changes()") { $0.int64(0) }
    }

    /// The tables in which a text stands.
    func tables(with text: String) throws -> [String] {
        try connection.all(SQL(search), text) { $0.text(0) }
    }
}

/// A failure of a promise in one behaviour.
package struct SmallFailure: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
