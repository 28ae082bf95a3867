import Coordination
import HubAPI
import RosterImport
import SyncCore
import SyncEngine

/// `dugnad roster undo`: takes an import back.
enum RosterUndoCommand: Command {
    static let spec = CommandSpec(
        "roster undo",
        "Takes an import back: earlier values return, and rows it made go.",
        details: """
            It is new work, so it also reaches devices that have synced the import. What somebody has changed or
            used since stays as it is and is listed; a consent the import brought stays, withdrawn. What was imported stays
            in the history until 'person erase'. 'office list importBatch' shows the imports.
            """,
        arguments: [ArgumentSpec("BATCH", "the import's id, or at least 6 characters of it")],
        options: [.db, .json],
        exits: [
            .warnings: "something stays", .refused: "it was taken back already",
            .unreadable: "there is no such import",
        ],
        example: "dugnad roster undo 0197a3c1 --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let text = try context.arguments.text("BATCH")
        let now = context.environment.engine.now()
        return try Office.with(context) { office in
            let undo = try office.read { reader in
                let batch = try OfficeRows(reader).id(text, of: .importBatch)
                do { return try RosterUndo(batch, reader: reader, now: now) } catch let error
                    as RosterError
                    where error.code == "roster.batch_unknown"
                {
                    let sentence = RosterMessages.sentence(error, in: context.language)
                    throw Failure(error.code, sentence, exit: .unreadable)
                }
            }
            let failed = try undo.run(by: OperationPacker(all: { try office.port.submitAll($0) }))
            show(undo, failed, context)
            if !failed.isEmpty { return .refused }
            return undo.kept.isEmpty ? .ok : .warnings
        }
    }

    private static func show(_ undo: RosterUndo, _ failed: [Outcome], _ context: CommandContext) {
        let kept = undo.kept.map { kept -> JSONValue in
            [
                "entity": .string(kept.entity.rawValue), "id": kept.row.json,
                "field": kept.field.map { .string($0) } ?? .null, "code": .string(kept.code),
            ]
        }
        context.show(
            [
                "batch": undo.batch.json, "removed": .integer(Int64(undo.removed)),
                "restored": .integer(Int64(undo.restored)),
                "consentsWithdrawn": .integer(Int64(undo.consents)), "kept": .array(kept),
                "refused": .array(failed.map(\.json)),
            ]
        ) {
            let words = RosterWords(context.language)
            var lines = undo.kept.map { kept in
                let field = kept.field.map { " \($0)" } ?? ""
                return words.stays("\(kept.entity) \(kept.row)\(field) [\(kept.code)]")
            }
            if undo.consents > 0 {
                let sentence = RosterMessages.sentence("undo.consent_stays", in: context.language)
                lines.append("\(undo.consents) × undo.consent_stays: \(sentence)")
            }
            lines += failed.flatMap { Sentences.text(for: $0, context.language) }
            lines.append(
                words.undone(
                    removed: undo.removed,
                    restored: undo.restored,
                    kept: undo.kept.count
                )
            )
            lines.append(words.historyStays)
            return lines.joined(separator: "\n")
        }
    }
}
