import SyncCore
import SyncEngine

/// Which items of the inbox are meant: by cause, by what they are about, by age.
struct ReviewFilter {
    private let cause: String?
    private let entity: String?
    private let age: Int64?

    init(_ arguments: Arguments) throws {
        cause = arguments.option("--cause")
        entity = arguments.option("--subject-entity")
        age = try arguments.option("--older-than").map { text in
            guard let age = Self.span(text) else {
                throw UsageError("--older-than takes a span of days or hours, such as 14d or 12h.")
            }
            return age
        }
    }

    func fits(_ review: ReviewCase) -> Bool {
        (cause == nil || review.item["kind"]?.text == cause)
            && (entity == nil || review.item["subjectEntity"]?.text == entity)
            && (age.map { review.age > $0 } ?? true)
    }

    private static func span(_ text: String) -> Int64? {
        let units: [Character: Int64] = ["d": 86_400_000, "h": 3_600_000]
        guard let last = text.last, let unit = units[last], let count = Int64(text.dropLast()),
            (0...36_500).contains(count)
        else { return nil }
        return count * unit
    }
}
