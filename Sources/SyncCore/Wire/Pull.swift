/// One line of a pull.
///
/// A pull is a head, rows, leaves and outcomes, and an end. Without its end line it was cut and nothing of it
/// counts. Scopes are named once, in the head, and by their place from then on.
package enum PullLine: Sendable, Hashable {
    case head(PullHead)
    /// A row as it stands, its wire bytes unchanged, with the places of the scopes it is in.
    case row(RowState, wire: [UInt8], seq: Int64, scopes: [Int])
    /// A row that has left all of the device's scopes.
    case leave(RowID)
    /// The answer to one of the device's own operations, numbered as in the incarnation that pulls.
    ///
    /// It may be that of another copy of the store. Only the answer to a push says that the hub has the bytes a
    /// client has, so only that takes an operation out of an outbox; this tells when the state has it.
    case outcome(Outcome)
    /// All rows of a bucket of a scope, by its place, were sent before this line; other rows are not in it.
    case whole(place: Int, bucket: UInt8)
    case end(PullEnd)
    /// Nobody has written since the device's cursor, which goes on counting; the page has no other line.
    ///
    /// Only a client that asks for brief answers gets it. With hub time, Unix milliseconds, and the last sequence
    /// number a backup covers, which moves without anybody writing.
    case same(hubNow: Int64, durableThrough: Int64)
}

package struct PullHead: Sendable, Hashable {
    package let timeline: RowID
    /// The incarnation that asked, to which `origin` and `heard` belong.
    package let incarnation: RowID
    /// The hub's number for the device's incarnation, as it stands in clocks.
    package let origin: Int64
    /// The number of the last operation the hub has of the incarnation.
    ///
    /// What was answered beyond it is lost, as the hub was restored. A client that has not made that many is a
    /// copy, or was restored itself: it begins a new incarnation before it makes more.
    package let heard: Int64
    /// Hub time, Unix milliseconds.
    package private(set) var hubNow: Int64
    package let schema: Int
    /// The device's scopes; rows name them by place.
    package let scopes: [String]
    /// Scopes the device had at its cursor and no longer has.
    package let dropped: [String]
    /// Scopes whose rows begin anew with this page: what the device holds in them counts no more.
    package let enters: [String]
    /// Scopes that end by themselves, with hub time in Unix milliseconds; their rows go then, without a word.
    package let ends: NameMap<Int64>
    /// What the device may do now; nil from a hub that does not say.
    package let grant: PullGrant?
    /// Whether the device's state is replaced rather than continued.
    package let isFresh: Bool

    package init(
        timeline: RowID,
        incarnation: RowID,
        origin: Int64,
        heard: Int64,
        hubNow: Int64,
        schema: Int,
        scopes: [String],
        dropped: [String],
        enters: [String] = [],
        ends: NameMap<Int64> = [:],
        grant: PullGrant? = nil,
        isFresh: Bool
    ) {
        self.timeline = timeline
        self.incarnation = incarnation
        self.origin = origin
        self.heard = heard
        self.hubNow = hubNow
        self.schema = schema
        self.scopes = scopes
        self.dropped = dropped
        self.enters = enters
        self.ends = ends
        self.grant = grant
        self.isFresh = isFresh
    }

    /// The same head at another hub time, Unix milliseconds.
    package func asked(at hubNow: Int64) -> PullHead {
        var head = self
        head.hubNow = hubNow
        return head
    }
}

/// For whom a device acts, as the hub has it now.
package struct PullGrant: Sendable, Hashable {
    package let role: Role
    package let centre: RowID
    package let person: RowID?

    package init(role: Role, centre: RowID, person: RowID?) {
        self.role = role
        self.centre = centre
        self.person = person
    }
}

package struct PullEnd: Sendable, Hashable {
    /// Where the device stands after this pull; send it with the next one.
    package let cursor: Cursor
    /// One sum per scope of the head, in its order, when the cursor is complete; hexadecimal.
    package let sums: [String]
    /// The last sequence number a backup of the hub covers.
    package let durableThrough: Int64
    /// Of scopes that were asked for, by place: the sums of the 256 buckets, 16 digits each, in one text.
    package let buckets: [Int: String]
    /// The device's own operations about persons who were erased: their bytes have to go.
    package let forget: PullForget

    package init(
        cursor: Cursor,
        sums: [String],
        durableThrough: Int64,
        buckets: [Int: String] = [:],
        forget: PullForget = .init()
    ) {
        self.cursor = cursor
        self.sums = sums
        self.durableThrough = durableThrough
        self.buckets = buckets
        self.forget = forget
    }
}

