import Testing

@testable import Commands

struct ConsoleTests {
    @Test func `control characters from other people do not reach the terminal`() throws {
        let folder = try TestFolder()
        let hub = try TestHub(folder)
        let device = try TestDevice("ane", role: "coordinator", hub, folder)
        let id = try device.make("new", "organisation", "name=\u{1B}[31mRød", "kind=registered")
        let shown = device.run("show", "organisation", id)
        #expect(!shown.output.contains("\u{1B}"))
        #expect(shown.output.contains("Rød"))
    }

    @Test func `progress is for terminals only`() {
        let run = TestRun(["catalogue"])
        #expect(run.errors.isEmpty)
    }

    @Test(arguments: [
        ("store.missing", ExitCode.unreadable), ("store.newer", .unreadable),
        ("store.founded", .refused), ("replica.joined", .refused),
        ("replica.not_joined", .unreadable), ("code.used", .refused),
        ("device.unknown", .unreadable), ("network.timeout", .unreadable),
        ("op.refused", .refused), ("geojson.not_object", .refused),
        ("http.port_in_use", .refused), ("http.bad_address", .refused), ("http.tls", .refused),
    ])
    func `codes have their exit code from one table`(code: String, exit: ExitCode) {
        #expect(Failure.exit(for: code) == exit)
    }
}
