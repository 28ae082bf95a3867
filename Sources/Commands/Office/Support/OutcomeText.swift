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
            // A refused row is not there; its id would only be looked for.
            let rows = outcome.verdict == .refused ? [] : edits.map { "\($0.entity) \($0.id)" }
            let word = VerdictText.word(outcome.verdict, context.language)
            return (rows + ["\(word) at \(outcome.seq)"] + sentences).joined(separator: "\n")
        }
    }
}
