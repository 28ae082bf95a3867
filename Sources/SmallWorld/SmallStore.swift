import Hashing
import Storage
import SyncEngine

/// A store of the small world in memory, whose whole content can be compared and searched.
final class SmallStore {
    let connection: Connection
    private var dump = ""
    private var search = ""

    init(_ kind: StoreKind) throws {
        var options = Connection.Options(durability: .none, cacheKibibytes: 4096)
        options.applicationID = kind.applicationID
        options.transactionsNest = true
        connection = try Connection(path: ":memory:", mode: .create, options: options)
    }

    /// To be called once all tables are there.
    func learnTables() throws {
        let tables = try connection.all(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ) { $0.text(0) }
        var dumps: [String] = []
        var searches: [String] = []
        for table in tables {
            let columns = try connection.all(
                "SELECT name FROM pragma_table_info('\(table)') ORDER BY cid"
            ) { "\"\($0.text(0))\"" }
            let quoted = columns.map { "quote(\($0))" }.joined(separator: "||','||")
            let order = columns.indices.map { String($0 + 1) }.joined(separator: ",")
            dumps.append(
                """
                SELECT '\(table)' || coalesce(group_concat(line, ';'), '') FROM
                (SELECT \(quoted) AS line FROM (SELECT * FROM "\(table)" ORDER BY \(order)))
                """
            )
            searches += columns.map {
                "SELECT '\(table)' FROM \"\(table)\" WHERE instr(CAST(\($0) AS TEXT), ?1) > 0"
            }
        }
        dump = dumps.joined(separator: " UNION ALL ")
        search = searches.joined(separator: " UNION ALL ")
    }

    /// A digest of every value in every table; equal for equal contents, however they came about.
    func digest() throws -> UInt64 {
        let lines = try connection.all(dump) { $0.text(0) }
        return Digest.blake2b64(parts: Array(lines.joined(separator: "\n").utf8))
    }

    /// The tables in which a text stands.
    func tables(with text: String) throws -> [String] {
        try connection.all(search, text) { $0.text(0) }
    }
}

/// A failure of a promise in one behaviour.
package struct SmallFailure: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
