import SyncCore
import SyncEngine

/// Which notices are to be tried again: the body of `POST /v1/office/notices/retry`.
struct NoticeChoice {
    /// More are never asked for at once.
    static let maximum = 500

    /// Nil for all that wait or are dead.
    let ids: [RowID]?

    init(_ body: JSONObject) throws(SyncError) {
        guard let given = body["ids"], !given.isNull else {
            ids = nil
            return
        }
        let read = (given.array ?? []).compactMap { $0.text.flatMap { RowID($0) } }
        guard read.count == given.array?.count, read.count <= Self.maximum else {
            throw .field("ids", "a list of at most \(Self.maximum) UUIDs")
        }
        ids = read
    }
}
