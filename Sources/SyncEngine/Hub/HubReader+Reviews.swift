import Storage
package import SyncCore

/// An item of the review inbox with what a person needs to decide it.
package struct ReviewCase: Sendable {
    package let item: RowState
    package let sides: [RowState]
    /// What both had seen, in the form of a side's values; nil where nothing stood or it is not known any more.
    package let base: JSONValue?
    /// What each side's device is called, by the side's id.
    package let devices: [RowID: String]
    /// How long it has waited, or waited until it was decided; milliseconds.
    package let age: Int64

    /// The choices that fit: held work is let in or not; of two values one is kept or the other taken.
    package var choices: [String] {
        (item["unit"]?.text ?? "").isEmpty ? ["accept", "reject"] : ["keep", "take"]
    }
}

extension HubReader {
    /// Items of the inbox, the oldest first, with both sides, their authors and what both had seen.
    ///
    /// The base is read from the history and stored nowhere else: so erasing a person reaches it, and no device
    /// holds a third copy. Compaction leaves the history of a field alone while a person has to decide about it.
    package func reviews(isOpen: Bool = true, centre: RowID? = nil) throws -> [ReviewCase] {
        let items =
            try centre.map { try rows(.reviewItem, where: "centreId", is: $0.json) }
            ?? rows(.reviewItem)
        return try items.filter { !isOpen || $0["state"]?.text == "open" }
            .sorted { ($0["openedAt"]?.integer ?? 0) < ($1["openedAt"]?.integer ?? 0) }
            .map(review)
    }

    /// One item with what a person needs to decide it.
    package func review(_ item: RowState) throws -> ReviewCase {
        let sides = try rows(.reviewSide, where: "itemId", is: item.id.json)
        let written = try entries(about: item)
        var devices: [RowID: String] = [:]
        for side in sides {
            guard let seq = side["operationSeq"]?.integer else { continue }
            // Under a decision's number stands what it let in; that is its author's, not the decider's.
            let author = written.last { $0.seq == seq }?.author
            devices[side.id] = try author?.device ?? deviceName(ofOperation: seq)
        }
        let end = item["decidedAt"]?.integer ?? environment.now()
        return ReviewCase(
            item: item,
            sides: sides,
            base: try base(of: item, sides, written),
            devices: devices,
            age: max(end - (item["openedAt"]?.integer ?? end), 0)
        )
    }

    private func deviceName(ofOperation seq: Int64) throws -> String? {
        try store.first(
            """
            SELECT d.name FROM operation o JOIN incarnation i ON i.origin = o.origin
            JOIN device d ON d.device = i.device WHERE o.seq = ?1
            """,
            seq
        ) { $0.text(0) }
    }

    /// What people wrote to the field that is asked about; nothing where held work is.
    private func entries(about item: RowState) throws -> [ExplainEntry] {
        guard let unit = item["unit"]?.text, !unit.isEmpty,
            let subject = item["subjectId"]?.text.flatMap({ RowID($0) })
        else { return [] }
        return (try explain(subject, unit: unit)?.entries ?? []).filter {
            $0.author.origin != Stamp.hubOrigin
        }
    }

    private func base(
        of item: RowState,
        _ sides: [RowState],
        _ written: [ExplainEntry]
    ) throws -> JSONValue? {
        guard let seq = item["operationSeq"]?.integer,
            let subject = item["subjectId"]?.text.flatMap({ RowID($0) }),
            let seen = try written.last(where: { $0.seq == seq })?.base
                ?? store.first(
                    "SELECT base FROM operation WHERE seq = ?1",
                    seq,
                    map: { $0.int64(0) }
                )
        else { return nil }
        let unit = item["unit"]?.text ?? ""
        if !unit.isEmpty { return try value(of: unit, in: subject, at: seen) }
        var edits: [JSONValue] = []
        for edit in sides.first?["values"]?["edits"]?.array ?? [] {
            guard let id = edit["id"]?.text.flatMap({ RowID($0) }), let row = try row(id) else {
                continue
            }
            var set: JSONObject = [:]
            for name in (edit["set"]?.object ?? [:]).keys {
                let unit = domain.catalogue[row.entity]?.fields[name]?.unit ?? name
                set[name] = try value(of: unit, in: id, at: seen)?[name]
            }
            edits.append([
                "entity": .string(row.entity.rawValue), "id": id.json, "set": .object(set),
            ])
        }
        return edits.isEmpty ? nil : ["edits": .array(edits)]
    }

    /// The accepted value of a field or group as it stood after a sequence number.
    private func value(of unit: String, in id: RowID, at seq: Int64) throws -> JSONValue? {
        let entries = try explain(id)?.entries ?? []
        return entries.last { $0.unit == unit && $0.seq <= seq && $0.isAccepted }?.value
    }
}

extension ExplainEntry {
    /// Whether the entry's value became the accepted one.
    package var isAccepted: Bool {
        decision == "written" || decision == "won"
            || (decision == "review" && rule == "cautious.more_careful")
    }
}
