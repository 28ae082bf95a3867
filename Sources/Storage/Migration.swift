/// One step of a schema: SQL that was released and is never edited again.
package struct Migration: Sendable {
    package let name: String
    /// UTF-8; one or more statements.
    package let sql: [UInt8]

    package init(name: String, sql: [UInt8]) {
        self.name = name
        self.sql = sql
    }
}
