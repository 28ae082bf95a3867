import Storage
import SyncCore

extension Hub {
    /// Keeps a held operation for the office: its rows are remembered, and a review asks about it.
    func takeIntoCustody(
        _ operation: Operation,
        _ findings: [Finding],
        author: Authorship,
        seq: Int64,
        now: Int64
    ) throws {
        for edit in operation.edits where try states.find(edit.id) == nil {
            try store.run(
                "INSERT OR IGNORE INTO held_row (id, seq) VALUES (?1, ?2)",
                edit.id,
                seq
            )
            memory?.hasHeldRows = true
        }
        guard let edit = operation.edits.first else { return }
        let run = newRun(newWorld(seq: seq, now: now), author: author.origin)
        let subject = try states.find(edit.id)?.state ?? Self.sketch(edit)
        let item = run.world.newID()
        let edits = [
            try run.itemEdit(
                item,
                about: subject,
                unit: "",
                kind: findings.last?.code ?? "held",
                fallback: author.actor.centre
            ),
            run.side(
                of: item,
                values: ["edits": .array(operation.edits.map(\.json))],
                operation: seq,
                claimed: author.at,
                role: author.actor.role,
                isInForce: false,
                about: subject
            ),
        ]
        try run.run(edits, by: .hub(at: now))
        changed(run.touchedScopes)
    }

    /// The row a held edit would make, as far as its scope needs it.
    private static func sketch(_ edit: Edit) -> RowState {
        var row = RowState(entity: edit.entity, id: edit.id)
        row.fields = edit.set
        return row
    }
}
