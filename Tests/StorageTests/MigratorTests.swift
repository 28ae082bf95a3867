import Testing

@testable import Storage

@Suite struct MigratorTests {
    let folder = TemporaryFolder()
    let first = Migration(name: "v001-items", sql: Array("CREATE TABLE item (id INTEGER)".utf8))
    let second = Migration(
        name: "v002-names",
        sql: Array(
            "ALTER TABLE item ADD COLUMN name TEXT; CREATE INDEX by_name ON item (name)".utf8
        )
    )

    private func open(_ name: String = "a.db") throws -> Connection {
        try Connection(path: folder.file(name), mode: .create)
    }

    private func migrator(_ migrations: Migration...) -> Migrator {
        Migrator(migrations: migrations, applicationID: 77)
    }

    private func columns(_ store: Connection) throws -> [String] {
        try store.all("SELECT name FROM pragma_table_info('item')") { $0.text(0) }
    }

    @Test func `each step is applied once, in order, and the store gets its mark`() throws {
        let store = try open()
        try migrator(first).migrate(store)
        #expect(try columns(store) == ["id"])
        #expect(try !migrator(first, second).isUpToDate(store))
        try migrator(first, second).migrate(store)
        try migrator(first, second).migrate(store)
        #expect(try columns(store) == ["id", "name"])
        #expect(try migrator(first, second).isUpToDate(store))
        #expect(try store.applicationID() == 77)
    }

    @Test func `a failing step leaves the store at the step before it`() throws {
        let store = try open()
        let bad = Migration(
            name: "v002-bad",
            sql: Array("CREATE TABLE b (x); SELECT nonsense".utf8)
        )
        #expect(failureCode { try migrator(first, bad).migrate(store) } == .failed)
        #expect(
            try store.first("SELECT count(*) FROM sqlite_schema WHERE name = 'b'") { $0.int(0) }
                == 0
        )
        #expect(try store.first("PRAGMA foreign_keys") { $0.int(0) } == 1)
        try migrator(first, second).migrate(store)
        #expect(try columns(store) == ["id", "name"])
    }

    @Test func `a changed step is refused`() throws {
        let store = try open()
        try migrator(first, second).migrate(store)
        let changed = Migration(name: first.name, sql: first.sql + Array(" ".utf8))
        #expect(failureCode { try migrator(changed, second).migrate(store) } == .migrationChanged)
        let renamed = Migration(name: "v001-other", sql: first.sql)
        #expect(failureCode { try migrator(renamed, second).migrate(store) } == .migrationChanged)
    }

    @Test func `a store of a later version is refused`() throws {
        let store = try open()
        try migrator(first, second).migrate(store)
        #expect(failureCode { try migrator(first).migrate(store) } == .newer)
        #expect(failureCode { _ = try migrator(first).isUpToDate(store) } == .newer)
    }

    @Test func `another kind of store is refused and left as it was`() throws {
        let store = try open()
        try store.execute("CREATE TABLE bookmark (url TEXT)")
        #expect(failureCode { try migrator(first).migrate(store) } == .notOurs)
        #expect(try store.applicationID() == 0)
        let other = try open("b.db")
        try Migrator(migrations: [first], applicationID: 78).migrate(other)
        #expect(failureCode { try migrator(first).migrate(other) } == .notOurs)
    }

    @Test func `a table that others refer to can be rebuilt`() throws {
        let tables = Migration(
            name: "v001",
            sql: Array(
                """
                CREATE TABLE item (id INTEGER PRIMARY KEY);
                CREATE TABLE part (item INTEGER REFERENCES item (id) ON DELETE CASCADE);
                INSERT INTO item VALUES (1); INSERT INTO part VALUES (1);
                """.utf8
            )
        )
        let rebuild = Migration(
            name: "v002",
            sql: Array(
                """
                CREATE TABLE fresh (id INTEGER PRIMARY KEY, name TEXT);
                INSERT INTO fresh (id) SELECT id FROM item;
                DROP TABLE item; ALTER TABLE fresh RENAME TO item;
                """.utf8
            )
        )
        let store = try open()
        try migrator(tables, rebuild).migrate(store)
        #expect(try store.first("SELECT count(*) FROM part") { $0.int(0) } == 1)
    }

    @Test func `a step that leaves rows referring to nothing is undone`() throws {
        let tables = Migration(
            name: "v001",
            sql: Array(
                """
                CREATE TABLE item (id INTEGER PRIMARY KEY);
                CREATE TABLE part (item INTEGER REFERENCES item (id));
                INSERT INTO item VALUES (1); INSERT INTO part VALUES (1);
                """.utf8
            )
        )
        let loss = Migration(name: "v002", sql: Array("DELETE FROM item".utf8))
        let store = try open()
        #expect(failureCode { try migrator(tables, loss).migrate(store) } == .constraint)
        #expect(try store.first("SELECT count(*) FROM item") { $0.int(0) } == 1)
    }

    @Test func `the schema text does not depend on how the schema came about`() throws {
        let grown = try open()
        try migrator(first, second).migrate(grown)
        let written = try open("b.db")
        try written.execute(
            """
            CREATE TABLE "item" ( -- the things
                id   INTEGER,
                name TEXT
            );
            CREATE INDEX by_name ON item(name);
            """
        )
        let text = try migrator(first, second).schemaText(grown)
        #expect(text == (try migrator().schemaText(written)))
        #expect(
            text == """
                CREATE TABLE item (
                    id INTEGER,
                    name TEXT
                );

                CREATE INDEX by_name ON item(name);

                """
        )
    }

    @Test func `the schema text makes the same schema again`() throws {
        let store = try open()
        try store.execute(
            """
            CREATE TABLE item (id INTEGER PRIMARY KEY, mark BLOB DEFAULT x'00ff', "order" TEXT,
                weight REAL DEFAULT 1.5e-3 CHECK (weight > -1 AND "order" <> 'it''s -- not a remark'),
                UNIQUE (mark, "order")) STRICT, WITHOUT ROWID;
            CREATE VIRTUAL TABLE word USING fts5(text, tokenize='unicode61 remove_diacritics 0');
            CREATE VIEW heavy AS SELECT id, weight * 2 AS twice FROM item /* only */ WHERE weight >= 2;
            CREATE TRIGGER gone AFTER DELETE ON item BEGIN
                DELETE FROM word WHERE rowid = old.id; SELECT old.mark ->> '$.a';
            END;
            """
        )
        let text = try migrator().schemaText(store)
        let again = try open("b.db")
        try again.execute(text)
        #expect(try migrator().schemaText(again) == text)
        #expect(!text.contains("word_data"))
        #expect(text.contains("x'00ff'") && text.contains("1.5e-3") && text.contains("\"order\""))
    }
}
