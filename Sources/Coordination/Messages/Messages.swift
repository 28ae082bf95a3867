package import SyncCore
import SyncEngine

/// The one table from codes to sentences in Norwegian bokmål, nynorsk and English.
///
///     Messages.sentence(for: finding, verdict: .held, language: .nn)
///
/// Codes travel and are stored; sentences are made where somebody reads them, from what she may see now.
package enum Messages {
    static let table: [String: Sentence] = [
        sync, rows, review, people, places, work, field, imports,
    ]
    .reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }

    /// Every code that has a sentence.
    package static var codes: Set<String> { Set(table.keys) }

    /// The sentence for one reason behind an outcome, with what becomes of the work.
    package static func sentence(
        for finding: Finding,
        verdict: Verdict?,
        language: Language
    ) -> String {
        var values: [String: String] = [:]
        values["detail"] = finding.detail
        values["field"] = finding.field.map { FieldLabels.label($0, in: language) }
        values["winner"] = finding.winner.map { "\($0)" }
        let text = sentence(code: finding.code, values, in: language)
        guard let ending = verdict.flatMap({ endings[$0] }) else { return text }
        return "\(text) \(ending.text(in: language))"
    }

    /// The sentence of a notice row, with the public name of who came first where there is one.
    ///
    /// `find` gives the row with an id as the reader may see it now; the notice itself holds no name.
    package static func sentence(
        forNotice row: RowState,
        language: Language,
        find: (RowID) -> RowState? = { _ in nil }
    ) -> String {
        let winner = row["subjects"]?["winnerId"]?.text.flatMap { RowID($0) }.flatMap(find)
        var values: [String: String] = [:]
        values["detail"] = row.text("detail")
        values["winner"] = ClaimView(live: winner)?.byName
        return sentence(code: row.text("code") ?? "", values, in: language)
    }

    /// A code of a newer hub has no sentence here yet and is shown as it is.
    private static func sentence(
        code: String,
        _ values: [String: String],
        in language: Language
    ) -> String {
        guard let sentence = table[code] else {
            let values = ["detail": code]
            return Sentence.filled(unknown.text(in: language), values)
        }
        return Sentence.filled(sentence.text(in: language), values)
    }

    private static let unknown = Sentence(
        "Svar fra sentralen: {detail}.",
        "Svar frå sentralen: {detail}.",
        "Answer from the centre: {detail}."
    )

    /// What a verdict means for the one who reads it; applied and merged work speaks for itself.
    private static let endings: [Verdict: Sentence] = [
        .held: Sentence(
            "Det er tatt vare på, og en koordinator avgjør.",
            "Det er teke vare på, og ein koordinator avgjer.",
            "It is kept, and a coordinator decides."
        ),
        .refused: Sentence(
            "Ingenting er endret.",
            "Ingenting er endra.",
            "Nothing was changed."
        ),
    ]
}
