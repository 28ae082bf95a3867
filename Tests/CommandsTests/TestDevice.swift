import Commands
import SyncCore
import Testing

/// A field client whose commands are run as typed.
struct TestDevice {
    let hub: TestHub
    let file: String

    /// Joins the hub and syncs once.
    init(_ name: String, role: String, _ hub: TestHub, _ folder: TestFolder, person: RowID? = nil)
        throws
    {
        try self.init(name, code: try hub.invite(role, person: person), hub, folder)
    }

    /// Joins the hub by a code and syncs once.
    init(_ name: String, code: String, _ hub: TestHub, _ folder: TestFolder) throws {
        self.hub = hub
        file = folder["\(name).db"]
        let joined = TestRun(
            [
                "field", "join", "http://hub.example", code, "--replica", file, "--name", name,
            ],
            environment: hub.environment
        )
        try #require(joined.exit == 0, "\(joined.errors)")
        let synced = run("sync")
        try #require(synced.exit == 0, "\(synced.errors)")
    }

    /// The same device with a copy of its store.
    init(copy file: String, of device: TestDevice) {
        hub = device.hub
        self.file = file
    }

    /// The same device with the hub somewhere else.
    init(_ device: TestDevice, at hub: TestHub) {
        self.hub = hub
        file = device.file
    }

    func run(_ words: String...) -> TestRun { run(words) }

    func run(_ words: [String]) -> TestRun {
        TestRun(["field"] + words + ["--replica", file], environment: hub.environment)
    }

    /// Runs a command with `--json` that has to succeed.
    func json(_ words: String...) throws -> JSONValue {
        let run = run(words + ["--json"])
        try #require(run.exit == 0, "\(words): \(run.errors)")
        return try run.json()
    }

    /// Makes a row and gives its id.
    func make(_ words: String...) throws -> String { try make(words) }

    func make(_ words: [String]) throws -> String {
        let run = run(words + ["--json"])
        try #require(run.exit == 0, "\(words): \(run.errors)")
        return try #require(try run.json()["edits"]?.array?.first?["id"]?.text)
    }

    /// The fields of a row as the device shows them.
    func fields(_ entity: String, _ id: String) throws -> JSONObject {
        try #require(try json("show", entity, id)["fields"]?.object)
    }
}