extension PullLine {
    /// The line with its line feed.
    package var line: [UInt8] {
        switch self {
        case .head(let head): return JSONValue.object(["head": head.json]).line()
        case .row(_, let wire, let seq, let scopes):
            var out: [UInt8] = []
            Self.addRow(wire.span.bytes, seq: seq, scopes: scopes, to: &out)
            return out
        case .leave(let id): return JSONValue.object(["leave": id.json]).line()
        case .outcome(let outcome): return JSONValue.object(["outcome": outcome.json]).line()
        case .whole(let place, let bucket):
            let whole: JSONValue = [
                "scope": .integer(Int64(place)), "bucket": .integer(Int64(bucket)),
            ]
            return JSONValue.object(["whole": whole]).line()
        case .end(let end): return JSONValue.object(["end": end.json]).line()
        case .same(let hubNow, let durable):
            return JSONValue.object([
                "durableThrough": .integer(durable), "same": .integer(hubNow),
            ]).line()
        }
    }

    /// Adds a row's line around its stored bytes, which are not read again.
    package static func addRow(
        _ wire: RawSpan,
        seq: Int64,
        scopes: [Int],
        to out: inout [UInt8]
    ) {
        out += rowBegin
        for (place, scope) in scopes.enumerated() {
            if place > 0 { out.append(UInt8(ascii: ",")) }
            JSONValue.write(Int64(scope), into: &out)
        }
        out += rowMiddle
        wire.withUnsafeBytes { out.append(contentsOf: $0) }
        out += rowEnd
        JSONValue.write(seq, into: &out)
        out += rowClose
    }

    /// The bytes of the row in a line that was read already, where it is written as `addRow` does.
    ///
    /// Both ends are found in the text around the row, which holds nothing but whole numbers.
    private static func wire(in line: [UInt8]) -> [UInt8]? {
        guard line.starts(with: rowBegin), let close = line.firstIndex(of: UInt8(ascii: "]")),
            line[close...].starts(with: rowMiddle), line.last == UInt8(ascii: "}")
        else { return nil }
        let start = close + rowMiddle.count
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        guard let end = line.dropLast().lastIndex(where: { !isDigit($0) }).map({ $0 + 1 }),
            end - rowEnd.count > start, line[..<end].suffix(rowEnd.count).elementsEqual(rowEnd)
        else { return nil }
        return Array(line[start..<(end - rowEnd.count)])
    }

    private static let rowMembers = 3
    private static let rowBegin = Array("{\"in\":[".utf8)
    private static let rowMiddle = Array("],\"row\":".utf8)
    private static let rowEnd = Array(",\"seq\":".utf8)
    private static let rowClose = Array("}\n".utf8)

    /// Reads one line; an unknown kind of line is `pull.malformed`.
    package init(_ bytes: [UInt8]) throws(WireError) {
        let json: JSONValue
        do {
            json = try JSONValue.parse(bytes, limits: JSONLimits(bytes: 4 << 20, depth: 32))
        } catch {
            throw WireError(error.code, error.message)
        }
        if let row = json["row"], let seq = json["seq"]?.wireNumber {
            let scopes = (json["in"]?.array ?? []).compactMap { $0.integer.map(Int.init) }
            // A member that a later hub adds may stand between the row and what is looked for around it.
            let isPlain = json.object?.count == Self.rowMembers
            let wire = (isPlain ? Self.wire(in: bytes) : nil) ?? row.bytes()
            self = .row(try RowState(row), wire: wire, seq: seq, scopes: scopes)
        } else if let id = json["leave"]?.text.flatMap({ RowID($0) }) {
            self = .leave(id)
        } else if let outcome = json["outcome"] {
            self = .outcome(try Outcome(outcome))
        } else if let whole = json["whole"] {
            guard let place = whole["scope"]?.integer.flatMap({ Int(exactly: $0) }), place >= 0,
                let bucket = whole["bucket"]?.integer.flatMap({ UInt8(exactly: $0) })
            else { throw WireError("pull.malformed", "A bucket lacks its scope or number.") }
            self = .whole(place: place, bucket: bucket)
        } else if let head = json["head"].flatMap(PullHead.init) {
            self = .head(head)
        } else if let end = json["end"].flatMap(PullEnd.init) {
            self = .end(end)
        } else if let hubNow = json["same"]?.wireNumber,
            let durable = json["durableThrough"]?.wireNumber
        {
            self = .same(hubNow: hubNow, durableThrough: durable)
        } else {
            throw WireError("pull.malformed", "A line of the pull is of no known kind.")
        }
    }
}

