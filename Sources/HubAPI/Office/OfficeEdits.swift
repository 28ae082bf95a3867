import SyncCore
import SyncEngine

/// Lists of edits as they come to the office listener.
enum OfficeEdits {
    /// The edits of one operation, in their wire form; throws the codes of an operation.
    static func read(_ edits: JSONValue?, _ catalogue: Catalogue) throws -> [Edit] {
        // Read as the operation they become, so that there is one reader of edits.
        let shell: JSONValue = [
            "incarnation": RowID(high: 0, low: 0).json, "n": 1, "at": 0,
            "schema": .integer(Int64(catalogue.schemaVersion)), "edits": edits ?? .null,
        ]
        return try Operation(shell.bytes(), knownSchema: catalogue.schemaVersion).edits
    }

    /// A list of edits on each line; throws `batch.cut`, `batch.too_many` and what `read` throws.
    static func batch(_ bytes: [UInt8], _ catalogue: Catalogue) throws -> [[Edit]] {
        let (lines, rest) = Lines.split(bytes)
        guard rest.isEmpty else {
            throw SyncError("batch.cut", "The batch is cut: its last line has no end.")
        }
        guard lines.count <= OfficeLimit.operations else {
            throw SyncError(
                "batch.too_many",
                "Send at most \(OfficeLimit.operations) operations at once."
            )
        }
        let limits = JSONLimits(bytes: Operation.Limit.bytes, depth: Operation.Limit.depth)
        return try lines.map { try read(try JSONValue.parse($0, limits: limits), catalogue) }
    }
}

extension Invitation {
    /// Reads the body of `POST /v1/office/invitations`.
    init(_ members: JSONObject) throws(SyncError) {
        let days = members["days"] ?? 7
        guard let days = days.integer else { throw .field("days", "a whole number") }
        self.init(
            role: Role(rawValue: try members.text("role")),
            centre: try members.id("centre"),
            person: try members.optionalID("person"),
            days: days,
            admits: try members.optionalID("for")
        )
    }
}
