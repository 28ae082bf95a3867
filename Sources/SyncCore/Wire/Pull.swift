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
    /// The answer to one of the device's own operations.
    case outcome(Outcome)
    case end(PullEnd)
}

package struct PullHead: Sendable, Hashable {
    package let timeline: RowID
    /// The hub's number for the device's incarnation, as it stands in clocks.
    package let origin: Int64
    /// The number of the last operation the hub has of the incarnation; what was answered beyond it is lost.
    package let heard: Int64
    /// Hub time, Unix milliseconds.
    package let hubNow: Int64
    package let schema: Int
    /// The device's scopes; rows name them by place.
    package let scopes: [String]
    /// Scopes the device had at its cursor and no longer has.
    package let dropped: [String]
    /// Scopes whose rows begin anew with this page: what the device holds in them counts no more.
    package let enters: [String]
    /// Scopes that end by themselves, with hub time in Unix milliseconds; their rows go then, without a word.
    package let ends: [String: Int64]
    /// What the device may do now; nil from a hub that does not say.
    package let grant: PullGrant?
    /// Whether the device's state is replaced rather than continued.
    package let isFresh: Bool

    package init(
        timeline: RowID,
        origin: Int64,
        heard: Int64,
        hubNow: Int64,
        schema: Int,
        scopes: [String],
        dropped: [String],
        enters: [String] = [],
        ends: [String: Int64] = [:],
        grant: PullGrant? = nil,
        isFresh: Bool
    ) {
        self.timeline = timeline
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
    /// Numbers of the device's own operations about persons who were erased: their bytes have to go.
    package let forget: [Int64]

    package init(
        cursor: Cursor,
        sums: [String],
        durableThrough: Int64,
        forget: [Int64] = []
    ) {
        self.cursor = cursor
        self.sums = sums
        self.durableThrough = durableThrough
        self.forget = forget
    }
}

extension PullLine {
    /// The line with its line feed.
    package var line: [UInt8] {
        switch self {
        case .head(let head): return JSONValue.object(["head": head.json]).line()
        case .row(_, let wire, let seq, let scopes):
            return Self.rowLine(wire: wire, seq: seq, scopes: scopes)
        case .leave(let id): return JSONValue.object(["leave": id.json]).line()
        case .outcome(let outcome): return JSONValue.object(["outcome": outcome.json]).line()
        case .end(let end): return JSONValue.object(["end": end.json]).line()
        }
    }

    /// A row's line around its stored bytes, which are not read again.
    package static func rowLine(wire: [UInt8], seq: Int64, scopes: [Int]) -> [UInt8] {
        var out = Array("{\"in\":[".utf8)
        out.append(contentsOf: scopes.map(String.init).joined(separator: ",").utf8)
        out.append(contentsOf: "],\"row\":".utf8)
        out.append(contentsOf: wire)
        out.append(contentsOf: ",\"seq\":\(seq)}\n".utf8)
        return out
    }

    /// Reads one line; an unknown kind of line is `pull.malformed`.
    package init(_ bytes: [UInt8]) throws(WireError) {
        let json: JSONValue
        do {
            json = try JSONValue.parse(bytes, limits: JSONLimits(bytes: 4 << 20, depth: 32))
        } catch {
            throw WireError(error.code, error.message)
        }
        if let row = json["row"], let seq = json["seq"]?.integer {
            let scopes = (json["in"]?.array ?? []).compactMap { $0.integer.map(Int.init) }
            self = .row(try RowState(row), wire: row.bytes(), seq: seq, scopes: scopes)
        } else if let id = json["leave"]?.text.flatMap({ RowID($0) }) {
            self = .leave(id)
        } else if let outcome = json["outcome"] {
            self = .outcome(try Outcome(outcome))
        } else if let head = json["head"].flatMap(PullHead.init) {
            self = .head(head)
        } else if let end = json["end"].flatMap(PullEnd.init) {
            self = .end(end)
        } else {
            throw WireError("pull.malformed", "A line of the pull is of no known kind.")
        }
    }
}

extension PullHead {
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "pull": 1, "timeline": timeline.json, "origin": .integer(origin),
            "heard": .integer(heard),
            "now": .integer(hubNow), "schema": .integer(Int64(schema)),
            "scopes": .array(scopes.map { .string($0) }),
            "dropped": .array(dropped.map { .string($0) }), "fresh": .bool(isFresh),
        ]
        if !enters.isEmpty { members["enters"] = .array(enters.map { .string($0) }) }
        if !ends.isEmpty { members["ends"] = .object(ends.mapValues { .integer($0) }) }
        members["grant"] = grant?.json
        return .object(members)
    }

    init?(_ json: JSONValue) {
        guard json["pull"]?.integer == 1,
            let timeline = json["timeline"]?.text.flatMap({ RowID($0) }),
            let origin = json["origin"]?.integer, let heard = json["heard"]?.integer,
            let now = json["now"]?.integer,
            let schema = json["schema"]?.integer, let scopes = json["scopes"]?.array,
            let dropped = json["dropped"]?.array, let isFresh = json["fresh"]?.bool
        else { return nil }
        self.init(
            timeline: timeline,
            origin: origin,
            heard: heard,
            hubNow: now,
            schema: Int(clamping: schema),
            scopes: scopes.compactMap(\.text),
            dropped: dropped.compactMap(\.text),
            enters: (json["enters"]?.array ?? []).compactMap(\.text),
            ends: (json["ends"]?.object ?? [:]).compactMapValues(\.integer),
            grant: json["grant"].flatMap(PullGrant.init),
            isFresh: isFresh
        )
    }
}

extension PullGrant {
    var json: JSONValue {
        var members: [String: JSONValue] = [
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
        var out: [String: JSONValue] = [
            "cursor": .string(cursor.token), "complete": .bool(cursor.isComplete),
            "seq": .integer(cursor.seq), "sums": .array(sums.map { .string($0) }),
            "durableThrough": .integer(durableThrough),
        ]
        if !forget.isEmpty { out["forget"] = .array(forget.map { .integer($0) }) }
        return .object(out)
    }

    init?(_ json: JSONValue) {
        guard let cursor = json["cursor"]?.text.flatMap({ Cursor(token: $0) }),
            let sums = json["sums"]?.array, let durable = json["durableThrough"]?.integer
        else { return nil }
        self.init(
            cursor: cursor,
            sums: sums.compactMap(\.text),
            durableThrough: durable,
            forget: (json["forget"]?.array ?? []).compactMap(\.integer)
        )
    }
}
