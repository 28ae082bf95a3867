import Storage
import SyncCore

/// Withdrawals on rows that a restored hub does not know yet.
extension Ledger {
    /// Holds a withdrawal back for its row, in place of what was held back before; with level 0, nothing.
    func withhold(_ row: RowID, field: String, level: Int64) throws {
        guard level > 0 else {
            try store.run("DELETE FROM withheld WHERE id = ?1 AND field = ?2", row, field)
            return forgetWhetherItHoldsBack()
        }
        try store.run(
            "INSERT OR REPLACE INTO withheld (id, field, level) VALUES (?1, ?2, ?3)",
            row,
            field,
            level
        )
        forgetWhetherItHoldsBack()
    }

    /// What is held back for a row that has come now; it is taken out.
    func takeWithheld(_ row: RowID) throws -> [(field: String, level: Int)] {
        let found = try store.all(
            "SELECT field, level FROM withheld WHERE id = ?1 ORDER BY field",
            row
        ) { (field: $0.text(0), level: $0.int(1)) }
        if !found.isEmpty { try store.run("DELETE FROM withheld WHERE id = ?1", row) }
        return found
    }
}
