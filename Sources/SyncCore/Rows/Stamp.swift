/// Where a value came from: the hub's sequence number, the corrected time and the writer's store.
package struct Stamp: Sendable, Hashable {
    /// The hub's sequence number of the operation that wrote the value; 0 on a replica's own unsent work.
    package let seq: Int64
    /// The corrected time, Unix milliseconds.
    package let at: Int64
    /// The hub's number for the incarnation that wrote it; 0 is the hub itself.
    package let origin: Int64

    package init(seq: Int64, at: Int64, origin: Int64) {
        self.seq = seq
        self.at = at
        self.origin = origin
    }

    /// The hub's own writes.
    package static let hubOrigin: Int64 = 0

    /// Several incarnations have spoken on the value without having seen each other; it is nobody's own.
    package static let severalOrigins: Int64 = -2

    var json: JSONValue { [.integer(seq), .integer(at), .integer(origin)] }

    init?(_ json: JSONValue) {
        guard let parts = json.array, parts.count == 3,
            let seq = parts[0].integer, let at = parts[1].integer, let origin = parts[2].integer
        else { return nil }
        self.init(seq: seq, at: at, origin: origin)
    }
}
