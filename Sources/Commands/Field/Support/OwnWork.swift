import Coordination
import SyncCore
import SyncEngine

/// One of the device's own operations, as it is told.
struct OwnWork {
    let own: OwnOperation

    init(_ own: OwnOperation) { self.own = own }

    func json(_ language: Language) -> JSONValue {
        let operation = own.operation
        let edits = operation.edits.map { edit -> JSONValue in
            ["entity": .string(edit.entity.rawValue), "id": edit.id.json]
        }
        var out: [String: JSONValue] = [
            "n": .integer(operation.number), "at": .integer(operation.at), "edits": .array(edits),
        ]
        if let outcome = own.outcome {
            out["outcome"] = .string(outcome.verdict.rawValue)
            out["seq"] = .integer(outcome.seq)
            out["findings"] = .array(outcome.findings.map(\.json))
            out["sentences"] = .array(Sentences.text(for: outcome, language).map { .string($0) })
        }
        return .object(out)
    }

    /// The operation's number, outcome and rows, then a line for each reason.
    func text(_ language: Language) -> String {
        let rows = own.operation.edits.map { "\($0.entity) \($0.id)" }.joined(separator: ", ")
        let made = TimeText.oslo(own.operation.at)
        let verdict = own.outcome?.verdict.rawValue ?? "waits"
        var lines = ["#\(own.operation.number)  \(verdict)  \(rows)  (\(made))"]
        if let outcome = own.outcome {
            lines += Sentences.text(for: outcome, language).map { "    \($0)" }
        }
        return lines.joined(separator: "\n")
    }
}
