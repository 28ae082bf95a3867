import SyncCore
import SyncEngine

/// Where a draw's list is closed: what the hub wrote later, or what was written from its day on, is not in it.
struct LotterySeal: Sendable, Hashable {
    /// The hub's sequence number when it noticed that the day had come.
    let seq: Int64
    /// The day's first instant in Norway, Unix milliseconds.
    let at: Int64
}

/// The rows that decide who has a ticket, as they were when the draw's day came.
///
/// Whoever knows the seed could else wait with the draw until a bag, a pickup or a yes more lets somebody win. What is
/// asked of the rows only ever goes one way, so that it can be gone back: collected bags stay collected, a yes is
/// withdrawn once, a correction takes the place of a fact.
final class SealedWorld: World {
    private let world: any World
    private let seal: LotterySeal

    init(_ world: any World, _ seal: LotterySeal) {
        self.world = world
        self.seal = seal
    }

    var now: Int64 { seal.at }
    var seq: Int64 { world.seq }
    var isWaived: Bool { world.isWaived }
    var isOffice: Bool { world.isOffice }

    func row(_ id: RowID) throws -> RowState? { try world.row(id).flatMap(sealed) }

    func rows(
        _ entity: EntityName,
        where field: String,
        is value: JSONValue
    ) throws -> [RowState] {
        try world.rows(entity, where: field, is: value).compactMap(sealed)
    }

    func rows(_ entity: EntityName, by key: RowKey, having filter: RowFilter?) throws -> [RowState]
    {
        try world.rows(entity, by: key, having: filter).compactMap(sealed)
    }

    func rows(_ entity: EntityName) throws -> [RowState] {
        try world.rows(entity).compactMap(sealed)
    }

    func newID() -> RowID { world.newID() }
    func wasSeen(_ id: RowID) throws -> Bool { try world.wasSeen(id) }
    func wasMade(_ id: RowID) throws -> Bool { try world.wasMade(id) }

    func areOneStore(_ origin: Int64, _ other: Int64) throws -> Bool {
        try world.areOneStore(origin, other)
    }

    /// The row as it was; nil where it was not there yet.
    private func sealed(_ row: RowState) -> RowState? {
        guard row.stamps.isEmpty || row.stamps.values.contains(where: isBefore) else { return nil }
        var row = row
        for field in ["replacedBy", "contested", "pickup"] where isLater(field, row) {
            row.fields[field] = nil
        }
        // A word that was heard twice was said before, perhaps; then no ticket is the safer reading.
        let isShared = row.stamps["choice"]?.origin == Stamp.severalOrigins
        if row.entity == .consent, isLater("choice", row), !isShared {
            row.fields["choice"] = "given"
        }
        return row
    }

    private func isBefore(_ stamp: Stamp) -> Bool { stamp.seq < seal.seq && stamp.at < seal.at }

    private func isLater(_ field: String, _ row: RowState) -> Bool {
        row.stamps[field].map { !isBefore($0) } ?? false
    }
}
