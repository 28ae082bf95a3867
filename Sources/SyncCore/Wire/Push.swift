/// What a device sends: a head line, then one operation a line, numbered on from `first`.
package struct PushRequest: Sendable {
    package let incarnation: RowID
    /// The number of the first operation in it.
    package let first: Int64
    /// The device's clock when it sent, Unix milliseconds.
    package let deviceNow: Int64
    /// The schema version the client has now, nil where it does not say; its operations may be of earlier ones.
    package let schema: Int?
    /// Numbers in it that the hub had refused before it was restored from a backup; they stay refused.
    package let refused: [Int64]
    /// Each operation's bytes as they were made.
    package let operations: [[UInt8]]

    /// The most operations in one push; more is refused with `push.too_many`.
    package static let maximumOperations = 1000
    /// The highest number a push may begin with: what counts on from it stays a number.
    package static let maximumFirst = Int64.max - Int64(maximumOperations)
    /// The most numbers in `refused`; the head of a push is at most 4 KiB.
    package static let maximumRefused = 200

    package init(
        incarnation: RowID,
        first: Int64,
        deviceNow: Int64,
        schema: Int? = nil,
        refused: [Int64] = [],
        operations: [[UInt8]]
    ) {
        self.incarnation = incarnation
        self.first = first
        self.deviceNow = deviceNow
        self.schema = schema
        self.refused = refused
        self.operations = operations
    }

    /// Some of its operations as a push of their own, sent when the device's clock said `deviceNow`.
    package func part(_ places: Range<Int>, deviceNow: Int64) -> PushRequest {
        PushRequest(
            incarnation: incarnation,
            first: first + Int64(places.lowerBound),
            deviceNow: deviceNow,
            schema: schema,
            refused: refused,
            operations: Array(operations[places])
        )
    }

    /// The bytes of the whole push.
    package var bytes: [UInt8] {
        var head: JSONObject = [
            "push": 1, "incarnation": incarnation.json, "first": .integer(first),
            "now": .integer(deviceNow),
        ]
        if let schema { head["schema"] = .integer(Int64(schema)) }
        if !refused.isEmpty { head["refused"] = .array(refused.map { .integer($0) }) }
        var out = JSONValue.object(head).line()
        for operation in operations {
            out.append(contentsOf: operation)
            out.append(0x0A)
        }
        return out
    }

    /// Reads a push; a body that does not end with a line feed was cut and is refused whole.
    package init(_ bytes: [UInt8]) throws(WireError) {
        let (lines, rest) = Lines.split(bytes)
        guard rest.isEmpty, let head = lines.first else {
            throw WireError(
                "push.cut",
                "The push is cut: its last line has no end. Send it again."
            )
        }
        let json: JSONValue
        do { json = try JSONValue.parse(head, limits: JSONLimits(bytes: 4096, depth: 4)) } catch {
            throw WireError(error.code, error.message)
        }
        guard json["push"]?.integer == 1, let first = json["first"]?.integer,
            (1...Self.maximumFirst).contains(first),
            let now = json["now"]?.integer,
            let incarnation = json["incarnation"]?.text.flatMap({ RowID($0) })
        else {
            throw WireError(
                "push.malformed",
                "The first line of a push has push, incarnation, first and now."
            )
        }
        guard lines.count - 1 <= Self.maximumOperations else {
            throw WireError(
                "push.too_many",
                "Send at most \(Self.maximumOperations) operations at once."
            )
        }
        self.init(
            incarnation: incarnation,
            first: first,
            deviceNow: now,
            schema: json["schema"]?.integer.map { Int(clamping: $0) },
            refused: (json["refused"]?.array ?? []).compactMap(\.integer),
            operations: Array(lines.dropFirst())
        )
    }
}

/// What the hub answers: an outcome a line, then a line that says where to go on.
///
/// An operation stays in the client's outbox until a pull has brought a state that has its outcome's `seq`; then
/// its effect is in the rows, and showing the operation on top of them would show it twice.
package struct PushAnswer: Sendable, Equatable {
    package var outcomes: [Outcome]
    /// The number the hub takes next from this incarnation.
    package var expected: Int64
    /// The hub's number for the incarnation, as it stands in clocks.
    package let origin: Int64
    /// Why it stopped before the last operation: `push.gap`, `device.forked` or `schema.unsupported`.
    ///
    /// At a gap nothing was stored: send on from `expected`. At a fork another copy of the store has used the
    /// numbers from `forkedFrom` on: begin a new incarnation, in which the operation of that number is the
    /// first, and send on; what the answer has outcomes for stays as it is. For the last the versions of hub and
    /// client are too far apart: nothing was stored from there on, the client keeps all it has, and whichever of
    /// the two is older (`schema` is the hub's) has to be updated.
    package var stopped: String?
    /// At a fork, the number of the first operation whose bytes are not those the hub has.
    package var forkedFrom: Int64?
    /// The hub's schema version; nil from a hub that does not say.
    package let schema: Int?

    package init(
        outcomes: [Outcome],
        expected: Int64,
        origin: Int64,
        stopped: String? = nil,
        forkedFrom: Int64? = nil,
        schema: Int? = nil
    ) {
        self.outcomes = outcomes
        self.expected = expected
        self.origin = origin
        self.stopped = stopped
        self.schema = schema
        self.forkedFrom = forkedFrom
    }

    package var bytes: [UInt8] {
        var out: [UInt8] = []
        for outcome in outcomes { out.append(contentsOf: outcome.json.line()) }
        var end: JSONObject = ["expected": .integer(expected), "origin": .integer(origin)]
        if let stopped { end["stopped"] = .string(stopped) }
        if let schema { end["schema"] = .integer(Int64(schema)) }
        if let forkedFrom { end["from"] = .integer(forkedFrom) }
        out.append(contentsOf: JSONValue.object(["end": .object(end)]).line())
        return out
    }

    /// Reads an answer; one without its end line was cut and throws `push.answer_cut`.
    package init(_ bytes: [UInt8]) throws(WireError) {
        var outcomes: [Outcome] = []
        for line in Lines.split(bytes).lines {
            let json: JSONValue
            do { json = try JSONValue.parse(line) } catch {
                throw WireError(error.code, error.message)
            }
            guard let end = json["end"] else {
                outcomes.append(try Outcome(json))
                continue
            }
            guard let expected = end["expected"]?.wireNumber,
                let origin = end["origin"]?.wireNumber
            else { break }
            self.init(
                outcomes: outcomes,
                expected: expected,
                origin: origin,
                stopped: end["stopped"]?.text,
                forkedFrom: end["from"]?.wireNumber,
                schema: end["schema"]?.integer.map { Int(clamping: $0) }
            )
            return
        }
        throw WireError("push.answer_cut", "The hub's answer was cut; the push is sent again.")
    }
}
