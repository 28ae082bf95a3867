import Commands
import SyncCore
import Testing

struct ToolTests {
    @Test func `samples are the same for the same seed and overwrite nothing`() throws {
        let folder = try TestFolder()
        for (kind, more) in [("roster", ["--rows", "30"]), ("shore", [])] {
            let words = ["sample", kind, folder["\(kind).1"], "--seed", "5", "--json"] + more
            let made = TestRun(words)
            #expect(made.exit == 0)
            #expect(try made.json()["seed"]?.integer == 5)
            #expect(TestRun(words).exit == 2)
        }
        #expect(TestRun(["sample", "shore", folder["none/x"]]).exit == 3)
        #expect(TestRun(["sample", "roster", folder["x"], "--rows", "0"]).exit == 64)
    }

    @Test func `the catalogue names entities, and the fields of one`() throws {
        #expect(try TestRun(["catalogue", "--json"]).json().array?.isEmpty == false)
        let zone = try TestRun(["catalogue", "cleanupZone", "--json"]).json()
        #expect(zone["fields"]?.array?.contains { $0["name"]?.text == "mode" } == true)
        let wrong = TestRun(["catalogue", "cleanupzone"])
        #expect(wrong.exit == 3)
        #expect(wrong.errors.contains("did you mean cleanupZone?"))
    }
}
