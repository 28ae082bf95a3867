import Coordination
import SyncCore
import SyncEngine

/// `dugnad municipality report`: how many volunteers are of which kind, in sums that tell of nobody.
enum MunicipalityReport: Command {
    static let spec = CommandSpec(
        "municipality report",
        "Counts what volunteers have said of themselves, so that nobody can be found in it.",
        details: """
            Of those who said yes to being counted only, in the whole store. An attribute is told where at least two
            answers were given, and each answer that was given, and none ('unsaid'), by at least 5; else only that
            too few have answered. Answers nobody gave are not listed.
            """,
        options: [.db, .json],
        example: "dugnad municipality report --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let report = try DeclarationReport(
            try context.hubReader(),
            at: context.environment.engine.now()
        )
        context.show(.array(report.attributes.map(json))) {
            var table = Table(context.language, "WHAT", "ANSWER", "HOW MANY")
            for attribute in report.attributes {
                guard let answers = attribute.answers else {
                    table.add(attribute.field, "too few have answered", "")
                    continue
                }
                for answer in answers {
                    table.add(attribute.field, answer.value, "\(answer.count)")
                }
            }
            return table.text
        }
        return .ok
    }

    private static func json(_ attribute: DeclarationReport.Attribute) -> JSONValue {
        var out: JSONObject = [
            "attribute": .string(attribute.field), "isTold": .bool(attribute.answers != nil),
        ]
        if let answers = attribute.answers {
            var cells: JSONObject = [:]
            for answer in answers { cells[answer.value] = .integer(Int64(answer.count)) }
            out["cells"] = .object(cells)
        }
        return .object(out)
    }
}
