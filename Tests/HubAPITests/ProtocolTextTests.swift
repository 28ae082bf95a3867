import Coordination
import Foundation
import Hashing
import Schema
import SyncCore
import SyncEngine
import Testing

@testable import HubAPI

/// `schema/protocol.md` is what the author of another client has; it must not tell what is not so.
@Suite struct ProtocolTextTests {
    let text: String
    let examples: [Example]

    /// One block that is marked as an example.
    struct Example {
        let kind: String
        /// The lines between the fences, each with its line feed.
        let bytes: [UInt8]

        var lines: [[UInt8]] { Lines.split(bytes).lines }
    }

    init() throws {
        let place = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "schema/protocol.md")
        text = try String(contentsOf: place, encoding: .utf8)
        examples = text.matches(of: /```json example ([a-z-]+)\n((?s:.*?))```/).map {
            Example(kind: String($0.output.1), bytes: Array($0.output.2.utf8))
        }
    }

    private func examples(_ kind: String) throws -> [Example] {
        let found = examples.filter { $0.kind == kind }
        try #require(!found.isEmpty, "there is no example of \(kind)")
        return found
    }

    @Test func `every example is canonical JSON of a kind that is checked`() throws {
        #expect(examples.count >= 12)
        #expect(text.components(separatedBy: "```json").count == examples.count + 1)
        let checked: Set = [
            "error", "enrolment", "enrolled", "operation", "push", "push-answer", "row", "pull",
            "pull-line", "hashes", "known-question", "known",
        ]
        #expect(Set(examples.map(\.kind)).subtracting(checked) == [])
        for example in examples {
            for line in example.lines {
                let canonical = try JSONValue.parse(line).bytes()
                // A row's line has its own order of members, which is the canonical one too.
                #expect(canonical == line, "\(example.kind)")
            }
        }
    }

    @Test func `pushes and operations are read, and written the same`() throws {
        let schema = try Catalogue(Schema.catalogue).schemaVersion
        for example in try examples("push") {
            let push = try PushRequest(example.bytes)
            #expect(push.bytes == example.bytes)
            for (place, bytes) in push.operations.enumerated() {
                let operation = try Operation(bytes, knownSchema: schema)
                #expect(operation.json.bytes() == bytes)
                #expect(operation.number == push.first + Int64(place))
                #expect(operation.incarnation == push.incarnation)
            }
        }
        for example in try examples("operation") {
            let line = try #require(example.lines.first)
            #expect(try Operation(line, knownSchema: schema).json.bytes() == line)
        }
        for example in try examples("push-answer") {
            #expect(try PushAnswer(example.bytes).bytes == example.bytes)
        }
    }

    @Test func `rows and pulls are read, and written the same`() throws {
        for example in try examples("row") {
            let line = try #require(example.lines.first)
            #expect(try RowState(try JSONValue.parse(line)).wire == line)
        }
        for example in try examples("pull") {
            for line in example.lines {
                #expect(try PullLine(line).line == line + [0x0A])
            }
        }
    }

    @Test func `lines that are seldom there are read, and written the same`() throws {
        var (heads, wholes, ends) = (0, 0, 0)
        for line in try examples("pull-line").flatMap(\.lines) {
            let read = try PullLine(line)
            #expect(read.line == line + [0x0A])
            switch read {
            case .head(let head):
                #expect(Set(head.ends.keys).isSubset(of: head.scopes) && !head.ends.isEmpty)
                #expect(Set(head.enters).isSubset(of: head.scopes) && !head.enters.isEmpty)
                #expect(head.grant?.person != nil)
                heads += 1
            case .whole: wholes += 1
            case .end(let end):
                #expect(!end.forget.present.isEmpty && !end.forget.others.isEmpty)
                ends += 1
            default: Issue.record("a line that stands in every page")
            }
        }
        #expect(heads > 0 && wholes > 0 && ends > 0)
        let asked = try #require(text.firstMatch(of: /`repair=([0-9a-f:,]+)`/)?.output.1)
        #expect(PullRepair(text: String(asked))?.text == String(asked))
    }

    /// The example pages follow each other, so that the sums of each are those of all rows up to it.
    @Test func `the sums of each page are those of the rows so far`() throws {
        var compared = 0
        var sums: [Int: UInt64] = [:]
        for example in try examples("pull") {
            for line in example.lines {
                switch try PullLine(line) {
                case .row(let row, let wire, _, let places):
                    for place in places { sums[place, default: 0] &+= Self.hash(row.id, wire) }
                case .end(let end):
                    for (place, sum) in end.sums.enumerated() {
                        #expect(Self.text(sums[place] ?? 0) == sum)
                        compared += 1
                    }
                default: continue
                }
            }
        }
        #expect(compared >= 5)
    }

    @Test func `the hashes to check an implementation with are right`() throws {
        for example in try examples("hashes") {
            var total: UInt64 = 0
            for line in example.lines {
                let json = try JSONValue.parse(line)
                if let sum = json["sum"]?.text {
                    #expect(Self.text(total) == sum)
                    continue
                }
                let id = try #require(json["id"]?.text.flatMap { RowID($0) })
                let bytes = Array(try #require(json["bytes"]?.text).utf8)
                let hash = Self.hash(id, bytes)
                #expect(json["hash"]?.text == Self.text(hash))
                #expect(try RowState(try JSONValue.parse(bytes)).wire == bytes)
                total &+= hash
            }
        }
        let first = try #require(try examples("pull").first?.lines.dropFirst().first)
        guard case .row(let row, let wire, _, _) = try PullLine(first) else {
            Issue.record("the first example of a pull has no row")
            return
        }
        #expect(text.contains("its bytes \(wire.count) long"))
        #expect(text.contains("it is in bucket \(row.id.low & 0xFF) "))
    }

    private static func hash(_ id: RowID, _ wire: [UInt8]) -> UInt64 {
        Digest.blake2b64(parts: id.bytes, wire)
    }

    private static func text(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    @Test func `enrolment and error have the members they are said to have`() throws {
        let asked = try JSONValue.parse(try #require(try examples("enrolment").first).bytes)
        #expect(asked.object?.keys.sorted() == ["code", "incarnation", "name"])
        let told = try JSONValue.parse(try #require(try examples("enrolled").first).bytes)
        #expect(
            told.object?.keys.sorted()
                == ["centre", "device", "name", "origin", "role", "timeline", "token"]
        )
        let errors = try examples("error").map { try JSONValue.parse($0.bytes)["error"]?.object }
        #expect(
            errors.map { $0?.keys.sorted() } == [
                ["code", "message"], ["code", "message", "until"],
            ]
        )
    }

    @Test func `whether a hub is a store's own is asked and answered as it is said`() throws {
        let asked = try JSONValue.parse(try #require(try examples("known-question").first).bytes)
        #expect(asked.object?.keys.sorted() == ["cursor", "device", "timeline"])
        #expect(asked["cursor"]?.text.flatMap { Cursor(token: $0) } != nil)
        let told = try JSONValue.parse(try #require(try examples("known").first).bytes)
        #expect(StoreKnowledge(told)?.json == told)
    }

    /// Codes in the first column of the tables from this heading on to the next.
    private func codes(under heading: String) -> Set<String> {
        let section = text.components(separatedBy: "\n## \(heading)").dropFirst().first ?? ""
        let body = section.components(separatedBy: "\n## ").first ?? ""
        return Set(body.matches(of: /(?m)^\| `([a-z]+\.[a-z_]+)` \|/).map { String($0.output.1) })
    }

    @Test func `every error of the hub is listed with its status, and no other`() {
        let listed = codes(under: "13. ")
        #expect(listed == Set(ErrorTable.entries.keys))
        for (code, entry) in ErrorTable.entries {
            #expect(text.contains("\n| `\(code)` | \(entry.status) |"), "\(code)")
        }
    }

    @Test func `every finding that has a sentence is listed`() {
        let listed = codes(under: "14. ")
        #expect(Messages.codes.subtracting(listed).sorted() == [])
        // What the reader of JSON refuses inside an operation is a finding without a sentence.
        let others = listed.subtracting(Messages.codes)
        #expect(others.allSatisfy { $0.hasPrefix("json.") }, "\(others)")
    }
}
