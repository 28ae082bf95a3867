import Coordination
import Geometry
import SyncCore
import SyncEngine

/// `dugnad season report`: a season's cleanups, and what a refund can be asked for.
enum SeasonReportCommand: Command {
    static let spec = CommandSpec(
        "season report",
        "Lists a season's cleanups: people, shore, bags, kilos, costs, and what can be refunded.",
        details: """
            A refund needs all eight criteria of the national scheme; what is missing is named. Weights that nobody
            weighed are 10 kg a full and 5 kg a half bag, and marked as estimates. Costs are rows of their own:
            'office new taskCost'.
            """,
        options: [
            .db, .centre,
            .value("--year", "YEAR", "the calendar year; else this one"),
            .value("--csv", "FILE", "write the table there, for a spreadsheet"), .json,
        ],
        exits: [
            .warnings: "something is missing for a refund",
            .refused: "the file is there already",
            .unreadable: "the store or the file cannot be used",
        ],
        example: "dugnad season report --year 2026 --csv sesong.csv --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let now = context.environment.engine.now()
        let year =
            try arguments.integer("--year", in: 1...9999).map { Int($0) }
            ?? OsloTime.date(at: now).year
        guard let first = LocalDate(year: year, month: 1, day: 1),
            let last = LocalDate(year: year, month: 12, day: 31)
        else { throw UsageError("--year takes a year.") }
        let reader = try context.hubReader()
        let centre = try OfficeRows(reader).chosenCentre(arguments)
        let report = try SeasonReport(reader, centre: centre, days: first...last)
        let text = SeasonText(report, context.language)
        if let file = arguments.option("--csv") {
            try NewFile.write(text.csv, to: file, option: "--csv")
        }
        context.show(text.json) { text.screen }
        return report.actions.allSatisfy(\.refund.isEligible) ? .ok : .warnings
    }
}
