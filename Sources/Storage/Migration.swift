/// One step of a schema: SQL that was released and is never edited again.
package struct Migration: Sendable {
    /// Its name for good, such as `v001-initial`; the order is that of the list.
    package let name: String
    /// UTF-8; one or more statements.
    package let sql: [UInt8]

    /// A step of this name and SQL.
    package init(name: String, sql: [UInt8]) {
        self.name = name
        self.sql = sql
    }
}
