package import Coordination
package import SyncCore
package import SyncEngine

/// Takes an import back: as new work, so that it also reaches devices that have synced it.
///
/// Earlier values come back in fields nobody has changed since, and rows the import made go; what
/// somebody has built on stays and is listed. Stopped half-way, it is run again.
package struct RosterUndo: Sendable {
    /// Something the import wrote that stays.
    package struct Kept: Sendable, Equatable {
        package let entity: EntityName
        package let row: RowID
        /// The field or group, nil for the whole row.
        package let field: String?
        /// `undo.changed_since`, `undo.in_use`, `undo.value_erased` or `undo.consent_stays`.
        package let code: String
    }

    package let batch: RowID
    /// What belongs together, such as one person's rows.
    let pieces: [[Edit]]
    package let kept: [Kept]
    /// Consents the import brought: facts, which are withdrawn and stay so, and never removed.
    package let consents: Int
    let now: Int64

    /// How many rows go, and how many get earlier values back.
    package var removed: Int { edits.count { $0.mark == .removed } }
    package var restored: Int { edits.count { $0.mark == nil && $0.entity != .consent } }
    private var edits: [Edit] { pieces.flatMap(\.self) }

    /// Works out what can be taken back.
    ///
    /// Throws `roster.batch_unknown` and `roster.batch_undone`.
    package init(_ batch: RowID, reader: HubReader, now: Int64) throws {
        guard let row = try reader.row(batch), row.entity == .importBatch else {
            throw RosterError(
                code: "roster.batch_unknown",
                message: "The store knows no such import. List them with 'office list importBatch'."
            )
        }
        guard row["undoneAt"] == nil else {
            throw RosterError(
                code: "roster.batch_undone",
                message: "That import was taken back already."
            )
        }
        var walk = try UndoWalk(batch, reader: reader, now: now)
        try walk.walk()
        self.batch = batch
        self.now = now
        pieces = walk.pieces
        kept = walk.kept
        consents = walk.consents
    }

    /// Writes it, and last of all that the import is undone; returns what the hub would not have.
    package func run(through submit: @escaping OperationPacker.Submit) throws -> [Outcome] {
        try run(by: OperationPacker(submit))
    }

    /// The same by way of an office that stores several operations at once.
    package func run(by packer: OperationPacker) throws -> [Outcome] {
        var outcomes = try packer.send(pieces)
        if outcomes.allSatisfy(\.tookEffect) {
            outcomes += try packer.send([
                [Edit(.importBatch, batch, set: ["undoneAt": .integer(now)])]
            ])
        }
        return outcomes.filter { !$0.tookEffect }
    }
}
