import SyncCore
import SyncEngine
import Testing

@Suite struct `Who sees her own work` {
    @Test func `a device keeps the facts it wrote though it sees nothing else of their kind`()
        throws
    {
        let bench = try Bench()
        let other = bench.environment.newID()
        _ = try bench.office(Edit("club", other, set: ["name": "Naboen"]))
        let (alice, bob) = (try bench.join("alice"), try bench.join("bob"))
        let (note, edit) = bench.newNote("n")
        _ = try bench.office(edit)
        try bench.pull(alice)
        let line = bench.environment.newID()
        _ = try alice.make([Edit("line", line, set: ["noteId": note.json, "text": "mine"])])
        try bench.sync(alice)
        try bench.pull(bob)
        _ = try bench.office(Edit("note", note, set: ["clubId": other.json]))
        try bench.sync(alice)
        try bench.sync(bob)
        #expect(try alice.row(note) == nil)
        #expect(try alice.row(line)?["text"]?.text == "mine")
        #expect(try bob.row(line) == nil)
        try expectEqual(bench, alice, bob)
    }
}
