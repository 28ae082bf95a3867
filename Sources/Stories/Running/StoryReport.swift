package import SyncCore

/// What the runs of one story came to.
package struct StoryReport: Sendable {
    package let title: String
    package let runs: [Run]

    /// One run of a story.
    package struct Run: Sendable {
        /// How the work travelled: `as listed`, `delivery order 3: bob-tablet, alice-phone` and so
        /// on.
        package let variant: String
        /// What was not as it has to be; empty when the run held.
        package let failures: [String]
        /// How many operations of devices and office had each verdict.
        package let verdicts: [Verdict: Int]
        /// Why another client could not play it; nil when it did.
        package let notPlayed: String?

        init(
            variant: String,
            failures: [String],
            verdicts: [Verdict: Int],
            notPlayed: String? = nil
        ) {
            self.variant = variant
            self.failures = failures
            self.verdicts = verdicts
            self.notPlayed = notPlayed
        }
    }

    /// Why another client could not play every run of the story; nil when it did.
    package var notPlayed: String? { runs.lazy.compactMap(\.notPlayed).first }

    package var isHeld: Bool { runs.allSatisfy(\.failures.isEmpty) }

    /// The failures a reader needs, a line each; empty when the story holds.
    package var failureText: String {
        var lines: [String] = []
        for run in runs where !run.failures.isEmpty {
            lines.append("\(title), \(run.variant):")
            lines += run.failures.map { "    \($0)" }
        }
        return lines.joined(separator: "\n")
    }
}
