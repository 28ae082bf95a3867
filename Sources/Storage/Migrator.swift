import CSQLite
import Hashing

/// Brings a store's schema up to date, one transaction a step, and refuses what it does not know.
///
/// The steps that were applied are recorded in the table `migration` with a BLAKE2b of their SQL.
///
///     let migrator = Migrator(migrations: steps, applicationID: 0x44474e48)
///     try migrator.migrate(store)
package struct Migrator: Sendable {
    /// Every step there ever was, oldest first.
    package let migrations: [Migration]
    /// The mark of this kind of store, in its header.
    package let applicationID: Int32

    /// The steps for one kind of store; their names must differ.
    package init(migrations: [Migration], applicationID: Int32) {
        precondition(Set(migrations.map(\.name)).count == migrations.count, "names must differ")
        self.migrations = migrations
        self.applicationID = applicationID
    }

    /// Applies the steps that are missing.
    ///
    /// A failing step leaves the store at the step before it.
    ///
    /// - Throws: `store.not_ours` for another kind of store, `store.newer` when it has steps that are
    ///   unknown here, `store.migration_changed` when an applied step reads differently now.
    package func migrate(_ store: Connection) throws {
        try store.transaction { try claim(store) }
        // The switch below makes SQLite prepare every statement anew: only for a step's sake.
        guard try recorded(store).count < migrations.count else { return }
        // Rebuilding a table must not fire the references to it; the check below makes up for it, and
        // the switch works only outside a transaction. https://www.sqlite.org/lang_altertable.html#otheralter
        try store.execute("PRAGMA foreign_keys = OFF")
        let outcome = Result { try applyMissing(store) }
        try store.execute("PRAGMA foreign_keys = ON")
        try outcome.get()
    }

    /// Whether every step is applied; it changes nothing, so a read-only connection may ask.
    ///
    /// - Throws: As `migrate` does.
    package func isUpToDate(_ store: Connection) throws -> Bool {
        try store.snapshot {
            guard try store.applicationID() == applicationID else {
                throw Connection.notOurs()
            }
            return try recorded(store).count == migrations.count
        }
    }

    private func claim(_ store: Connection) throws {
        let isEmpty = try store.number("SELECT count(*) FROM sqlite_schema") == 0
        let found = try store.applicationID()
        guard found == applicationID || (found == 0 && isEmpty) else {
            throw Connection.notOurs()
        }
        guard isEmpty else { return }
        try store.execute(
            """
            PRAGMA application_id = \(applicationID);
            CREATE TABLE migration (
                position INTEGER PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                checksum BLOB NOT NULL
            ) STRICT
            """
        )
    }

    private func applyMissing(_ store: Connection) throws {
        var applied = try recorded(store).count
        while applied < migrations.count {
            try store.transaction {
                // Asked again under the write lock: another process may have come first.
                applied = try recorded(store).count
                guard applied < migrations.count else { return }
                try apply(at: applied, store)
            }
            applied += 1
        }
    }

    private func apply(at position: Int, _ store: Connection) throws {
        let migration = migrations[position]
        try store.execute(String(decoding: migration.sql, as: UTF8.self))
        let broken = try store.first("PRAGMA foreign_key_check") { $0.text(0) }
        guard broken == nil else {
            throw StorageError(
                .constraint,
                "Migration \(migration.name) leaves rows in \(broken ?? "") that refer to "
                    + "nothing; it was undone."
            )
        }
        try store.run(
            "INSERT INTO migration (position, name, checksum) VALUES (?1, ?2, ?3)",
            position + 1,
            migration.name,
            Digest.blake2b(migration.sql)
        )
    }

    /// The steps the store has, checked against ours.
    private func recorded(_ store: Connection) throws -> [String] {
        let applied = try store.all("SELECT name, checksum FROM migration ORDER BY position") {
            (name: $0.text(0), checksum: $0.bytes(1))
        }
        for (known, found) in zip(migrations, applied) {
            guard known.name == found.name, Digest.blake2b(known.sql) == found.checksum else {
                throw StorageError(
                    .migrationChanged,
                    "Migration \(known.name) is not the one that was applied to this "
                        + "store as \(found.name); use the program that wrote it."
                )
            }
        }
        guard applied.count <= migrations.count else {
            throw StorageError(
                .newer,
                "A later version of this program wrote the store; install that version."
            )
        }
        return applied.map(\.name)
    }
}
