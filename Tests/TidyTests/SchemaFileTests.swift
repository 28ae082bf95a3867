import Foundation
import Storage
import SyncEngine
import Testing

/// The whole schema lies beside its migrations, to be read in one piece and to show in a diff.
@Suite struct SchemaFileTests {
    @Test(arguments: [("hub", StoreKind.hub), ("replica", StoreKind.replica)])
    func `the kept schema is what migrating a fresh store gives`(
        name: String,
        kind: StoreKind
    ) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tidy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Connection(path: folder.appending(path: "fresh.db").path, mode: .create)
        try kind.migrator.migrate(store)
        let schema = try kind.migrator.schemaText(store)
        let kept = "schema/current-\(name).sql"
        if ProcessInfo.processInfo.environment["UPDATE_SCHEMA"] == "1" {
            try schema.write(to: Repository.url(kept), atomically: true, encoding: .utf8)
        }
        #expect(
            try Repository.text(kept) == schema,
            "run UPDATE_SCHEMA=1 swift test --filter SchemaFileTests and look at the diff"
        )
    }

    /// What a replica is sent is the hub's word; a table that knew better would stop a pull (DESIGN.md 3.12).
    @Test func `a replica's tables carry no rule of the domain`() throws {
        let schema = try Repository.text("schema/current-replica.sql").uppercased()
        for word in ["CHECK", "REFERENCES", "FOREIGN KEY", "TRIGGER", "RAISE"] {
            #expect(!schema.contains(word), "\(word)")
        }
        // Only what the store gives its own numbers to: names, lives and ids of rows.
        let unique = schema.components(separatedBy: "\n").filter { $0.contains("UNIQUE") }
            .map { $0.trimmingCharacters(in: .whitespaces).prefix { $0 != " " } }
        #expect(Set(unique).isSubset(of: ["NAME", "INCARNATION", "ID"]), "\(unique)")
    }
}
