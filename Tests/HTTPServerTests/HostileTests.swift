import HTTPServer
import Testing

@Suite struct HostileTests {
    @Test(arguments: HostileCase.all)
    func `a hostile request gets exactly the answer of the table`(hostile: HostileCase) throws {
        let server = try TestServer { configuration in
            configuration.idleSeconds = 2
            configuration.headerSeconds = 1
            configuration.bodySeconds = 1
        }
        let client = try server.client()
        client.send(hostile.bytes)
        switch hostile.expected {
        case .open(let statuses):
            #expect(answers(client, statuses.count, toHead: hostile.isHead) == statuses)
            expectInStep(client)
        case .closed(let statuses):
            #expect(answers(client, statuses.count, toHead: false) == statuses)
            #expect(client.closes(within: 3))
            #expect(client.leftover.isEmpty)
        case .closedAfterDoubleHead(let status):
            // The head is sent twice, so that the length covers only the second one.
            #expect(answers(client, 1, toHead: false) == [status])
            #expect(client.closes(within: 3))
        case .waits:
            #expect(!client.closes(within: 0.4))
            #expect(client.closes(within: 3.5))
            #expect(client.leftover.isEmpty)
        }
        let other = try server.client()
        other.get("/hello")
        #expect(other.answer()?.text == "hello")
        server.stop()
    }

    private func answers(_ client: RawClient, _ count: Int, toHead: Bool) -> [Int] {
        (0..<count).compactMap { _ in client.answer(toHead: toHead)?.status }
    }

    /// The connection is open, nothing more comes by itself, and the next request is understood.
    private func expectInStep(_ client: RawClient) {
        #expect(!client.closes(within: 0.05))
        #expect(client.leftover.isEmpty)
        client.get("/hello")
        #expect(client.answer()?.text == "hello")
    }

    @Test func `the table has as many lines as it should`() {
        #expect(HostileCase.all.count == 90)
        #expect(Set(HostileCase.all.map(\.name)).count == HostileCase.all.count)
    }
}
