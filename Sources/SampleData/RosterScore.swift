/// How well a plan found out what is true of a roster.
///
///     var score = RosterScore()
///     for row in truth { score.count(row, .asked) }
///     print(score.wrongMerges, score.precision, score.recall)
package struct RosterScore: Sendable, Equatable {
    /// What a plan does with a row.
    package enum Outcome: Sendable, Equatable {
        case created
        /// Taken to be this person of the truth, without asking.
        case joined(Int)
        case asked
        case refused(code: String)
    }

    /// Of one kind of row, how many went where.
    package struct Counts: Sendable, Equatable {
        package var rows = 0
        /// Taken to be the person they are.
        package var found = 0
        /// Taken to be somebody else.
        package var wrong = 0
        package var asked = 0
        /// Made a person of her own.
        package var created = 0
        /// Refused, with the code that is true.
        package var refused = 0
        /// Refused for another reason, or without one.
        package var refusedOtherwise = 0
    }

    package private(set) var kinds: [RosterTruth.Kind: Counts] = [:]

    package init() {}

    package mutating func count(_ truth: RosterTruth, _ outcome: Outcome) {
        var counts = kinds[truth.kind] ?? Counts()
        counts.rows += 1
        switch outcome {
        case .created: counts.created += 1
        case .joined(let person) where person == truth.person: counts.found += 1
        case .joined: counts.wrong += 1
        case .asked: counts.asked += 1
        case .refused(let code) where code == truth.code: counts.refused += 1
        case .refused: counts.refusedOtherwise += 1
        }
        kinds[truth.kind] = counts
    }

    package subscript(kind: RosterTruth.Kind) -> Counts { kinds[kind] ?? Counts() }

    private func sum(_ part: KeyPath<Counts, Int>, where isCounted: (RosterTruth.Kind) -> Bool)
        -> Int
    {
        kinds.reduce(0) { $0 + (isCounted($1.key) ? $1.value[keyPath: part] : 0) }
    }

    package var rows: Int { sum(\.rows) { _ in true } }
    package var duplicates: Int { sum(\.rows, where: \.isDuplicate) }
    /// Duplicates that the plan put where they belong, without asking.
    package var found: Int { sum(\.found) { _ in true } }
    /// Rows that the plan took to be somebody they are not; each is one too many.
    package var wrongMerges: Int { sum(\.wrong) { _ in true } }
    /// Duplicates that became a second person without a question.
    package var missed: Int { sum(\.created, where: \.isDuplicate) }
    package var asked: Int { sum(\.asked) { _ in true } }
    /// Errors that were not refused, or not for what is wrong with them.
    package var wrongRefusals: Int {
        let errors = self[.error]
        return errors.rows - errors.refused + sum(\.refusedOtherwise) { $0 != .error }
            + sum(\.refused) { $0 != .error }
    }

    /// Of the merges the plan made, the share that is right; 1 where it made none.
    package var precision: Double { Self.share(found, of: found + wrongMerges) }
    /// Of the duplicates, the share that the plan merged without asking; 1 where there are none.
    package var recall: Double { Self.share(found, of: duplicates) }

    private static func share(_ part: Int, of whole: Int) -> Double {
        whole == 0 ? 1 : Double(part) / Double(whole)
    }
}
