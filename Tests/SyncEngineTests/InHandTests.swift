import Foundation
import SyncCore
import SyncEngine
import Testing

@Suite struct `An operation in hand at a crash` {
    private let folder: URL
    private let path: String
    private let domain: NotesDomain
    private let environment = Environment.system

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "dugnad-inhand-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "hub.db").path
        domain = try NotesDomain()
    }

    /// A device as far as the wire goes, and its three operations.
    private struct Sender: Sendable {
        let token: String
        let request: PushRequest
    }

    private func found() throws -> Sender {
        let centre = try HubService.found(
            path: path,
            centre: "Klubben",
            municipality: nil,
            domain: domain,
            environment: environment
        )
        let incarnation = environment.newID()
        let service = try HubService(path: path, domain: domain, environment: environment)
        defer { service.close() }
        let enrolled = try service.write { hub in
            let code = try hub.invite(role: Role(rawValue: "member"), centre: centre)
            return try hub.enrol(code: code, name: "a", incarnation: incarnation)
        }
        let operations = (1...3).map { number in
            Operation(
                incarnation: incarnation,
                number: Int64(number),
                schema: 1,
                at: 0,
                base: nil,
                edits: [
                    Edit(
                        "note",
                        environment.newID(),
                        set: ["clubId": centre.json, "title": .string("note \(number)")]
                    )
                ]
            ).json.bytes()
        }
        let request = PushRequest(
            incarnation: incarnation,
            first: 1,
            deviceNow: environment.now(),
            operations: operations
        )
        return Sender(token: enrolled.token, request: request)
    }

    /// Leaves the file as a process does that dies while it decides the operation.
    private func crash(_ sender: Sender, at number: UInt8) throws {
        let bytes = sender.request.incarnation.bytes + [0, 0, 0, 0, 0, 0, 0, number]
        try Data(bytes).write(to: URL(filePath: InHand.path(beside: path)))
        try HubService(path: path, domain: domain, environment: environment).close()
    }

    /// The same, while it decides a group that shares a savepoint.
    private func crash(_ sender: Sender, in group: ClosedRange<UInt8>) throws {
        let bytes =
            sender.request.incarnation.bytes + [0, 0, 0, 0, 0, 0, 0, group.lowerBound]
            + [0, 0, 0, 0, 0, 0, 0, UInt8(group.count)]
        try Data(bytes).write(to: URL(filePath: InHand.path(beside: path)))
        try HubService(path: path, domain: domain, environment: environment).close()
    }

    private func push(_ sender: Sender) throws -> PushAnswer {
        let service = try HubService(path: path, domain: domain, environment: environment)
        defer { service.close() }
        return try service.write { hub in
            guard
                let device = try HubReader(
                    hub.store,
                    domain: hub.domain,
                    environment: .system
                ).device(token: sender.token)
            else { throw SyncError("device.unknown", "not enrolled") }
            return try hub.push(sender.request, from: device)
        }
    }

    @Test func `at two crashes it is held, and blocks nothing`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let sender = try found()
        try crash(sender, at: 2)
        try crash(sender, at: 2)
        let answer = try push(sender)
        #expect(answer.outcomes.map(\.verdict) == [.applied, .held, .applied])
        #expect(answer.outcomes[1].findings.map(\.code) == ["hub.could_not_decide"])
        // It is before a person.
        #expect(try questions() == ["hub.could_not_decide"])
        // Its answer is final, and is given again.
        #expect(try push(sender) == answer)
    }

    @Test func `at a third crash it is not even read, and still asked about`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let sender = try found()
        for _ in 1...3 { try crash(sender, at: 2) }
        let answer = try push(sender)
        #expect(answer.outcomes.map(\.verdict) == [.applied, .held, .applied])
        #expect(try questions() == ["hub.could_not_decide"])
    }

    private func questions() throws -> [String] {
        let reader = try HubService.reader(path: path, domain: domain, environment: environment)
        return try reader.rows(.reviewItem).compactMap { $0["kind"]?.text }
    }

    @Test func `at one crash, or at two of different operations, it is decided`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let sender = try found()
        try crash(sender, at: 1)
        try crash(sender, at: 2)
        #expect(try push(sender).outcomes.map(\.verdict) == [.applied, .applied, .applied])
    }

    @Test func `of a group the one that was in hand at the second crash is held, and no other`()
        throws
    {
        defer { try? FileManager.default.removeItem(at: folder) }
        let sender = try found()
        try crash(sender, in: 1...3)
        try crash(sender, at: 2)
        let answer = try push(sender)
        #expect(answer.outcomes.map(\.verdict) == [.applied, .held, .applied])
        #expect(try questions() == ["hub.could_not_decide"])
    }

    @Test func `a group that was in hand at one crash is decided, each by itself`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let sender = try found()
        try crash(sender, in: 1...3)
        #expect(try push(sender).outcomes.map(\.verdict) == [.applied, .applied, .applied])
        #expect(try questions().isEmpty)
    }

    @Test func `a hub that was closed in peace counts nothing`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let sender = try found()
        let first = try push(sender)
        #expect(try push(sender) == first)
        let bytes = try Data(contentsOf: URL(filePath: InHand.path(beside: path)))
        #expect(bytes.allSatisfy { $0 == 0 })
    }
}
