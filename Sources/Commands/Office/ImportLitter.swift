import Coordination
import RosterImport
import SyncCore
import SyncEngine

/// `dugnad import litter`: weights of earlier cleanups as reports.
enum ImportLitter: Command {
    static let spec = CommandSpec(
        "import litter",
        "Brings weights of earlier cleanups in as reports.",
        details: """
            Columns: id, beach, lat, lon, weight_kg, date (YYYY-MM-DD) and perhaps team. The same file again
            changes nothing; a report that is there is a fact and stays as it is.
            """,
        arguments: [RosterInput.file],
        options: [
            .db, .centre,
            .value("--source", "NAME", "whose ids these are; else 'litter'"),
        ] + RosterInput.readOptions + [.json],
        exits: [
            .warnings: "rows were left out or differ from what is there",
            .unreadable: "the file or the store cannot be read",
        ],
        example: "dugnad import litter vekter.csv --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let (weights, problems) = try LitterFile.read(
            try RosterInput(context).table(context.language)
        )
        let source = context.arguments.option("--source") ?? "litter"
        return try Office.with(context) { office in
            let plan = try office.read { reader in
                try LitterImport(
                    weights.map(\.weight),
                    source: source,
                    centre: try OfficeRows(reader).centre(context.arguments),
                    reader: reader
                )
            }
            let done = try plan.apply { try office.submit($0) }
            show(done, weights.map(\.row), problems, context)
            let odd = done.count(.refused) + done.count(.differs) + problems.count
            return odd == 0 ? .ok : .warnings
        }
    }

    private static func show(
        _ done: LitterImport,
        _ rows: [Int],
        _ problems: [LitterFile.Problem],
        _ context: CommandContext
    ) {
        var left = problems.map { (row: $0.row, code: $0.code) }
        for (row, action) in zip(rows, done.actions) where action == .differs || action == .refused
        {
            left.append((row, "litter.\(action.rawValue)"))
        }
        left.sort { $0.row < $1.row }
        context.show(
            [
                "created": .integer(Int64(done.count(.create))),
                "unchanged": .integer(Int64(done.count(.unchanged))),
                "left": .array(
                    left.map { ["row": .integer(Int64($0.row)), "code": .string($0.code)] }
                ),
            ]
        ) {
            let lines = left.map { "row \($0.row): left out [\($0.code)]" }
            let sums =
                "\(done.count(.create)) reports made, \(done.count(.unchanged)) unchanged, "
                + "\(left.count) left out."
            return (lines + [sums]).joined(separator: "\n")
        }
    }
}
