import HTTPServer
import SyncCore
import SyncEngine

/// One request on its way through a route.
struct Call: Sendable {
    let request: HTTPRequest
    let exchange: Exchange
    /// The decoded path segments that the route leaves open, in their order.
    let parts: [String]

    /// An open path segment that is an id; anything else throws `unknown`.
    func id(_ place: Int, orElse unknown: SyncError) throws(SyncError) -> RowID {
        guard let id = RowID(parts[place]) else { throw unknown }
        return id
    }

    /// A query value that is an id, if there is one.
    func queryID(_ name: String) throws(SyncError) -> RowID? {
        guard let text = request.query(name) else { return nil }
        guard let id = RowID(text) else { throw .field(name, "a UUID") }
        return id
    }

    /// A query value that is a whole number from 0, if there is one.
    func queryNumber(_ name: String) throws(SyncError) -> Int? {
        guard let text = request.query(name) else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw .field(name, "a whole number from 0")
        }
        return number
    }

    /// Degrees divided by commas, longitudes before latitudes (RFC 7946), if there are any.
    func queryDegrees(_ name: String, _ count: Int) throws(SyncError) -> [Double]? {
        guard let text = request.query(name) else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0) }
        let isOnMap = numbers.enumerated().allSatisfy { abs($1) <= ($0 % 2 == 0 ? 180 : 90) }
        guard parts.count == count, numbers.count == count, isOnMap else {
            throw .field(name, "\(count) numbers of degrees, longitudes first, such as 5.3,60.4")
        }
        return numbers
    }

    /// The box a query names, if there is one: west, south, east, north.
    func queryBox(_ name: String) throws(SyncError) -> PlaceBox? {
        guard let edges = try queryDegrees(name, 4) else { return nil }
        guard edges[0] <= edges[2], edges[1] <= edges[3] else {
            throw .field(name, "west,south,east,north")
        }
        return PlaceBox(west: edges[0], south: edges[1], east: edges[2], north: edges[3])
    }

    /// Whether a query value says yes; no where there is none.
    func queryFlag(_ name: String) throws(SyncError) -> Bool {
        guard let text = request.query(name) else { return false }
        if ["1", "true"].contains(text) { return true }
        guard ["0", "false"].contains(text) else { throw .field(name, "true or false") }
        return false
    }

    /// The token behind `Bearer`; throws `auth.missing`.
    func bearer() throws(SyncError) -> String {
        guard let header = request.header("Authorization") else { throw .authMissing }
        let parts = header.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, Substring(parts[0]).lowercased() == "bearer", parts[1].count <= 200
        else { throw .authMissing }
        return String(Substring(parts[1]))
    }

    /// The body unpacked; throws `request.encoding` and what unpacking throws.
    func body(limit: Int) throws -> [UInt8] {
        let name = request.header("Content-Encoding")?.lowercased() ?? "identity"
        if ["identity", ""].contains(name) { return request.body }
        guard let coding = Coding(rawValue: name == "x-gzip" ? "gzip" : name) else {
            throw SyncError.encodingUnknown
        }
        return try coding.unpack(request.body, limit: limit)
    }

    /// The body as one JSON object.
    func object(limit: Int, depth: Int = 8) throws -> JSONObject {
        let json = try JSONValue.parse(
            try body(limit: limit),
            limits: JSONLimits(bytes: limit, depth: depth)
        )
        guard let members = json.object else { throw SyncError.field("body", "one JSON object") }
        return members
    }
}

extension JSONObject {
    func text(_ name: String, _ form: String = "text") throws(SyncError) -> String {
        guard let text = self[name]?.text else { throw .field(name, form) }
        return text
    }

    func id(_ name: String) throws(SyncError) -> RowID {
        guard let id = self[name]?.text.flatMap({ RowID($0) }) else { throw .field(name, "a UUID") }
        return id
    }

    func optionalID(_ name: String) throws(SyncError) -> RowID? {
        guard let value = self[name], !value.isNull else { return nil }
        return try id(name)
    }

    func optionalBool(_ name: String) throws(SyncError) -> Bool? {
        guard let value = self[name], !value.isNull else { return nil }
        guard let flag = value.bool else { throw .field(name, "true or false") }
        return flag
    }
}
