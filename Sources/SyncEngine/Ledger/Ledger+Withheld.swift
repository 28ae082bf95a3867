import Storage
import SyncCore

/// Withdrawals on rows that a restored hub does not know yet.
extension Ledger {
    func withhold(_ row: RowID, field: String, level: Int64) throws {
        try store.run(
            """
            INSERT INTO withheld (id, field, level) VALUES (?1, ?2, ?3)
            ON CONFLICT (id, field) DO UPDATE SET level = max(level, ?3)
            """,
            row.bytes,
            field,
            level
        )
        forgetWhetherItHoldsBack()
    }

    /// What is held back for a row that has come now; it is taken out.
    func takeWithheld(_ row: RowID) throws -> [(field: String, level: Int)] {
        let found = try store.all(
            "SELECT field, level FROM withheld WHERE id = ?1 ORDER BY field",
            row.bytes
        ) { (field: $0.text(0), level: $0.int(1)) }
        if !found.isEmpty { try store.run("DELETE FROM withheld WHERE id = ?1", row.bytes) }
        return found
    }
}
