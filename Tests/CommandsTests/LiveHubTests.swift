import Commands
import Coordination
import HubAPI
import SyncCore
import SyncEngine
import Testing

/// The same commands against a hub that listens.
struct LiveHubTests {
    let folder: TestFolder
    let service: HubService
    let server: HubServer
    let url: String
    let centre: RowID

    init() throws {
        folder = try TestFolder()
        let domain = try Coordination.domain()
        centre = try HubService.found(
            path: folder["hub.db"],
            centre: "Testsentralen",
            municipality: nil,
            domain: domain,
            environment: .system
        )
        service = try HubService(path: folder["hub.db"], domain: domain, environment: .system)
        var configuration = ServeConfiguration(port: 0)
        configuration.hasOffice = false
        server = HubServer(service: service, configuration: configuration)
        url = "http://127.0.0.1:\(try server.start())"
    }

    func run(_ words: String...) -> TestRun { TestRun(words) }

    func close() {
        server.drain()
        service.close()
    }

    func join(_ name: String, _ role: String) throws -> String {
        let centre = centre
        let code = try service.write { try $0.invite(role: Role(rawValue: role), centre: centre) }
        let file = folder[name]
        let joined = run("field", "join", url, code, "--replica", file, "--name", name)
        try #require(joined.exit == 0, "\(joined.errors)")
        return file
    }

    @Test func `work made on one device comes to another over HTTP`() throws {
        defer { close() }
        let ane = try join("ane.db", "coordinator")
        let bo = try join("bo.db", "coordinator")
        for number in 1...20 {
            let made = run(
                "field",
                "new",
                "task",
                "kind=cleanup",
                "title=Oppgåve \(number) æøå",
                "--replica",
                ane
            )
            try #require(made.exit == 0, "\(made.errors)")
        }
        let sent = try run("field", "sync", "--replica", ane, "--json").json()
        #expect(sent["sent"]?.integer == 20)
        #expect(sent["answered"]?.array?.count == 20)
        #expect(run("field", "sync", "--replica", bo).exit == 0)
        let listed = try run("field", "list", "task", "--replica", bo, "--json").json()
        #expect(listed.array?.count == 20)
        #expect(listed.array?.first?["fields"]?["title"]?.text == "Oppgåve 1 æøå")
    }

    @Test func `a wrong code and a hub that stopped are told in words`() throws {
        let file = try join("ane.db", "volunteer")
        let wrong = run("field", "join", url, "nonsense", "--replica", folder["b.db"])
        #expect(wrong.exit == 2)
        #expect(wrong.errors.contains("[code.malformed]"))
        close()
        let sync = run("field", "sync", "--replica", file)
        #expect(sync.exit == 1)
        #expect(sync.errors.contains("0 operations wait"))
    }
}
