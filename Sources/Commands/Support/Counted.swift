import Coordination

/// A number of things, with the word in the form that the number asks for.
struct Counted {
    let nb: (one: String, many: String)
    let nn: (one: String, many: String)
    let en: (one: String, many: String)

    /// The number with its word, as in `1 task.`.
    func text(_ count: Int, _ language: Language) -> String {
        let words =
            switch language {
            case .nb: nb
            case .nn: nn
            case .en: en
            }
        return "\(count) \(count == 1 ? words.one : words.many)."
    }

    static let rows = Counted(
        nb: ("rad", "rader"),
        nn: ("rad", "rader"),
        en: ("row", "rows")
    )

    static let tasks = Counted(
        nb: ("oppdrag", "oppdrag"),
        nn: ("oppdrag", "oppdrag"),
        en: ("task", "tasks")
    )
}
