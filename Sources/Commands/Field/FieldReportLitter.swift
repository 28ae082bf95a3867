import Coordination
import SyncCore
import SyncEngine

/// `dugnad field report litter`: somebody saw litter.
enum FieldReportLitter: Command {
    private static let amounts = LitterAmount.allCases.map(\.rawValue)
    private static let methods = InspectionMethod.allCases.map(\.rawValue)
    private static let confidences = Confidence.allCases.map(\.rawValue)

    static let spec = CommandSpec(
        "field report litter",
        "Reports litter at a place.",
        details: """
            Any hazard halts the segment until a coordinator lifts it. With --method it is an inspection of the
            whole stretch and counts for more; 'none' is an answer, too.
            """,
        options: [
            .replica,
            .value("--amount", "AMOUNT", amounts.joined(separator: ", "), isRequired: true),
            .value("--method", "METHOD", "an inspection: \(methods.joined(separator: ", "))"),
            .value("--confidence", "WORD", "\(confidences.joined(separator: ", "))"),
            .value("--point", "LON,LAT", "where, in degrees"), ReportOptions.place,
            .value("--segment", "ID", "the segment"),
            .repeated("--type", "CODE", "what lies there"), ReportOptions.hazards,
            ReportOptions.note, ReportOptions.person, ReportOptions.time, .json,
        ],
        exits: [
            .warnings: "kept, but the place is far from Norway",
            .refused: "a value does not fit, or the time lies in the future",
        ],
        example: "dugnad field report litter --amount bagful --point 7.5,58.0 --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        guard let amount = try arguments.choice("--amount", of: amounts) else {
            throw UsageError("--amount is needed.")
        }
        let point = try PointText.option("--point", of: arguments)
        let work = try FieldWork(context)
        var set = try ReportOptions.fields(work, timeField: "seenAt")
        set["amount"] = .string(amount)
        set["state"] = "new"
        set["method"] = try arguments.choice("--method", of: methods).map { .string($0) }
        set["confidence"] = try arguments.choice("--confidence", of: confidences)
            .map { .string($0) }
        set["point"] = point
        if let segment = try work.id(option: "--segment", of: .segment) {
            set["segmentId"] = segment.json
            let zone = try ReportOptions.zone(ofSegment: segment, work)
            set["zoneId"] = set["zoneId"] ?? zone
        }
        guard set["point"] != nil || set["zoneId"] != nil || set["segmentId"] != nil else {
            throw UsageError("Say where: --point, --segment or --zone.")
        }
        let types = arguments.options("--type")
        if !types.isEmpty { set["types"] = .array(types.map { .string($0) }) }
        return try work.make(
            [Edit(.litterReport, context.environment.engine.newID(), set: set)],
            warnings: [PointText.warning("--point", point)]
        )
    }
}
