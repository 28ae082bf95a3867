import RosterImport
import SyncCore

/// `dugnad roster read`: how a roster is read, before anything is made of it.
enum RosterRead: Command {
    static let spec = CommandSpec(
        "roster read",
        "Shows how a roster is read: encoding, delimiter, header and rows, before any mapping.",
        details:
            "--json prints {encoding, delimiter, header, rows, problems: [{row, code, message}]}.",
        arguments: [ArgumentSpec("FILE", "a delimited list, in any encoding offices use")],
        options: RosterInput.readOptions + [.json],
        exits: [.warnings: "something in it is odd", .unreadable: "it cannot be read as a list"],
        example: "dugnad roster read frivillige.csv"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let input = try RosterInput(context)
        let table = input.table
        context.show(json(table.report)) {
            let header = table.header.isEmpty ? "none" : table.header.joined(separator: " | ")
            var lines = [
                "encoding   \(table.encoding.rawValue)",
                "delimiter  \(name(of: table.delimiter))", "header     \(header)",
                "rows       \(table.rows.count)",
            ]
            lines += table.problems.map { "row \($0.row): \($0.message) [\($0.code)]" }
            return lines.joined(separator: "\n")
        }
        return table.problems.isEmpty ? .ok : .warnings
    }

    private static func name(of delimiter: Delimiter) -> String {
        delimiter == .tab ? "tab" : delimiter.rawValue
    }

    private static func json(_ report: ReadReport) -> JSONValue {
        [
            "encoding": .string(report.encoding), "delimiter": .string(report.delimiter),
            "header": .array(report.header.map { .string($0) }),
            "rows": .array(report.rows.map { .array($0.map { .string($0) }) }),
            "problems": .array(
                report.problems.map {
                    [
                        "row": .integer(Int64($0.row)), "code": .string($0.code),
                        "message": .string($0.message),
                    ]
                }
            ),
        ]
    }
}
