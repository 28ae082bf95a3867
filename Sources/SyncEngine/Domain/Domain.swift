package import SyncCore

/// What the engine asks of the domain: who may write, what may stand together, what follows.
///
/// Pure: an implementation reads the world it is given, keeps no state and has no clock of its own, so that
/// the same operations in the same order always give the same rows. No question has an answer by default: a
/// domain says itself that it lends nothing or knows no aliases, and one built on another is a `WrappedDomain`.
package protocol Domain: Sendable {
    /// What rows there are and how their fields merge.
    var catalogue: Catalogue { get }

    /// Whether this actor may make this edit at all, before anything is merged.
    ///
    /// Called with the row as it stands, nil for a new one, and with the actor as she was at the operation's base;
    /// when her grant has changed since, once more with what she is now. `world.wasSeen` tells what her device had
    /// been shown. Facts about catalogue, types and policies are
    /// checked by the engine; this is about roles, centres and fields.
    func admit(
        _ edit: Edit,
        current: RowState?,
        by actor: Actor,
        in world: any World
    ) throws -> Ruling

    /// Whether the rows as merged may stand, seen together with what the world holds.
    ///
    /// Called once with every row the operation changed; the world already shows them.
    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> Ruling

    /// What the hub's rules write because of these changes, under the same sequence number.
    ///
    /// Called again with its own results until it returns nothing. Ids of new rows come from `world.newID()`.
    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit]

    /// What the author should know of her rows as they stand in the end, such as a claim that came too late.
    ///
    /// The findings join the outcome, so they carry codes and never names.
    func remarks(on rows: [RowState], in world: any World) throws -> [Finding]

    /// Why edits must neither be carried out nor kept on disk, such as a national identity number in them.
    ///
    /// Asked before anything else; one finding is enough for the whole operation to be refused unkept.
    func barred(_ edits: [Edit]) -> [Finding]

    /// Other records that are said to be the same person; erasing one erases all of them.
    func samePersons(as person: RowID, in world: any World) throws -> [RowID]

    /// What a person could be known again by in a list, from the rows about her: each a text of its own.
    ///
    /// When she is erased only keyed digests of them are kept (`ErasedTraces`).
    func traces(in rows: [RowState]) -> [String]

    /// What the passing of time writes: expiry, season, overdue. Run by the hub as an operation of its own.
    func tick(in world: any World) throws -> [Edit]

    /// The scopes a device with these grants sees.
    func scopes(for grant: Grant) -> Set<ScopeKey>

    /// Which scopes a row lends to persons, such as to those who lead a task; from the row alone.
    func loans(of row: RowState) -> [Loan]

    /// Whether a device with this grant has what is lent to its person.
    func mayBorrow(_ grant: Grant) -> Bool

    /// Rows to be made when a new store is made for a centre; written as the hub's first operation.
    func founding(centre: RowID, name: String, municipality: String?) -> [Edit]
}

/// A decision about an edit or an operation.
package enum Ruling: Sendable, Hashable {
    case accept
    /// Right when it was made, and not any more: a new fact counts, everything else is kept for whoever owns the
    /// row now.
    case lapsed([Finding])
    /// Kept for a person to decide, with the reasons.
    case hold([Finding])
    case refuse([Finding])
}

/// Who stands behind an operation, as the hub knows it from the token; never what the client says.
package struct Actor: Sendable, Hashable {
    package let role: Role
    /// The centre the grant is for; nil for the hub itself.
    package let centre: RowID?
    /// The person the device is linked to, if any.
    package let person: RowID?
    /// The number of the store the operation came from, as it stands in clocks; nil where it is not known.
    package let origin: Int64?

    package init(role: Role, centre: RowID?, person: RowID?, origin: Int64? = nil) {
        self.role = role
        self.centre = centre
        self.person = person
        self.origin = origin
    }

    /// The hub's own rules and its clock.
    package static let hub = Actor(role: .hub, centre: nil, person: nil)

    package var isHub: Bool { role == .hub }
}

/// What a device may see and write, from a point in time to an end.
package struct Grant: Sendable, Hashable {
    package let role: Role
    package let centre: RowID
    package let person: RowID?
    /// When the grant ends by itself, Unix milliseconds.
    package let ends: Int64?

    package init(role: Role, centre: RowID, person: RowID? = nil, ends: Int64? = nil) {
        self.role = role
        self.centre = centre
        self.person = person
        self.ends = ends
    }

    /// Whether the grant has ended at a time, Unix milliseconds.
    package func isOver(at time: Int64) -> Bool { (ends ?? .max) <= time }
}

/// A scope that a person has by what a row says of her, until it ends.
package struct Loan: Sendable, Hashable {
    package let scope: ScopeKey
    package let person: RowID
    /// Unix milliseconds; nil for as long as the row says so.
    package let ends: Int64?

    package init(_ scope: ScopeKey, to person: RowID, ends: Int64?) {
        self.scope = scope
        self.person = person
        self.ends = ends
    }
}

/// A row before and after an operation.
package struct RowChange: Sendable, Hashable {
    package let before: RowState?
    package let after: RowState
    /// The merge units whose accepted value the operation changed.
    package let units: Set<String>

    package init(before: RowState?, after: RowState, units: Set<String>) {
        self.before = before
        self.after = after
        self.units = units
    }

    package var entity: EntityName { after.entity }
    package var id: RowID { after.id }
    package var isNew: Bool { before == nil }

    /// Whether the value of a field is another one than before.
    package func changed(_ field: String) -> Bool { before?[field] != after[field] }
}

/// The rows a rule may look at: the hub's state inside the running operation.
package protocol World: AnyObject {
    /// Hub time of the operation, Unix milliseconds.
    var now: Int64 { get }
    /// The operation's sequence number.
    var seq: Int64 { get }
    /// The row, also when it carries a removed mark; nil where there is none or it was erased.
    func row(_ id: RowID) throws -> RowState?
    /// Live rows of an entity whose indexed field has this value, in the order they were made at the hub.
    func rows(_ entity: EntityName, where field: String, is value: JSONValue) throws -> [RowState]
    /// Live rows that a key finds and the filter takes, in the order they were made at the hub.
    func rows(_ entity: EntityName, by key: RowKey, having filter: RowFilter?) throws -> [RowState]
    /// All live rows of an entity in the order they were made at the hub; for small entities.
    func rows(_ entity: EntityName) throws -> [RowState]
    /// A new id, the same again when the operation is run again.
    func newID() -> RowID
    /// Whether the author's device had been shown the row at the operation's base, also if it has left since.
    func wasSeen(_ id: RowID) throws -> Bool
    /// Whether the author's device made the row, or one whose outbox it brings; compaction changes nothing about it.
    func wasMade(_ id: RowID) throws -> Bool
    /// Whether two origins are lives of one store, or the device of the one has brought the outbox of the other's.
    ///
    /// A store that was copied, put back or joined again goes on in another life, and is the same author all along.
    func areOneStore(_ origin: Int64, _ other: Int64) throws -> Bool
    /// Whether a person has let the operation in although it was held; rules then do not hold it again.
    var isWaived: Bool { get }
    /// Whether the office itself writes, which has every row before it, whatever scopes that is in.
    var isOffice: Bool { get }
}
