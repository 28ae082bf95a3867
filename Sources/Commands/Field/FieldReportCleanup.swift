import Coordination
import SyncCore
import SyncEngine

/// `dugnad field report cleanup`: what a cleanup found, and where its bags are.
enum FieldReportCleanup: Command {
    private static let most: ClosedRange<Int64> = 0...100_000

    /// Fields of which a report has at least one.
    private static let telling = [
        "bagsFull", "bagsHalf", "weightG", "adults", "minors", "minutes", "segmentIds", "hazards",
        "note",
    ]

    static let spec = CommandSpec(
        "field report cleanup",
        "Reports a cleanup, and bags left to be picked up.",
        details: """
            Without --kg the weight is estimated from the bags. With --left-at the bags become a deposit, in the
            same operation as the report: both count or neither.
            """,
        options: [
            .replica, .value("--bags", "N", "full bags"), .value("--half-bags", "N", "half bags"),
            .value("--kg", "KG", "as weighed, such as 42.5"), .value("--adults", "N", "adults"),
            .value("--minors", "N", "children and youths under 18"),
            .value("--minutes", "N", "how long it took"), ReportOptions.place,
            .repeated("--segment", "ID", "a segment that was cleaned"),
            .value("--task", "ID", "the task it belongs to"),
            .value("--claim", "ID", "the claim it fulfils"),
            .value("--left-at", "LON,LAT", "where the bags were left to be picked up"),
            .value("--access", "TEXT", "how to get to the bags"), ReportOptions.hazards,
            ReportOptions.note, ReportOptions.person, ReportOptions.time, .json,
        ],
        exits: [
            .warnings: "kept, but the place of the bags is far from Norway",
            .refused: "nothing is reported, or the time lies in the future",
        ],
        example: """
            dugnad field report cleanup --bags 6 --half-bags 1 --adults 4 --minutes 90 \
            --left-at 7.5,58.0 --replica ane.db
            """
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let place = try PointText.option("--left-at", of: arguments)
        let grams = try Weight.grams(arguments.option("--kg"))
        let work = try FieldWork(context)
        var set = try ReportOptions.fields(work, timeField: "reportedAt")
        set["weightG"] = grams.map { .integer($0) }
        let numbers = [
            "bagsFull": "--bags", "bagsHalf": "--half-bags", "adults": "--adults",
            "minors": "--minors", "minutes": "--minutes",
        ]
        for (field, option) in numbers {
            set[field] = try arguments.integer(option, in: most).map { .integer($0) }
        }
        set["taskId"] = try work.id(option: "--task", of: .task)?.json
        set["claimId"] = try work.id(option: "--claim", of: .claim)?.json
        try placeSegments(in: &set, work)
        guard telling.contains(where: { set[$0] != nil }) else {
            throw Failure(
                "report.empty",
                "Say what the cleanup came to: bags, weight, people, time, segments, hazards or a note."
            )
        }
        let report = Edit(.cleanupReport, context.environment.engine.newID(), set: set)
        guard let place else {
            guard arguments.option("--access") == nil else {
                throw UsageError("--access goes with --left-at.")
            }
            return try work.make([report])
        }
        return try work.make(
            [report, try deposit(report, at: place, context)],
            warnings: [PointText.warning("--left-at", place)]
        )
    }

    private static func placeSegments(
        in set: inout JSONObject,
        _ work: FieldWork
    ) throws {
        let segments = try work.arguments.options("--segment").map {
            try work.id($0, of: .segment)
        }
        guard let first = segments.first else { return }
        set["segmentIds"] = .array(segments.map(\.json))
        let zone = try ReportOptions.zone(ofSegment: first, work)
        set["zoneId"] = set["zoneId"] ?? zone
    }

    private static func deposit(
        _ report: Edit,
        at place: JSONValue,
        _ context: CommandContext
    ) throws -> Edit {
        guard report.set["bagsFull"] != nil || report.set["bagsHalf"] != nil else {
            throw UsageError("--left-at needs --bags or --half-bags: how many were left.")
        }
        var set: JSONObject = [
            "reportId": report.id.json, "point": place, "pickup": "waiting",
        ]
        for field in ["centreId", "taskId", "bagsFull", "bagsHalf", "reportedById"] {
            set[field] = report.set[field]
        }
        set["depositedAt"] = report.set["reportedAt"]
        set["accessNote"] = context.arguments.option("--access").map { .string($0) }
        if report.set["hazards"] != nil { set["isHazardous"] = true }
        return Edit(.wasteDeposit, context.environment.engine.newID(), set: set)
    }
}