extension PullHead {
    var json: JSONValue {
        var members: JSONObject = [
            "pull": 1, "timeline": timeline.json, "incarnation": incarnation.json,
            "origin": .integer(origin), "heard": .integer(heard),
            "now": .integer(hubNow), "schema": .integer(Int64(schema)),
            "scopes": .array(scopes.map { .string($0) }),
            "dropped": .array(dropped.map { .string($0) }), "fresh": .bool(isFresh),
        ]
        if !enters.isEmpty { members["enters"] = .array(enters.map { .string($0) }) }
        if !ends.isEmpty { members["ends"] = .object(JSONObject(ends.mapValues { .integer($0) })) }
        members["grant"] = grant?.json
        return .object(members)
    }

    init?(_ json: JSONValue) {
        guard json["pull"]?.integer == 1,
            let timeline = json["timeline"]?.text.flatMap({ RowID($0) }),
            let incarnation = json["incarnation"]?.text.flatMap({ RowID($0) }),
            let origin = json["origin"]?.wireNumber, let heard = json["heard"]?.wireNumber,
            let now = json["now"]?.wireNumber,
            let schema = json["schema"]?.integer, let scopes = json["scopes"]?.array,
            let dropped = json["dropped"]?.array, let isFresh = json["fresh"]?.bool
        else { return nil }
        self.init(
            timeline: timeline,
            incarnation: incarnation,
            origin: origin,
            heard: heard,
            hubNow: now,
            schema: Int(clamping: schema),
            scopes: scopes.compactMap(\.text),
            dropped: dropped.compactMap(\.text),
            enters: (json["enters"]?.array ?? []).compactMap(\.text),
            ends: (json["ends"]?.object ?? [:]).compactMapValues(\.wireNumber),
            grant: json["grant"].flatMap(PullGrant.init),
            isFresh: isFresh
        )
    }
}

extension PullGrant {
    var json: JSONValue {
        var members: JSONObject = [
            "role": .string(role.rawValue), "centre": centre.json,
        ]
        members["person"] = person?.json
        return .object(members)
    }

    init?(_ json: JSONValue) {
        guard let role = json["role"]?.text,
            let centre = json["centre"]?.text.flatMap({ RowID($0) })
        else { return nil }
        self.init(
            role: Role(rawValue: role),
            centre: centre,
            person: json["person"]?.text.flatMap { RowID($0) }
        )
    }
}

extension PullEnd {
    var json: JSONValue {
        var out: JSONObject = [
            "cursor": .string(cursor.token), "complete": .bool(cursor.isComplete),
            "seq": .integer(cursor.seq), "sums": .array(sums.map { .string($0) }),
            "durableThrough": .integer(durableThrough),
        ]
        if !buckets.isEmpty {
            let named = buckets.map { ("\($0.key)", JSONValue.string($0.value)) }
            out["buckets"] = .object(JSONObject(named))
        }
        forget.add(to: &out)
        return .object(out)
    }

    init?(_ json: JSONValue) {
        guard let cursor = json["cursor"]?.text.flatMap({ Cursor(token: $0) }),
            let sums = json["sums"]?.array, let durable = json["durableThrough"]?.wireNumber
        else { return nil }
        var buckets: [Int: String] = [:]
        for (place, sums) in json["buckets"]?.object ?? [:] {
            if let place = Int(place) { buckets[place] = sums.text }
        }
        self.init(
            cursor: cursor,
            sums: sums.compactMap(\.text),
            durableThrough: durable,
            buckets: buckets,
            forget: PullForget(end: json)
        )
    }
}
