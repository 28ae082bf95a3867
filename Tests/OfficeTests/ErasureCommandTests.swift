import Commands
import Foundation
import SyncCore
import Testing

struct ErasureCommandTests {
    private func person(_ folder: CommandFolder) throws -> String {
        let made = folder.run(
            "office",
            "new",
            "person",
            "displayName=Kari Testdatter",
            "--db",
            folder.db,
            "--json"
        )
        #expect(made.exit == 0, "\(made.errors)")
        let listed = try folder.run("office", "list", "person", "--db", folder.db, "--json").json
        return try require(listed.array?.first?["id"]?.text)
    }

    @Test func `a person is erased in two steps, and the certificate says so in three languages`()
        throws
    {
        let folder = CommandFolder.withHub()
        let id = try person(folder)
        let dry = folder.run("person", "erase", id, "--db", folder.db, "--json")
        #expect(dry.exit == 0, "\(dry.errors)")
        let token = try require(try dry.json["token"]?.text)
        #expect(try dry.json["removes"]?["tombstones"]?["person"]?.integer == 1)
        let spoken = folder.run("person", "erase", id, "--dry-run", "--db", folder.db)
        #expect(spoken.output.contains("--confirm \(token)"))
        let wrong = folder.run("person", "erase", id, "--confirm", "00000000", "--db", folder.db)
        #expect(wrong.exit == 2)
        #expect(wrong.errors.contains("erasure.stale"))
        let both = folder.run(
            "person",
            "erase",
            id,
            "--dry-run",
            "--confirm",
            token,
            "--db",
            folder.db
        )
        #expect(both.exit == 64)
        let done = folder.run(
            "person",
            "erase",
            id,
            "--confirm",
            token,
            "--db",
            folder.db,
            "--json"
        )
        #expect(done.exit == 0, "\(done.errors)")
        #expect(try done.json["logEmptied"]?.bool == true)
        for (language, word) in [("nb", "Slettet"), ("nn", "Sletta"), ("en", "Erased")] {
            let told = folder.run(
                "erasure",
                "certificate",
                id,
                "--db",
                folder.db,
                "--language",
                language
            )
            #expect(told.output.contains(word), "\(told.errors)")
            #expect(!told.output.contains("Kari"))
        }
        let listed = folder.run("erasure", "list", "--db", folder.db)
        #expect(listed.output.contains(id))
        #expect(folder.run("person", "erase", id, "--db", folder.db).exit != 0)
        let unknown = folder.run("erasure", "certificate", "0199aaaa", "--db", folder.db)
        #expect(unknown.exit == 3)
    }

    @Test func `the ledger is checked, and written anew when it is lost`() throws {
        let folder = CommandFolder.withHub()
        let check = folder.run("ledger", "check", "--db", folder.db, "--json")
        #expect(check.exit == 0, "\(check.errors)")
        #expect(try check.json["lines"]?.integer == 1)
        try FileManager.default.removeItem(atPath: folder.db + ".ledger")
        let gone = folder.run("ledger", "check", "--db", folder.db)
        #expect(gone.exit == 3)
        #expect(gone.errors.contains("ledger.missing"))
        // Reading goes on; writing could be lost by a restore, and is refused.
        let written = folder.run("office", "new", "person", "displayName=Ola", "--db", folder.db)
        #expect(written.exit == 3)
        #expect(folder.run("ledger", "rebuild", "--db", folder.db).exit == 0)
        #expect(folder.run("ledger", "check", "--db", folder.db).exit == 0)
    }

    @Test func `a restore without a ledger has to be asked for`() throws {
        let folder = CommandFolder.withHub()
        let (copy, place) = (folder.file("copy.db"), folder.file("again.db"))
        #expect(folder.run("backup", copy, "--db", folder.db).exit == 0)
        try FileManager.default.removeItem(atPath: copy + ".ledger")
        let refused = folder.run("restore", copy, "--db", place)
        #expect(refused.exit == 2)
        #expect(refused.errors.contains("--without-ledger"))
        let given = folder.run(
            "restore",
            copy,
            "--db",
            place,
            "--ledger",
            folder.db + ".ledger",
            "--json"
        )
        #expect(given.exit == 0, "\(given.errors)")
        #expect(try given.json["applied"]?.integer == 0)
        let other = folder.file("other.db")
        #expect(folder.run("restore", copy, "--db", other, "--without-ledger").exit == 0)
        #expect(folder.run("doctor", "--db", other).exit == 0)
    }
}
