import Foundation
import Testing

/// A list that comes through a pipe, as from another program: `roster … -`.
struct RosterPipeTests {
    private static let list = "Fornavn;Etternavn;Mobil\r\nÅse;Lie;912 34 567\r\nOle;Moen;31.02\r\n"

    /// Runs a command with a file's bytes on its input.
    private func pipe(_ file: String, _ words: [String]) throws -> Program.Answer {
        let quoted = ([Program.path] + words).map { "'\($0)'" }.joined(separator: " ")
        return try Program.execute("/bin/sh", ["-c", "cat '\(file)' | \(quoted)"])
    }

    private func listed(_ folder: Folder) throws -> (file: String, db: String) {
        let file = folder.file("liste.csv")
        try Data(Self.list.unicodeScalars.map { UInt8($0.value) }).write(to: URL(filePath: file))
        let db = folder.file("hub.db")
        try Program.run("init", "--db", db, "--centre", "Prøve")
        return (file, db)
    }

    @Test func `a list on the input is read like the same list in a file`() throws {
        let folder = try Folder()
        let (file, db) = try listed(folder)
        for words in [["roster", "read", "-", "--json"], ["roster", "check", "-", "--db", db]] {
            let named = words.map { $0 == "-" ? file : $0 }
            let (piped, read) = (try pipe(file, words), try Program.run(named))
            #expect(piped.status == read.status)
            #expect(piped.output == read.output)
        }
    }

    @Test func `what came through a pipe is applied only when told that it is not at hand`() throws
    {
        let folder = try Folder()
        let (file, db) = try listed(folder)
        let (plan, rejects) = (folder.file("a.plan"), folder.file("avvist.csv"))
        let check = try pipe(
            file,
            ["roster", "check", "-", "--db", db, "--plan", plan, "--reject", rejects, "--json"]
        )
        #expect(check.status == 2)
        #expect(try check.json["counts"]["create"].integer == 1)
        #expect(try check.json["counts"]["reject"].integer == 1)
        #expect(try Data(contentsOf: URL(filePath: rejects)).count > 40)
        let refused = try Program.run("roster", "apply", plan, "--db", db)
        #expect(refused.errorCode == "roster.file_gone")
        let applied = try Program.run("roster", "apply", plan, "--db", db, "--file", file, "--json")
        #expect(try applied.json["counts"]["created"].integer == 1)
        let again = try Program.run(
            ["roster", "apply", plan, "--db", db, "--without-file", "--json"]
        )
        #expect(try again.json["counts"]["unchanged"].integer == 1)
    }

    @Test func `nothing on the input is told as an empty list`() throws {
        let folder = try Folder()
        let (_, db) = try listed(folder)
        let check = try pipe("/dev/null", ["roster", "check", "-", "--db", db])
        #expect(check.status == 3)
        #expect(check.errorCode == "roster.empty")
    }
}
