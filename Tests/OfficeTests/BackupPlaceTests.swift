import Coordination
import Foundation
import SyncCore
@testable import SyncEngine
import Testing

struct BackupPlaceTests {
    @Test func `a backup replaces an older backup of the same store`() throws {
        let folder = CommandFolder.withHub()
        let out = folder.file("kopi.db")
        #expect(folder.run("backup", out, "--db", folder.db).exit == 0)
        folder.run("office", "new", "person", "displayName=Kari", "--db", folder.db)
        let again = folder.run("backup", out, "--db", folder.db, "--json")
        #expect(again.exit == 0)
        #expect(folder.run("office", "list", "person", "--db", out).output.contains("Kari"))
    }

    @Test func `a backup never takes the place of another file`() throws {
        let folder = CommandFolder.withHub()
        let roster = try folder.write("Navn\nKari\n", to: "liste.csv")
        let told = folder.run("backup", roster, "--db", folder.db)
        #expect(told.exit == 2)
        #expect(told.errors.contains("file.exists"))
        #expect(try String(contentsOfFile: roster, encoding: .utf8) == "Navn\nKari\n")
        let other = CommandFolder.withHub()
        #expect(folder.run("backup", other.db, "--db", folder.db).exit == 2)
        let copy = other.file("kopi.db")
        other.run("backup", copy, "--db", other.db)
        #expect(folder.run("backup", copy, "--db", folder.db).exit == 2)
        #expect(folder.run("backup", folder.db, "--db", folder.db).exit == 2)
    }

    @Test func `a device, a link and a folder are no places for a backup`() throws {
        let folder = CommandFolder.withHub()
        let files = FileManager.default
        let link = folder.file("lenke")
        try files.createSymbolicLink(atPath: link, withDestinationPath: folder.file("kopi.db"))
        let pipe = folder.file("pipe")
        mkfifo(pipe, 0o600)
        for place in ["/dev/full", link, pipe, folder.path] {
            let told = folder.run("backup", place, "--db", folder.db)
            #expect(told.exit == 2, "\(place)")
            #expect(told.errors.contains("file.exists"))
        }
    }

    @Test func `what a backup holds is noted no further than the store goes`() throws {
        let centre = try TestCentre()
        let head = try centre.head()
        #expect(try centre.service.write { try $0.noteDurable(through: .max) } == head)
        #expect(try centre.service.write { try $0.noteDurable(through: 0) } == head)
    }
}
