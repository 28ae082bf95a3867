import SyncCore
import SyncEngine

/// `dugnad notice list`: what became of the notices that are sent on.
enum NoticeList: Command {
    static let spec = CommandSpec(
        "notice list",
        "Lists the notices that 'serve --notice-hook' sends on, and what became of each.",
        details: """
            waiting: not taken yet, or tried again at the time shown. sent: the receiver has said so. dead: tried as \
            often as may be; 'notice retry' begins again. dropped: not to be sent.
            """,
        options: [
            .db, .flag("--undelivered", "only what waits or is dead"), .json,
        ],
        exits: [.warnings: "something is dead"],
        example: "dugnad notice list --undelivered --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        let isUndelivered = context.arguments.flag("--undelivered")
        let deliveries = try reader.noticeDeliveries(
            in: isUndelivered ? [.waiting, .dead] : Set(NoticeDelivery.State.allCases)
        )
        let rows = try deliveries.map { ($0, try reader.row($0.id)) }
        context.show(.array(rows.map(json))) {
            guard !rows.isEmpty else {
                return context.say(
                    nb: "Ingenting å vise.",
                    nn: "Ingenting å vise.",
                    en: "Nothing to list."
                )
            }
            var table = Table(
                context.language,
                "ID",
                "STATE",
                "TRIES",
                "TIME",
                "FOR",
                "WHAT",
                "ERROR"
            )
            for (delivery, row) in rows { table.add(cells(delivery, row)) }
            return table.text
        }
        return deliveries.contains { $0.state == .dead } ? .warnings : .ok
    }

    private static func cells(_ delivery: NoticeDelivery, _ row: RowState?) -> [String] {
        [
            delivery.id.description, delivery.state.rawValue, "\(delivery.tries)",
            TimeText.oslo(delivery.state == .waiting ? delivery.next : delivery.at),
            row?["personId"]?.text ?? row?["centreId"]?.text ?? "", row?["code"]?.text ?? "",
            delivery.error ?? "",
        ]
    }

    private static func json(_ delivery: NoticeDelivery, _ row: RowState?) -> JSONValue {
        var out: JSONObject = [
            "id": delivery.id.json, "state": .string(delivery.state.rawValue),
            "tries": .integer(Int64(delivery.tries)), "at": .integer(delivery.at),
        ]
        if delivery.state == .waiting { out["next"] = .integer(delivery.next) }
        out["error"] = delivery.error.map { .string($0) }
        for field in ["code", "personId", "centreId", "subjectId"] { out[field] = row?[field] }
        return .object(out)
    }
}
