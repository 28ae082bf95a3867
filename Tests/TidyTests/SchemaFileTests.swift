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
}
