import Storage

extension Replica {
    /// Takes all rows from this store, since the hub has shut the device out; unsent work stays.
    ///
    /// Damaged files that a rescue put aside go whole.
    ///
    /// What was answered stays only as far as no backup of the hub holds it. The office may let the rest in by
    /// a new code (`rejoin`). A client does it at the answer `device.revoked`.
    package func wipe() throws {
        let durable = try meta["durableThrough"].flatMap { Int64($0) } ?? 0
        try store.transaction {
            for table in [
                "state", "lookup", "scope_row", "scope_sum", "scope_end", "staged", "shown",
            ] {
                try store.run("DELETE FROM \(table)")
            }
            try store.run("UPDATE answered SET bytes = NULL, hash = NULL WHERE seq <= ?1", durable)
            for name in ["cursor", "stagedCursor"] { try meta.clear(name) }
            try oweAllAside()
        }
        names.rolledBack()
        // Pages of the log have the rows still.
        _ = try store.emptyLogNow()
        try removeAside()
    }
}
