import Foundation
import SyncCore
import Testing

/// Commands that fail leave nothing beside files that are not ours.
struct TidyFilesTests {
    private let files = FileManager.default

    @Test func `no lock is left beside a file that is no store`() throws {
        let folder = CommandFolder()
        let text = try folder.write("dette er en liste, og ingen base\n", to: "liste.csv")
        folder.run("serve", "--db", text)
        folder.run("backup", folder.file("kopi.db"), "--db", text)
        folder.run("init", "--db", text, "--centre", "Prøve")
        folder.run("restore", text, "--db", folder.file("ny.db"))
        folder.run("restore", text, "--db", text)
        folder.run("office", "new", "person", "displayName=Kari", "--db", text)
        #expect(try files.contentsOfDirectory(atPath: folder.path) == ["liste.csv"])
    }

    @Test(arguments: ["0000", "0201", "5701", "9999", "42", "42041", "４２０４"])
    func `a number no municipality has is refused`(number: String) {
        let folder = CommandFolder()
        let told = folder.run(
            "init",
            "--db",
            folder.db,
            "--centre",
            "Prøve",
            "--municipality",
            number
        )
        #expect(told.exit == 2)
        #expect(!files.fileExists(atPath: folder.db))
    }

    @Test(arguments: ["0301", "2100", "4204", "5601"])
    func `a county's municipality is taken`(number: String) {
        let folder = CommandFolder()
        let words = ["init", "--db", folder.db, "--centre", "Prøve", "--municipality", number]
        #expect(folder.run(words).exit == 0)
    }

    @Test func `a store made in an empty file is its owner's alone`() throws {
        let folder = CommandFolder()
        _ = try folder.write("", to: "hub.db")
        chmod(folder.db, 0o644)
        #expect(folder.run("init", "--db", folder.db, "--centre", "Prøve").exit == 0)
        let mode = try files.attributesOfItem(atPath: folder.db)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func `a store that cannot be written is looked over all the same`() throws {
        let folder = CommandFolder.withHub()
        try files.removeItem(atPath: folder.db + ".lock")
        chmod(folder.db, 0o400)
        chmod(folder.path, 0o500)
        defer { chmod(folder.path, 0o700) }
        let told = folder.run("doctor", "--db", folder.db)
        #expect(told.exit <= 1)
        #expect(told.output.contains("No page is damaged"))
    }
}
