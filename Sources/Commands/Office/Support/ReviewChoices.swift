import SyncCore

/// The decisions that fit an item.
enum ReviewChoices {
    static let all = ["accept", "reject", "keep", "take"]

    /// Held work is let in or not; of two values one is kept or the other taken.
    static func fitting(_ item: RowState) -> [String] {
        (item["unit"]?.text ?? "").isEmpty ? ["accept", "reject"] : ["keep", "take"]
    }

    /// Throws `review.choice`, which says what fits, for a decision that does not.
    static func require(_ decision: String, for item: RowState) throws {
        let fitting = fitting(item)
        guard !fitting.contains(decision) else { return }
        throw Failure(
            "review.choice",
            "'\(decision)' does not fit this item; decide it with "
                + fitting.joined(separator: " or ") + "."
        )
    }
}
