import Coordination
import Geometry
import SyncCore
import SyncEngine

/// `dugnad zone mark`: who is to clean a zone.
enum ZoneMark: Command {
    static let spec = CommandSpec(
        "zone mark",
        "Says who cleans a zone.",
        details: """
            Of two marks made without knowledge of each other the more careful one holds until a person decides.
            professional and joint name the operator who cleans.
            """,
        arguments: [ArgumentSpec("ID", "the zone's id, or at least 6 characters of it")],
        options: [
            .db,
            .value(
                "--mode",
                "MODE",
                ZoneMode.allCases.map(\.rawValue).joined(separator: ", "),
                isRequired: true
            ),
            .value("--reason", "TEXT", "why", isRequired: true),
            .value("--operator", "ID", "the organisation that cleans"),
            .value("--from", "DAY", "the first day it holds"),
            .value("--to", "DAY", "the last day it holds"), .json,
        ],
        exits: [.refused: "a rule speaks against it", .unreadable: "there is no such zone"],
        example:
            "dugnad zone mark 0197a3c1 --mode self_organised --reason 'Trygg strand' --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let mode = try arguments.choice("--mode", of: ZoneMode.allCases.map(\.rawValue)) ?? ""
        let (from, to) = (try day("--from", arguments), try day("--to", arguments))
        return try Office.with(context) { office in
            let (zone, company) = try office.read { reader in
                let rows = OfficeRows(reader)
                return (
                    try rows.row(try arguments.text("ID"), of: .cleanupZone).id,
                    try arguments.option("--operator").map {
                        try rows.row($0, of: .organisation).id
                    }
                )
            }
            let set: JSONObject = [
                "mode": .string(mode), "modeReason": .string(try arguments.required("--reason")),
                "operatorId": company?.json ?? .null, "modeFrom": from, "modeTo": to,
            ]
            return try office.write([Edit(.cleanupZone, zone, set: set)])
        }
    }

    private static func day(_ name: String, _ arguments: Arguments) throws -> JSONValue {
        guard let text = arguments.option(name) else { return .null }
        guard LocalDate(text) != nil else {
            throw UsageError("\(name) takes a day such as 2026-05-01.")
        }
        return .string(text)
    }
}
