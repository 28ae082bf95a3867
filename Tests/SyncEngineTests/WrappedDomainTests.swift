import Glibc
import SyncCore
import SyncEngine
import Synchronization
import Testing

/// A wrapper that forgets to pass a question on would hide a rule from every story and every simulated season.
@Suite struct `a domain around another` {
    private static let id = RowID.version7(milliseconds: 1, random: (1, 2))
    private static let edit = Edit("note", id, set: ["title": "asked"])
    private static let finding = Finding("access.denied", entity: "note", row: id)

    @Test func `passes on every question and every answer`() throws {
        let heard = Heard()
        let around = Around(wrapped: Answering(heard: heard, notes: try NotesDomain()))
        let world = NoWorld()
        let grant = Grant(role: Role(rawValue: "clerk"), centre: Self.id)
        let row = RowState(entity: "note", id: Self.id)
        #expect(around.catalogue.schemaVersion == 1)
        #expect(
            try around.admit(Self.edit, current: nil, by: .hub, in: world) == .hold([Self.finding])
        )
        #expect(try around.judge([], by: .hub, in: world) == .refuse([Self.finding]))
        #expect(try around.consequences(of: [], by: .hub, in: world) == [Self.edit])
        #expect(try around.remarks(on: [], in: world) == [Self.finding])
        #expect(around.barred([]) == [Self.finding])
        #expect(try around.samePersons(as: Self.id, in: world) == [Self.id])
        #expect(around.traces(in: []) == ["trace"])
        #expect(try around.tick(in: world) == [Self.edit])
        #expect(around.scopes(for: grant) == [.everyone])
        #expect(around.loans(of: row) == [Loan(.everyone, to: Self.id, ends: 7)])
        #expect(around.mayBorrow(grant))
        #expect(around.founding(centre: Self.id, name: "", municipality: nil) == [Self.edit])
        #expect(heard.count == (try Self.questions()), "a question has no answer in this test")
    }

    /// How many requirements the protocol has, by its source.
    private static func questions() throws -> Int {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let path = "/\(root)/Sources/SyncEngine/Domain/Domain.swift"
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 4096)
        var isInside = false
        var count = 0
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(
                decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
                as: UTF8.self
            )
            if text.hasPrefix("package protocol Domain") { isInside = true }
            if isInside, text.hasPrefix("}") { break }
            let isQuestion = text.hasPrefix("    func ") || text.hasPrefix("    var ")
            if isInside, isQuestion { count += 1 }
        }
        return count
    }

    private struct Around: WrappedDomain {
        let wrapped: any Domain
    }

    /// Which questions were asked.
    private final class Heard: Sendable {
        private let names = Mutex<Set<String>>([])
        var count: Int { names.withLock { $0.count } }
        func note(_ name: String) { names.withLock { _ = $0.insert(name) } }
    }

    private final class NoWorld: ScannedWorld {
        let now: Int64 = 1
        let seq: Int64 = 1
        let isWaived = false
        let isOffice = false
        func row(_ id: RowID) -> RowState? { nil }
        func rows(_ entity: EntityName, where field: String, is value: JSONValue) -> [RowState] {
            []
        }
        func rows(_ entity: EntityName) -> [RowState] { [] }
        func newID() -> RowID { id }
        func wasSeen(_ id: RowID) -> Bool { false }
        func wasMade(_ id: RowID) -> Bool { false }
        func areOneStore(_ origin: Int64, _ other: Int64) -> Bool { false }
    }

    /// Answers each question with something that no default would be.
    private struct Answering: Domain {
        let heard: Heard
        let notes: NotesDomain

        var catalogue: Catalogue {
            heard.note(#function)
            return notes.catalogue
        }

        func admit(
            _ edit: Edit,
            current: RowState?,
            by actor: Actor,
            in world: any World
        ) -> Ruling {
            heard.note(#function)
            return .hold([finding])
        }

        func judge(_ changes: [RowChange], by actor: Actor, in world: any World) -> Ruling {
            heard.note(#function)
            return .refuse([finding])
        }

        func consequences(
            of changes: [RowChange],
            by actor: Actor,
            in world: any World
        ) -> [Edit] {
            heard.note(#function)
            return [edit]
        }

        func remarks(on rows: [RowState], in world: any World) -> [Finding] {
            heard.note(#function)
            return [finding]
        }

        func barred(_ edits: [Edit]) -> [Finding] {
            heard.note(#function)
            return [finding]
        }

        func samePersons(as person: RowID, in world: any World) -> [RowID] {
            heard.note(#function)
            return [person]
        }

        func traces(in rows: [RowState]) -> [String] {
            heard.note(#function)
            return ["trace"]
        }

        func tick(in world: any World) -> [Edit] {
            heard.note(#function)
            return [edit]
        }

        func scopes(for grant: Grant) -> Set<ScopeKey> {
            heard.note(#function)
            return [.everyone]
        }

        func loans(of row: RowState) -> [Loan] {
            heard.note(#function)
            return [Loan(.everyone, to: id, ends: 7)]
        }

        func mayBorrow(_ grant: Grant) -> Bool {
            heard.note(#function)
            return true
        }

        func founding(centre: RowID, name: String, municipality: String?) -> [Edit] {
            heard.note(#function)
            return [edit]
        }
    }
}
