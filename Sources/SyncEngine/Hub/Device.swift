import Storage
package import SyncCore

/// An enrolled field client as the hub knows it.
package struct Device: Sendable, Hashable {
    /// Its number in the hub's store.
    package let number: Int64
    package let id: RowID
    /// What its owner calls it.
    package let name: String
    package let grant: Grant
    /// Counts the changes of its grants.
    package let epoch: Int64
    /// When it was enrolled, seen last, retired and revoked; Unix milliseconds.
    package let enrolled: Int64
    package let seen: Int64?
    package let retired: Int64?
    package let revoked: Int64?
    /// Whether it was said to be lost or stolen when it was revoked.
    package let isLost: Bool
    /// The number of the ended device whose outbox this one brings, by the office's leave.
    package let admits: Int64?
    /// When a retired device began to send for the last time, hub time; nil while it has not.
    package let lastPush: Int64?

    static let columns = """
        device, id, name, role, centre, person, grant_ends, epoch, enrolled, seen, retired, revoked,
        admits, is_lost, last_push
        """

    init(_ row: Row) throws {
        guard let id = row.id(1) else {
            throw SyncError("store.corrupt", "A device in the store has no valid id.")
        }
        number = row.int64(0)
        self.id = id
        name = row.text(2)
        grant = try Grant(row, from: 3)
        epoch = row.int64(7)
        enrolled = row.int64(8)
        seen = row.optionalInt64(9)
        retired = row.optionalInt64(10)
        revoked = row.optionalInt64(11)
        admits = row.optionalInt64(12)
        isLost = row.bool(13)
        lastPush = row.optionalInt64(14)
    }
}

extension Grant {
    /// Reads role, centre, person and end from four columns beside each other.
    init(_ row: Row, from column: Int) throws {
        guard let centre = row.id(column + 1) else {
            throw SyncError("store.corrupt", "A grant in the store names no valid centre.")
        }
        self.init(
            role: Role(rawValue: row.text(column)),
            centre: centre,
            person: row.id(column + 2),
            ends: row.optionalInt64(column + 3)
        )
    }

    /// Who acts with this grant at a time: nobody in particular once it has ended.
    func actor(at time: Int64, origin: Int64) -> Actor {
        Actor(
            role: isOver(at: time) ? .none : role,
            centre: centre,
            person: isOver(at: time) ? nil : person,
            origin: origin
        )
    }
}

extension Verdict {
    /// The verdict's number in the store; never changed.
    var stored: Int64 {
        switch self {
        case .applied: 1
        case .merged: 2
        case .held: 3
        case .refused: 4
        }
    }
}
