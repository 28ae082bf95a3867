package import SyncCore

extension Explanation {
    /// The explanation as `dugnad explain --json` prints it.
    package var json: JSONValue {
        [
            "entity": .string(row.entity.rawValue), "id": row.id.json,
            "history": .array(entries.map(\.json)),
        ]
    }
}

extension ExplainEntry {
    package var json: JSONValue {
        var out: JSONObject = [
            "seq": .integer(seq), "field": .string(unit), "decision": .string(decision),
            "role": .string(author.role.rawValue), "claimed": .integer(claimed),
            "corrected": .integer(corrected), "received": .integer(received),
            "seen": .integer(base),
            "value": value ?? .null,
        ]
        if let device = author.device { out["device"] = .string(device) }
        out["policy"] = .string(policy)
        if let rule { out["rule"] = .string(rule) }
        if let held { out["held"] = .integer(held) }
        if let compacted {
            out["compacted"] = [
                "count": .integer(compacted.count), "through": .integer(compacted.through),
                "throughAt": .integer(compacted.throughAt),
            ]
            return .object(out)
        }
        if let winner { out["other"] = .integer(winner) }
        return .object(out)
    }
}
