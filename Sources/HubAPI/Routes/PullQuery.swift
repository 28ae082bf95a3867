import HTTPServer
import SyncCore
import SyncEngine

/// The query of a pull.
struct PullQuery: Sendable {
    let cursor: Cursor?
    let incarnation: RowID
    /// Scopes whose rows the device dropped by itself when their time was over.
    let lacks: Set<String>
    let repair: PullRepair?
    /// The client's schema version, where it may be told in one line that nobody has written.
    let brief: Int?
    /// Seconds; a longer wait than the hub allows counts as the longest.
    let wait: Int

    private static let names: Set<String> = [
        "incarnation", "cursor", "wait", "lacks", "repair", "brief",
    ]

    init(_ call: Call, waitMaximum: Int) throws(SyncError) {
        if let error = call.request.unknownQuery(Self.names) { throw error }
        guard let incarnation = try call.queryID("incarnation") else {
            throw .field("incarnation", "a UUID")
        }
        self.incarnation = incarnation
        wait = min(try call.queryNumber("wait") ?? 0, waitMaximum)
        brief = try call.queryNumber("brief")
        lacks = Set((call.request.query("lacks") ?? "").split(separator: ",").map(String.init))
        repair = call.request.query("repair").flatMap { PullRepair(text: $0) }
        guard repair != nil || call.request.query("repair") == nil else {
            throw .field("repair", "places of scopes with buckets, such as 3:0aff,7")
        }
        let token = call.request.query("cursor") ?? ""
        cursor = Cursor(token: token)
        guard token.isEmpty || cursor != nil else { throw .cursorMalformed }
    }

    /// The question whose answer may be known already; nil where it asks for more than what is new.
    func idle(_ call: Call) -> IdlePulls.Question? {
        guard let cursor, lacks.isEmpty, repair == nil, let token = try? call.bearer() else {
            return nil
        }
        return IdlePulls.Question(
            token: token,
            incarnation: incarnation,
            cursor: cursor,
            brief: brief
        )
    }
}
