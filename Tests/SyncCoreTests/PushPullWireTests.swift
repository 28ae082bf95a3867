import SyncCore
import Testing

@Suite struct `push and pull on the wire` {
    private static let incarnation = RowID(high: 1, low: 2)

    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch { return (error as? WireError)?.code }
    }

    private func push(_ count: Int) -> PushRequest {
        PushRequest(
            incarnation: Self.incarnation,
            first: 4,
            deviceNow: 99,
            operations: Array(repeating: Array("{}".utf8), count: count)
        )
    }

    @Test func `a push comes back as it was`() throws {
        let read = try PushRequest(push(3).bytes)
        #expect(read.incarnation == Self.incarnation && read.first == 4 && read.deviceNow == 99)
        #expect(read.operations == push(3).operations)
    }

    @Test func `a cut push is refused whole, wherever it was cut`() {
        let bytes = push(2).bytes
        for end in 1..<bytes.count {
            let cut = Array(bytes.prefix(end))
            // Cut at a line's end it is a shorter push; the next sync goes on from there.
            if cut.last == 0x0A { continue }
            #expect(code { _ = try PushRequest(cut) } == "push.cut")
        }
        #expect(code { _ = try PushRequest([]) } == "push.cut")
    }

    @Test(arguments: [
        "{}", #"{"push":2,"incarnation":"00000000-0000-0001-0000-000000000002","first":1,"now":1}"#,
        #"{"push":1,"incarnation":"no","first":1,"now":1}"#,
        #"{"push":1,"incarnation":"00000000-0000-0001-0000-000000000002","first":0,"now":1}"#,
        #"{"push":1,"incarnation":"00000000-0000-0001-0000-000000000002","first":1}"#,
    ])
    func `another head is malformed`(_ head: String) {
        #expect(code { _ = try PushRequest(Array("\(head)\n".utf8)) } == "push.malformed")
    }

    @Test func `a push has a limit`() {
        #expect(code { _ = try PushRequest(push(PushRequest.maximumOperations).bytes) } == nil)
        let many = push(PushRequest.maximumOperations + 1).bytes
        #expect(code { _ = try PushRequest(many) } == "push.too_many")
    }

    @Test func `an answer comes back as it was, and a cut one is known`() throws {
        let answer = PushAnswer(
            outcomes: [Outcome(number: 4, verdict: .applied, seq: 8)],
            expected: 5,
            origin: 3,
            stopped: "push.gap"
        )
        #expect(try PushAnswer(answer.bytes) == answer)
        let cut = Array(answer.bytes.prefix { $0 != 0x0A } + [0x0A])
        #expect(code { _ = try PushAnswer(cut) } == "push.answer_cut")
    }

    @Test func `the answer to a fork says from where the bytes differ`() throws {
        let answer = PushAnswer(
            outcomes: [],
            expected: 9,
            origin: 3,
            stopped: "device.forked",
            forkedFrom: 5
        )
        #expect(try PushAnswer(answer.bytes) == answer)
        #expect(try PushAnswer(answer.bytes).forkedFrom == 5)
    }

    @Test func `every kind of pull line comes back as it was`() throws {
        var row = RowState(entity: "task", id: RowID(high: 7, low: 7))
        row.fields = ["title": "Rydding", "unknownYet": [1, 2]]
        row.stamps = ["title": Stamp(seq: 2, at: 3, origin: 4)]
        row.sets = ["requires": ["boots": Stamp(seq: 2, at: 3, origin: 4)]]
        row.isRemoved = true
        let timeline = RowID(high: 5, low: 6)
        let lines: [PullLine] = [
            .head(
                PullHead(
                    timeline: timeline,
                    incarnation: RowID(high: 8, low: 9),
                    origin: 3,
                    heard: 4,
                    hubNow: 99,
                    schema: 1,
                    scopes: ["everyone", "centre/x/field"],
                    dropped: ["centre/y/field"],
                    isFresh: true
                )
            ),
            .row(row, wire: row.wire, seq: 9, scopes: [0, 1]), .leave(row.id),
            .same(hubNow: 99, durableThrough: 4),
            .outcome(Outcome(number: 1, verdict: .held, seq: 9, findings: [Finding("x")])),
            .end(
                PullEnd(
                    cursor: Cursor(timeline: timeline, seq: 9, epoch: 1),
                    sums: ["00"],
                    durableThrough: 4
                )
            ),
        ]
        for line in lines {
            #expect(line.line.last == 0x0A)
            #expect(try PullLine(Array(line.line.dropLast())) == line)
        }
    }

    @Test func `what a later hub adds to a row's line is no part of the row`() throws {
        let row = RowState(entity: "note", id: Self.incarnation)
        let wire = String(decoding: row.wire, as: UTF8.self)
        for extra in ["", ",\"rx\":1", ",\"row2\":{\"seq\":3}"] {
            let line = "{\"in\":[0],\"row\":\(wire)\(extra),\"seq\":9}"
            #expect(
                try PullLine(Array(line.utf8)) == .row(row, wire: row.wire, seq: 9, scopes: [0])
            )
        }
    }

    @Test func `an unknown kind of line and a broken row are refused`() {
        #expect(code { _ = try PullLine(Array("{\"joke\":1}".utf8)) } == "pull.malformed")
        #expect(code { _ = try PullLine(Array("{\"row\":{},\"seq\":1}".utf8)) } == "row.malformed")
        #expect(code { _ = try PullLine(Array("{".utf8)) } == "json.invalid")
        // Numbers and times that nobody has counted to would leave the range of what is computed with them.
        let far = "9223372036854775807"
        let outcome = "{\"outcome\":{\"n\":\(far),\"outcome\":\"held\",\"seq\":1,\"findings\":[]}}"
        #expect(code { _ = try PullLine(Array(outcome.utf8)) } == "outcome.malformed")
        let row = "{\"in\":[0],\"row\":{},\"seq\":\(far)}"
        #expect(code { _ = try PullLine(Array(row.utf8)) } == "pull.malformed")
        let answer = "{\"end\":{\"expected\":\(far),\"origin\":1}}\n"
        #expect(code { _ = try PushAnswer(Array(answer.utf8)) } == "push.answer_cut")
        let clock: JSONValue = [
            "row": [
                "entity": "t", "id": Self.incarnation.json, "fields": [:], "clocks": ["a": [1]],
            ], "seq": 1,
        ]
        #expect(code { _ = try PullLine(clock.bytes()) } == "row.malformed")
    }

    @Test func `a row's canonical bytes do not depend on how it was made`() throws {
        var one = RowState(entity: "task", id: Self.incarnation)
        var other = one
        for name in ["b", "a", "c"] { one.fields[name] = 1 }
        for name in ["c", "b", "a"] { other.fields[name] = 1 }
        #expect(one.wire == other.wire)
        #expect(try RowState(try JSONValue.parse(one.wire)) == other)
    }

    @Test func `a row writes the canonical bytes of what it is`() throws {
        let stamp = Stamp(seq: 7, at: -3, origin: Stamp.severalOrigins)
        var row = RowState(entity: "task", id: Self.incarnation)
        for (isRemoved, isErased) in [(false, false), (true, false), (false, true)] {
            (row.isRemoved, row.isErased) = (isRemoved, isErased)
            for name in ["title", "\u{1}\"\\", "å", "zz"] {
                #expect(try JSONValue.parse(row.wire).bytes() == row.wire)
                #expect(try RowState(try JSONValue.parse(row.wire)) == row)
                row.fields[name] = .array([.string(name), .double(0.1), .null])
                row.stamps[name] = stamp
                row.sets[name] = [name: stamp, "b": stamp, "a": stamp]
            }
        }
    }

    @Test func `lines end at line feeds and nowhere else`() {
        let (lines, rest) = Lines.split(Array("a\r\n\nb".utf8))
        #expect(lines == [Array("a\r".utf8), []])
        #expect(rest == Array("b".utf8))
    }
}
