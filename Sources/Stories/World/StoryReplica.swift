import Storage
import SyncCore
import SyncEngine

/// A device's side of the protocol as a story plays it: this program's replica, or another client's.
///
/// Everything that travels is bytes of the wire. Errors with a code are `SyncError`s.
protocol StoryReplica: AnyObject {
    /// The cursor of the last complete pull; nil before the first.
    var cursor: Cursor? { get throws }
    /// The cursor to pull from.
    var pullCursor: Cursor? { get throws }
    /// Scopes whose rows the client dropped by itself when their time was over; the pull names them.
    var lackedScopes: Set<String> { get throws }

    /// The life the store is in.
    var incarnation: RowID { get throws }
    /// What the next pull asks for beside what is new.
    var pullRepair: PullRepair? { get throws }

    /// Opens the store again, as a new process would.
    func restart() throws
    /// Goes on with another version of the program: its catalogue, and the bytes of that.
    func upgrade(to catalogue: Catalogue, _ bytes: [UInt8]) throws
    /// Rows of which the device shows more than the hub has, as it waits for the hub's upgrade.
    var rowsAhead: Set<RowID> { get throws }
    /// A second machine with what the store holds now, in a file of its own.
    func copy(to place: StoryStore, _ environment: Environment) throws -> any StoryReplica
    /// Goes on with what another store holds, in a file of its own; the present one is left behind.
    func restore(from other: any StoryReplica, in place: StoryStore) throws
    /// Joins again with the same store, by a code that was given for it.
    func rejoin(_ enrolment: StoryEnrolment) throws
    /// Takes all rows away and keeps the unsent work, since the hub shut the device out.
    func wipe() throws
    /// Takes away rows of scopes whose time is over, as a client's timer does.
    func dropEnded() throws
    /// Makes an operation; gives its number.
    func make(_ edits: [Edit]) throws -> Int64
    /// The bytes of the next push, from this number on; nil when nothing waits from there.
    func nextPush(from number: Int64, limit: Int) throws -> [UInt8]?
    /// Takes in the hub's answer to a push; gives the number to go on with, nil where that is the end.
    func take(_ answer: PushAnswer, to request: PushRequest) throws -> Int64?
    /// Takes in one page of a pull.
    func take(_ page: [UInt8]) throws -> PullResult
    /// The row as shown, unsent work on top; nil where none is to be shown.
    func row(_ id: RowID) throws -> RowState?
    /// All rows of an entity that are shown.
    func rows(_ entity: EntityName) throws -> [RowState]
    func waitingCount() throws -> Int
    /// The sums of all scopes that have rows.
    func sums() throws -> [(scope: String, sum: String)]
}

/// What a story tells a device that joins.
struct StoryEnrolment {
    let enrolled: Enrolled
    let incarnation: RowID
}

/// This program's own replica.
final class OwnReplica: StoryReplica {
    private var place: StoryStore
    private var catalogue: Catalogue
    private let environment: Environment
    private var replica: Replica

    init(
        _ place: StoryStore,
        _ enrolment: StoryEnrolment,
        catalogue: Catalogue,
        environment: Environment
    ) throws {
        self.place = place
        self.catalogue = catalogue
        self.environment = environment
        replica = try Replica.join(
            try place.open(),
            hubURL: "story:hub",
            enrolled: enrolment.enrolled,
            incarnation: enrolment.incarnation,
            catalogue: catalogue,
            environment: environment
        )
    }

    private init(_ place: StoryStore, _ catalogue: Catalogue, _ environment: Environment) throws {
        self.place = place
        self.catalogue = catalogue
        self.environment = environment
        replica = try Replica(try place.open(), catalogue: catalogue, environment: environment)
    }

    func copy(to place: StoryStore, _ environment: Environment) throws -> any StoryReplica {
        try backup(from: replica.store, to: place.path)
        return try OwnReplica(place, catalogue, environment)
    }

    func restore(from other: any StoryReplica, in place: StoryStore) throws {
        _ = try other.copy(to: place, environment)
        self.place = place
        try restart()
    }

    var incarnation: RowID { get throws { try replica.incarnation } }
    var pullRepair: PullRepair? { get throws { try replica.pullRepair } }
    var cursor: Cursor? { get throws { try replica.cursor } }
    var pullCursor: Cursor? { get throws { try replica.pullCursor } }

    var lackedScopes: Set<String> { get throws { try replica.lackedScopes } }

    var rowsAhead: Set<RowID> { get throws { try replica.rowsAhead() } }

    func dropEnded() throws { try replica.dropEnded() }

    func upgrade(to catalogue: Catalogue, _ bytes: [UInt8]) throws {
        self.catalogue = catalogue
        replica = try Replica(replica.store, catalogue: catalogue, environment: environment)
    }

    func wipe() throws { try replica.wipe() }

    func rejoin(_ enrolment: StoryEnrolment) throws {
        replica = try Replica.rejoin(
            replica.store,
            hubURL: "story:hub",
            enrolled: enrolment.enrolled,
            incarnation: enrolment.incarnation,
            catalogue: catalogue,
            environment: environment
        )
    }

    func restart() throws {
        replica = try Replica(try place.open(), catalogue: catalogue, environment: environment)
    }

    func make(_ edits: [Edit]) throws -> Int64 { try replica.make(edits) }

    func nextPush(from number: Int64, limit: Int) throws -> [UInt8]? {
        try replica.nextPush(from: number, limit: limit)?.bytes
    }

    func take(_ answer: PushAnswer, to request: PushRequest) throws -> Int64? {
        let step = try replica.take(answer, to: request)
        return step.stopped == nil ? step.next : nil
    }

    func take(_ page: [UInt8]) throws -> PullResult { try replica.take(page) }
    func row(_ id: RowID) throws -> RowState? { try replica.row(id) }
    func rows(_ entity: EntityName) throws -> [RowState] { try replica.rows(entity) }
    func waitingCount() throws -> Int { try replica.waitingCount() }
    func sums() throws -> [(scope: String, sum: String)] { try replica.sums() }
}
