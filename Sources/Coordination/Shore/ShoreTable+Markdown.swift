import SyncCore
import SyncEngine

extension ShoreTable {
    /// The table for people: a section for each action, a line for each mode and season, a column for each role.
    ///
    /// Lines that say the same in every season are put together, and codes are named once under the table.
    package var markdown: String {
        ([Self.head] + ShoreAction.allCases.map(section)).joined(separator: "\n\n") + "\n"
    }

    private static let head = """
        # Who may do what in which zone

        Written from the table the rules are decided by; `UPDATE_TABLES=1` writes it anew.

        ## Overview

        `yes` is done, `ask` is kept until a coordinator decides, `no` is refused. Whether a person has a say in the \
        centre at all, and whether the row is her own, is asked before. A place is `closed` while an access ban reaches \
        it on one of the days, and `leave` where the task has a dispensation for them.
        """

    private func section(_ action: ShoreAction) -> String {
        let roles = Role.all
        var lines = [
            "### \(action.rawValue)", "",
            "| mode | season | " + roles.map(\.rawValue).joined(separator: " | ") + " |",
            "|---|---|" + String(repeating: "---|", count: roles.count),
        ]
        var codes: Set<String> = []
        for mode in ZoneMode.allCases {
            let answers = ShoreSeason.allCases.map { season in
                (season, roles.map { answer(action, in: mode, season, by: $0) })
            }
            for (_, cells) in answers { codes.formUnion(cells.compactMap(\.code)) }
            let isSame = answers.allSatisfy { $0.1 == answers.first?.1 }
            for (season, cells) in isSame ? Array(answers.prefix(1)) : answers {
                let words = cells.map(\.word).joined(separator: " | ")
                lines.append("| \(mode.rawValue) | \(isSame ? "any" : season.word) | \(words) |")
            }
        }
        guard !codes.isEmpty else { return lines.joined(separator: "\n") }
        let named = codes.sorted().map { "`\($0)`" }.joined(separator: ", ")
        return (lines + ["", "Codes: \(named)."]).joined(separator: "\n")
    }
}

extension ShoreAnswer {
    fileprivate var word: String {
        switch self {
        case .accepted: "yes"
        case .held: "ask"
        case .refused: "no"
        }
    }

    fileprivate var code: String? {
        switch self {
        case .accepted: nil
        case .held(let code), .refused(let code): code
        }
    }
}

extension ShoreSeason {
    fileprivate var word: String { self == .dispensed ? "leave" : rawValue }
}
