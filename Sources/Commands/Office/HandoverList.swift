import Coordination
import SyncCore
import SyncEngine

/// `dugnad handover list`: what centres have offered each other.
enum HandoverList: Command {
    static let spec = CommandSpec(
        "handover list",
        "Lists the rows that centres have offered each other.",
        options: [.db, .flag("--all", "also those that were answered"), .json],
        example: "dugnad handover list --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let isAll = context.arguments.flag("--all")
        let offers = try reader.rows(.handover).map { HandoverView($0) }
            .filter { isAll || $0.state == .offered }
        func name(_ id: RowID?) throws -> String {
            guard let id else { return "" }
            return try reader.row(id)?["name"]?.text ?? id.description
        }
        try context.show(.array(offers.map { OfficeRows.json($0.row) })) {
            var table = Table(context.language, "ID", "WHAT", "ROW", "FROM", "TO", "STATE")
            for offer in offers {
                table.add(
                    offer.id.description,
                    offer.row["subjectEntity"]?.text ?? "",
                    offer.subject?.description ?? "",
                    try name(offer.giver),
                    try name(offer.receiver),
                    offer.state.rawValue
                )
            }
            return table.text
        }
        return .ok
    }
}
