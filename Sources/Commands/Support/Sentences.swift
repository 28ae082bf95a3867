import Coordination
import SyncCore

/// What an outcome says to the person who did the work.
enum Sentences {
    /// One sentence a reason, in the reader's language; none where there is nothing to add.
    static func text(for outcome: Outcome, _ language: Language) -> [String] {
        var seen: Set<String> = []
        return outcome.findings
            .map { Messages.sentence(for: $0, verdict: outcome.verdict, language: language) }
            .filter { seen.insert($0).inserted }
    }
}
