import Storage
package import SyncCore

/// Work of which the hub knows only a part: the rest waits there for an upgrade and is shown here until then.
extension Replica {
    /// Throws `schema.unsupported` for a hub too far from this version; everything is kept as it is.
    func requireSupported(hubSchema: Int) throws {
        let own = catalogue.schemaVersion
        guard !SchemaSpan.allows(client: own, hub: hubSchema) else { return }
        throw Self.unsupported(isHubOlder: hubSchema < own)
    }

    /// What to do where the versions of hub and client are too far apart.
    package static func unsupported(isHubOlder: Bool) -> SyncError {
        SyncError(
            "schema.unsupported",
            isHubOlder
                ? "The hub is too old for this version. Everything is kept; ask the office to update the hub."
                : "This version is too old for the hub. Everything is kept; update it, then sync again."
        )
    }

    /// Rows of which this device shows more than the hub has.
    package func rowsAhead() throws -> Set<RowID> {
        Set(try leftovers().flatMap { $0.edits.map(\.id) })
    }

    /// What of answered operations waits at the hub, oldest first.
    func leftovers() throws -> [Operation] {
        let waiting = try store.all(
            """
            SELECT bytes, coalesce(follow_up, outcome) FROM answered
            WHERE is_ahead = 1 AND bytes IS NOT NULL ORDER BY number
            """
        ) { (bytes: $0.bytes(0), outcome: $0.bytes(1)) }
        return try waiting.compactMap { kept in
            let operation = try Operation(kept.bytes, knownSchema: catalogue.schemaVersion)
            let outcome = try Outcome(
                try JSONValue.parse(kept.outcome, limits: StateStore.storedLimits)
            )
            let rest = operation.edits.compactMap { leftover(of: $0, outcome) }
            return rest.isEmpty ? nil : operation.with(rest)
        }
    }

    private func leftover(of edit: Edit, _ outcome: Outcome) -> Edit? {
        let ahead = outcome.findings.filter { $0.code == "schema.ahead" && $0.row == edit.id }
        // A list of findings that was cut says too little: then all of the edit is laid on top again.
        let isCut = outcome.findings.count >= Outcome.maximumFindings
        if isCut || ahead.contains(where: { $0.field == nil }) { return edit }
        guard let spec = catalogue[edit.entity], !ahead.isEmpty else { return nil }
        let units = Set(ahead.compactMap(\.field).map { spec.fields[$0]?.unit ?? $0 })
        func isWaiting(_ name: String) -> Bool { units.contains(spec.fields[name]?.unit ?? name) }
        var rest = Edit(edit.entity, edit.id, about: edit.about)
        rest.set = edit.set.filter { isWaiting($0.key) }
        rest.add = edit.add.filter { isWaiting($0.key) }
        rest.remove = edit.remove.filter { isWaiting($0.key) }
        return rest
    }

    /// Takes in what became of waiting work after the hub's upgrade; false when it is no news.
    func takeFollowUp(_ outcome: Outcome, of number: Int64) throws -> Bool {
        let known = try store.first(
            "SELECT seq, follow_up FROM answered WHERE number = ?1 AND is_ahead = 1",
            number
        ) { (seq: $0.int64(0), followUp: $0.optionalBytes(1)) }
        guard let known else { return false }
        let latest = try known.followUp.map {
            try Outcome(try JSONValue.parse($0, limits: StateStore.storedLimits)).seq
        }
        guard outcome.seq > max(known.seq, latest ?? 0) else { return false }
        try answeredRows.follow(number, outcome)
        return true
    }
}

extension Outcome {
    /// Whether a part of the operation waits for the hub's upgrade.
    var isAhead: Bool {
        (verdict == .applied || verdict == .merged)
            && findings.contains { $0.code == "schema.ahead" }
    }
}
