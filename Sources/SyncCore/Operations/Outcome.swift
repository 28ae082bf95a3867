/// What became of an operation; each has exactly one, and it is final (DESIGN.md 3.7).
package enum Verdict: String, Sendable, CaseIterable {
    /// Everything in it took effect as written.
    case applied
    /// It took effect where nothing newer or more careful stood; its findings say where not.
    case merged
    /// It is kept for a person to decide.
    case held
    /// It did not take effect and will not; its author and the office can read it.
    case refused
}

/// One reason behind a verdict: a code and names, never values or sentences.
package struct Finding: Sendable, Hashable {
    /// A stable dotted code, such as `field.lost`.
    package let code: String
    package let entity: EntityName?
    package let row: RowID?
    package let field: String?
    /// The sequence number of what stands in its place.
    package let winner: Int64?
    /// A date or number the sentence needs, such as the next allowed day; never personal.
    package let detail: String?

    package init(
        _ code: String,
        entity: EntityName? = nil,
        row: RowID? = nil,
        field: String? = nil,
        winner: Int64? = nil,
        detail: String? = nil
    ) {
        self.code = code
        self.entity = entity
        self.row = row
        self.field = field
        self.winner = winner
        self.detail = detail
    }
}

/// The durable answer to one operation.
package struct Outcome: Sendable, Hashable {
    /// The most findings an outcome keeps; an operation can have more faults than anybody reads.
    package static let maximumFindings = 50

    package let number: Int64
    package let verdict: Verdict
    /// The hub's sequence number of the operation; refused and held ones have one too.
    package let seq: Int64
    package let findings: [Finding]

    package init(number: Int64, verdict: Verdict, seq: Int64, findings: [Finding] = []) {
        self.number = number
        self.verdict = verdict
        self.seq = seq
        self.findings = findings
    }
}

extension Outcome {
    package var json: JSONValue {
        [
            "n": .integer(number), "outcome": .string(verdict.rawValue), "seq": .integer(seq),
            "findings": .array(findings.map(\.json)),
        ]
    }

    /// Reads the wire form; an outcome word of a newer hub is refused with `outcome.malformed`.
    package init(_ json: JSONValue) throws(WireError) {
        guard let number = json["n"]?.wireNumber, let seq = json["seq"]?.wireNumber,
            let word = json["outcome"]?.text
        else { throw WireError("outcome.malformed", "An outcome lacks n, seq or its word.") }
        guard let verdict = Verdict(rawValue: word) else {
            throw WireError(
                "outcome.malformed",
                "An outcome has a word this version does not know; update this program."
            )
        }
        self.init(
            number: number,
            verdict: verdict,
            seq: seq,
            findings: (json["findings"]?.array ?? []).compactMap(Finding.init)
        )
    }
}

extension Finding {
    package var json: JSONValue {
        var out: JSONObject = ["code": .string(code)]
        if let entity { out["entity"] = .string(entity.rawValue) }
        if let row { out["row"] = row.json }
        if let field { out["field"] = .string(field) }
        if let winner { out["winner"] = .integer(winner) }
        if let detail { out["detail"] = .string(detail) }
        return .object(out)
    }

    /// Reads the wire form; nil without a code.
    package init?(_ json: JSONValue) {
        guard let code = json["code"]?.text else { return nil }
        self.init(
            code,
            entity: json["entity"]?.text.map(EntityName.init(rawValue:)),
            row: json["row"]?.text.flatMap { RowID($0) },
            field: json["field"]?.text,
            winner: json["winner"]?.integer,
            detail: json["detail"]?.text
        )
    }
}
