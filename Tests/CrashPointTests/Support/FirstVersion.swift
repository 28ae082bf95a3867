import Storage
import SyncEngine

/// Makes a store one that the first released version left behind, with the same rows.
enum FirstVersion {
    static func step(back path: String, _ kind: StoreKind, on disk: Disk) throws {
        let old = path + ".old"
        try copy(path, to: old, kind, on: disk)
        disk.files.removeStore(path)
        try disk.files.rename(old, to: path)
        // It kept no ledger.
        disk.files.remove(path + ".ledger")
    }

    private static func copy(
        _ path: String,
        to old: String,
        _ kind: StoreKind,
        on disk: Disk
    ) throws {
        var options = Connection.Options()
        options.disk = disk
        let store = try Connection(path: old, mode: .create, options: options)
        let first = Array(kind.migrator.migrations.prefix(1))
        try Migrator(migrations: first, applicationID: kind.applicationID).migrate(store)
        try store.execute("ATTACH '\(path)' AS newer")
        let tables = try store.all(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name <> 'migration'"
        ) { $0.text(0) }
        for table in tables {
            let columns = try store.all("SELECT name FROM pragma_table_info('\(table)', 'main')") {
                $0.text(0)
            }.joined(separator: ", ")
            try store.execute(
                """
                DELETE FROM main.\(table);
                INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM newer.\(table)
                """
            )
        }
        // It knew of no ledger, and a replica had one life.
        try store.execute("DELETE FROM meta WHERE name = 'ledgerFile'")
        if kind == .replica {
            try store.execute(
                "INSERT INTO meta (name, value) SELECT 'incarnation', incarnation FROM newer.life"
            )
        }
        try store.execute("DETACH newer")
    }
}
