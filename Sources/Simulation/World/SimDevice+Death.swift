import Storage
import SyncEngine

/// A device that dies inside a write: what its open transaction has written is gone, as after any crash.
extension SimDevice {
    private static let tables = [
        "state", "lookup", "scope_row", "scope_sum", "staged", "meta", "outbox", "answered",
        "shown",
    ]
    private static let events = ["INSERT", "UPDATE", "DELETE"]

    /// Has the store fail at the write of this number, counted from now on.
    func lightFuse(atWrite number: Int) throws {
        guard let store = replica?.store else { return }
        try putOutFuse()
        try store.run("CREATE TEMP TABLE fuse (remaining INTEGER NOT NULL)")
        try store.run("INSERT INTO temp.fuse VALUES (?1)", Int64(number))
        for table in Self.tables {
            for event in Self.events {
                // An overflow is what no code of the replica takes for damage of the store.
                try store.run(
                    """
                    CREATE TEMP TRIGGER fuse_\(table)_\(event) AFTER \(event) ON main.\(table) BEGIN
                        UPDATE fuse SET remaining = remaining - 1;
                        SELECT abs(iif(remaining < 0, -9223372036854775807 - 1, 0)) FROM fuse;
                    END
                    """
                )
            }
        }
        isFuseLit = true
    }

    func putOutFuse() throws {
        guard isFuseLit, let store = replica?.store else { return }
        for table in Self.tables {
            for event in Self.events {
                try store.run("DROP TRIGGER IF EXISTS temp.fuse_\(table)_\(event)")
            }
        }
        try store.run("DROP TABLE IF EXISTS temp.fuse")
        isFuseLit = false
    }
}
