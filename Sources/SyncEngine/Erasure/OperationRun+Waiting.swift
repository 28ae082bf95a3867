import Storage
import SyncCore

extension OperationRun {
    /// What waits for an upgrade is cut as held work is.
    ///
    /// Nobody can tell yet which of the fields that wait name or describe her: whatever does by its row or by her
    /// id goes.
    func cutWaiting(about person: RowID) throws {
        let waiting = try store.all(
            """
            SELECT w.seq, w.origin, w.bytes FROM about a JOIN ahead w ON w.seq = a.seq
            WHERE a.person = ?1
            """,
            person
        ) { (seq: $0.int64(0), origin: $0.int64(1), bytes: $0.bytes(2)) }
        for work in waiting {
            let whole = try Operation(work.bytes, knownSchema: catalogue.schemaVersion)
            let text = person.description
            let edits = try withoutErased(whole.edits, isNoted: false).filter { edit in
                let row = try states.find(edit.id)?.row
                let isHers = row.map { written[$0] != nil } ?? false
                return !isHers && !String(decoding: edit.json.bytes(), as: UTF8.self).contains(text)
            }
            guard edits != whole.edits else { continue }
            if edits.isEmpty {
                try store.run(
                    "DELETE FROM ahead WHERE seq = ?1 AND origin = ?2",
                    work.seq,
                    work.origin
                )
            } else {
                try store.run(
                    "UPDATE ahead SET bytes = ?3 WHERE seq = ?1 AND origin = ?2",
                    work.seq,
                    work.origin,
                    whole.with(edits).json.bytes()
                )
            }
        }
    }
}
