import SyncCore

/// The outcome of the office's own work as it is told.
struct OutcomeText {
    let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    /// - `more`: what else the JSON has; `lines`: what is told before the outcome, in the place of the rows.
    func show(
        _ outcome: Outcome,
        rows edits: [Edit],
        more: JSONObject = [:],
        lines: [String]? = nil
    ) {
        let sentences = Sentences.text(for: outcome, context.language)
        let members: JSONObject = [
            "outcome": .string(outcome.verdict.rawValue), "seq": .integer(outcome.seq),
            "rows": .array(
                edits.map { ["entity": .string($0.entity.rawValue), "id": $0.id.json] }
            ),
            "findings": .array(outcome.findings.map(\.json)),
            "sentences": .array(sentences.map { .string($0) }),
        ]
        context.show(.object(members.merging(more) { own, _ in own })) {
            // A refused row is not there; its id would only be looked for.
            let rows =
                outcome.verdict == .refused
                ? [] : lines ?? edits.map { "\($0.entity) \($0.id)" }
            let word = VerdictText.word(outcome.verdict, context.language)
            let at = context.say(nb: "ved", nn: "ved", en: "at")
            return (rows + ["\(word) \(at) \(outcome.seq)"] + sentences).joined(separator: "\n")
        }
    }
}
