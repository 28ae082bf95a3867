package import SyncCore
package import SyncEngine

/// A way to a hub: over HTTP, or to one in the same process.
package protocol HubConnection: Sendable {
    /// Enrols a new device with a single-use code.
    func enrol(code: String, name: String, incarnation: RowID) throws -> Enrolled
    /// Sends operations and gives the hub's answer.
    func push(_ request: PushRequest) throws -> PushAnswer
    /// Fetches one page of what changed; waits at most so many seconds for something to change.
    ///
    /// `lacks` are scopes whose rows the store dropped by itself when their time was over.
    func pull(
        cursor: Cursor?,
        lacks: Set<String>,
        incarnation: RowID,
        waitSeconds: Int
    ) throws -> [UInt8]
}
