import Storage
import SyncCore

/// Folds the old history of one row in the store, field by field.
struct HistoryFolder {
    let states: StateStore
    let isDryRun: Bool

    private var store: Connection { states.store }

    func fold(
        row: Int64,
        id: [UInt8],
        _ spec: EntitySpec?,
        _ rule: HistoryRule,
        youngAfter: Int64
    ) throws -> CompactionReport {
        var report = CompactionReport()
        var isOpen: Set<String>?
        for (unit, entries) in try chains(of: row) where entries.count > 1 {
            let isSet = spec?.members(of: unit).first?.policy == .set
            let choice = HistoryFold(rule: rule, youngAfter: youngAfter, isSet: isSet)
            let gone = choice.folded(entries)
            guard !gone.isEmpty else { continue }
            // Whoever has to decide is shown what both had seen, which only the history knows.
            let open = try isOpen ?? openUnits(RowID(bytes: id))
            isOpen = open
            guard !open.contains(unit), !open.contains("") else { continue }
            report += try fold(gone.map { entries[$0] }, of: unit, row: row, isSet: isSet)
        }
        return report
    }

    private func chains(
        of row: Int64
    ) throws -> [(unit: String, entries: [HistoryFold.Entry])] {
        var chains: [(unit: String, entries: [HistoryFold.Entry])] = []
        try store.query(
            """
            SELECT unit, seq, part, origin, decision, rule, at, value, folded FROM history
            WHERE row = ?1 ORDER BY unit, seq, part
            """,
            row
        ) { found in
            let unit = found.text(0)
            let entry = HistoryFold.Entry(
                seq: found.int64(1),
                part: found.int64(2),
                origin: found.int64(3),
                decision: found.text(4),
                rule: found.optionalText(5),
                at: found.optionalInt64(6),
                value: found.optionalBytes(7),
                folded: found.optionalInt64(8)
            )
            if chains.last?.unit == unit {
                chains[chains.count - 1].entries.append(entry)
            } else {
                chains.append((unit: unit, entries: [entry]))
            }
        }
        return chains
    }

    /// The fields a person still has to decide about.
    private func openUnits(_ id: RowID?) throws -> Set<String> {
        guard let id else { return [] }
        let items = try states.all(.reviewItem, where: "subjectId", is: id.json)
        return Set(
            items.filter { !$0.state.isRemoved && $0.state["state"]?.text == "open" }
                .map { $0.state["unit"]?.text ?? "" }
        )
    }

    /// Puts one marker in place of the entries: how many there were, and from when to when.
    private func fold(
        _ gone: [HistoryFold.Entry],
        of unit: String,
        row: Int64,
        isSet: Bool
    ) throws -> CompactionReport {
        var report = CompactionReport()
        let real = gone.filter { !$0.isMarker }
        report.entries = Int64(real.count)
        report.entryBytes = real.reduce(0) { $0 + Int64($1.value?.count ?? 0) }
        guard !isDryRun, let first = gone.first else { return report }
        var through = real.map(\.seq).max() ?? first.seq
        for marker in gone where marker.isMarker {
            through = max(through, try end(of: marker, unit, row))
        }
        let received = try store.first(
            "SELECT received FROM operation WHERE seq = ?1",
            through
        ) { $0.int64(0) }
        for entry in gone {
            try store.run(
                "DELETE FROM history WHERE row = ?1 AND unit = ?2 AND seq = ?3 AND part = ?4",
                row,
                unit,
                entry.seq,
                entry.part
            )
        }
        try store.run(
            """
            INSERT INTO history (row, unit, seq, part, origin, decision, winner, value, rule, at, folded)
            VALUES (?1, ?2, ?3, ?4, 0, 'compacted', ?5, ?6, 'history.retention', ?7, ?8)
            """,
            row,
            unit,
            first.seq,
            first.part,
            through,
            isSet ? HistoryFold.elements(gone).bytes() : nil,
            received,
            gone.reduce(0) { $0 + ($1.folded ?? 1) }
        )
        return report
    }

    private func end(of marker: HistoryFold.Entry, _ unit: String, _ row: Int64) throws -> Int64 {
        let end = try store.first(
            "SELECT winner FROM history WHERE row = ?1 AND unit = ?2 AND seq = ?3 AND part = ?4",
            row,
            unit,
            marker.seq,
            marker.part
        ) { $0.optionalInt64(0) }
        return (end ?? nil) ?? marker.seq
    }
}
