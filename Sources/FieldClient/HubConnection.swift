package import SyncCore
package import SyncEngine

/// A way to a hub: over HTTP, or to one in the same process.
package protocol HubConnection: Sendable {
    /// Enrols a new device with a single-use code.
    ///
    /// A store that joins again says what it was (`former`); where the hub has that device, the code is refused
    /// with `device.known` or `code.plain` and stays good.
    func enrol(_ request: JoinRequest) throws -> Enrolled
    /// Whether the hub is the one a store belongs to, or was restored from it; asked without the store's token.
    func knows(_ question: StoreQuestion) throws -> StoreKnowledge
    /// Sends operations and gives the hub's answer.
    func push(_ request: PushRequest) throws -> PushAnswer
    /// Fetches one page of what changed; waits at most so many seconds for something to change.
    ///
    /// `lacks` are scopes whose rows the store dropped by itself when their time was over. With `repair`, the page
    /// has what a damaged store needs to be equal again. With `brief`, the schema version the client has, a hub of the
    /// same says in one line that nobody has written.
    func pull(
        cursor: Cursor?,
        lacks: Set<String>,
        incarnation: RowID,
        repair: PullRepair?,
        brief: Int?,
        waitSeconds: Int
    ) throws -> [UInt8]
}

extension HubConnection {
    /// Enrols a device whose store joins for the first time.
    package func enrol(code: String, name: String, incarnation: RowID) throws -> Enrolled {
        try enrol(JoinRequest(code: code, name: name, incarnation: incarnation))
    }

    /// As `pull` with a repair, for a store that is well.
    package func pull(
        cursor: Cursor?,
        lacks: Set<String>,
        incarnation: RowID,
        waitSeconds: Int
    ) throws -> [UInt8] {
        try pull(
            cursor: cursor,
            lacks: lacks,
            incarnation: incarnation,
            repair: nil,
            brief: nil,
            waitSeconds: waitSeconds
        )
    }
}
