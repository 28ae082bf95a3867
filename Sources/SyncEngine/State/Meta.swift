import Storage

/// Small facts of a store by name.
struct Meta {
    let store: Connection

    subscript(_ name: String) -> String? {
        get throws {
            try store.first("SELECT value FROM meta WHERE name = ?1", name) { $0.text(0) }
        }
    }

    func set(_ name: String, _ value: String) throws {
        try store.run(
            """
            INSERT INTO meta (name, value) VALUES (?1, ?2)
            ON CONFLICT (name) DO UPDATE SET value = ?2
            """,
            name,
            value
        )
    }

    func clear(_ name: String) throws {
        try store.run("DELETE FROM meta WHERE name = ?1", name)
    }
}
