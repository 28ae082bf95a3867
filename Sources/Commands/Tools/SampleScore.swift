import RosterImport
import SampleData
import SyncCore

/// `dugnad sample score`: a plan held against the truth of a made-up roster.
enum SampleScore: Command {
    static let spec = CommandSpec(
        "sample score",
        "Tells how many merges of a plan are right, against the truth of a made-up roster.",
        details: """
            Precision is the share of automatic merges that are right, recall the share of duplicates that
            were merged without asking. The plan must be made against an empty store.
            """,
        arguments: [
            ArgumentSpec("PLAN", "a plan of 'roster check'"),
            ArgumentSpec("TRUTH", "the file of 'sample roster --truth'"),
        ],
        options: [.json],
        exits: [
            .refused: "a merge is wrong",
            .unreadable: "a file cannot be read, or the two are not of one roster",
        ],
        example: "dugnad sample score roster.plan roster.truth"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let plan = try PlanFile.read(try InputFile(try context.arguments.text("PLAN")).bytes)
        let bytes = try InputFile(try context.arguments.text("TRUTH")).bytes
        guard let truth = RosterTruth.read(bytes), truth.map(\.row) == plan.rows.map(\.row) else {
            throw Failure(
                "sample.other_roster",
                "The plan and the truth are not of one roster; make both anew.",
                exit: .unreadable
            )
        }
        let score = RosterScore(of: plan, truth)
        show(score, context)
        return score.wrongMerges == 0 ? .ok : .refused
    }

    private static func show(_ score: RosterScore, _ context: CommandContext) {
        let kinds = RosterTruth.Kind.allCases
        let table = kinds.map { kind in
            let counts = score[kind]
            return (
                kind,
                [
                    counts.rows, counts.found, counts.wrong, counts.asked, counts.created,
                    counts.refused + counts.refusedOtherwise,
                ]
            )
        }
        let names = ["rows", "found", "wrong", "asked", "created", "refused"]
        var told: JSONObject = [:]
        for (kind, counts) in table {
            told[kind.rawValue] = .object(
                JSONObject(zip(names, counts).map { ($0, .integer(Int64($1))) })
            )
        }
        context.show(
            [
                "rows": .integer(Int64(score.rows)),
                "wrongMerges": .integer(Int64(score.wrongMerges)),
                "missed": .integer(Int64(score.missed)),
                "precision": .double(score.precision), "recall": .double(score.recall),
                "kinds": .object(told),
            ]
        ) {
            var lines = Table(["kind"] + names)
            for (kind, counts) in table { lines.add([kind.rawValue] + counts.map(String.init)) }
            return lines.text + """

                precision \(percent(score.precision)), recall \(percent(score.recall)); \
                \(score.wrongMerges) wrong merges, \(score.missed) duplicates not noticed
                """
        }
    }

    private static func percent(_ share: Double) -> String {
        let thousandths = Int((share * 10_000).rounded(.down))
        let rest = thousandths % 100
        return "\(thousandths / 100).\(rest < 10 ? "0" : "")\(rest) %"
    }
}

extension RosterScore {
    /// Holds a plan against the truth about the same rows.
    init(of plan: Plan, _ truth: [RosterTruth]) {
        self.init()
        let persons = Dictionary(
            truth.compactMap { row in row.person.map { (row.row, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        for (row, told) in zip(plan.rows, truth) {
            switch row.action {
            case .ask: count(told, .asked)
            case .reject: count(told, .refused(code: row.reasons.first?.code ?? ""))
            case .create: count(told, .created)
            case .link, .update, .unchanged:
                count(told, .joined(row.sameAsRow.flatMap { persons[$0] } ?? -1))
            }
        }
    }
}
