import SyncCore

/// The outcome of the office's own work as it is told.
struct OutcomeText {
    let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    func show(_ outcome: Outcome, rows edits: [Edit]) {
        let sentences = Sentences.text(for: outcome, context.language)
        context.show(
            [
                "outcome": .string(outcome.verdict.rawValue), "seq": .integer(outcome.seq),
                "rows": .array(
                    edits.map { ["entity": .string($0.entity.rawValue), "id": $0.id.json] }
                ),
                "findings": .array(outcome.findings.map(\.json)),
                "sentences": .array(sentences.map { .string($0) }),
            ]
        ) {
            let rows = edits.map { "\($0.entity) \($0.id)" }
            return (rows + ["\(outcome.verdict.rawValue) at \(outcome.seq)"] + sentences)
                .joined(separator: "\n")
        }
    }
}
