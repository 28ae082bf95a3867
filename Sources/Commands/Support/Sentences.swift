import Coordination
import SyncCore

/// What an outcome says to the person who did the work.
enum Sentences {
    /// One sentence a reason, in the reader's language; none where there is nothing to add.
    static func text(for outcome: Outcome, _ language: Language) -> [String] {
        var seen: Set<String> = []
        return outcome.findings.told
            .map { Messages.sentence(for: $0, verdict: outcome.verdict, language: language) }
            .map(Visible.line)
            .filter { seen.insert($0).inserted }
    }
}

extension [Finding] {
    /// Those worth telling: a field whose value was not taken is not called empty as well.
    var told: [Finding] {
        filter { finding in
            guard ["row.required", "field.required"].contains(finding.code) else { return true }
            return !contains {
                $0.row == finding.row && $0.field == finding.field && $0.code != finding.code
            }
        }
    }
}
