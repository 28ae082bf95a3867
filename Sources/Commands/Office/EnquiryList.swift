import Coordination
import Geometry
import SyncCore
import SyncEngine

/// `dugnad enquiry list`: what people have asked for, who sees to it, and what has waited too long.
enum EnquiryList: Command {
    static let spec = CommandSpec(
        "enquiry list",
        "Lists enquiries that wait for an answer, who sees to each, and what is overdue.",
        details: """
            An enquiry is overdue from the fifteenth day without an answer; whoever sees to it has a notice then. Make
            one by 'office new enquiry', answer it by 'office set enquiry ID state=answered answer=…', and give it to
            another centre by 'handover offer enquiry ID'.
            """,
        options: [
            .db, .centre, .flag("--overdue", "only what has waited too long"),
            .flag("--all", "also what is answered"), .json,
        ],
        exits: [.warnings: "something is overdue"],
        example: "dugnad enquiry list --overdue --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let reader = try context.hubReader()
        let centre = try OfficeRows(reader).chosenCentre(arguments)
        let today = OsloTime.date(at: context.environment.engine.now())
        let all = try reader.rows(.enquiry, of: centre).map(EnquiryView.init)
            .sorted {
                ($0.received ?? 0, $0.id.description) < ($1.received ?? 0, $1.id.description)
            }
        let late = all.filter { $0.isOverdue(on: today) }
        let open = arguments.flag("--all") ? all : all.filter { !$0.isAnswered }
        let shown = arguments.flag("--overdue") ? late : open
        let names = try spoken(shown, reader)
        context.show(.array(shown.map { json($0, names, today) })) {
            var table = Table(
                context.language,
                "ID",
                "RECEIVED",
                "STATE",
                "CENTRE",
                "WHO",
                "SUBJECT"
            )
            for enquiry in shown {
                table.add(
                    enquiry.id.description,
                    day(enquiry) + (enquiry.isOverdue(on: today) ? " !" : ""),
                    enquiry.state,
                    enquiry.centre.flatMap { names[$0] } ?? "",
                    enquiry.owner.flatMap { names[$0] } ?? "",
                    enquiry.row["subject"]?.text ?? ""
                )
            }
            return table.isEmpty ? "Nothing to list." : table.text
        }
        return late.isEmpty ? .ok : .warnings
    }

    private static func day(_ enquiry: EnquiryView) -> String {
        enquiry.received.map { OsloTime.date(at: $0).description } ?? ""
    }

    private static func spoken(_ shown: [EnquiryView], _ reader: HubReader) throws -> [RowID:
        String]
    {
        var names: [RowID: String] = [:]
        for id in shown.flatMap({ [$0.centre, $0.owner] }).compactMap(\.self) {
            let row = try reader.row(id)
            names[id] = (row?["name"] ?? row?["displayName"])?.text ?? ""
        }
        return names
    }

    private static func json(
        _ enquiry: EnquiryView,
        _ names: [RowID: String],
        _ today: LocalDate
    ) -> JSONValue {
        var out: JSONObject = [
            "id": enquiry.id.json, "state": .string(enquiry.state),
            "isOverdue": .bool(enquiry.isOverdue(on: today)),
        ]
        for field in ["subject", "receivedAt", "ownerPersonId", "centreId", "overdueSince"] {
            out[field] = enquiry.row[field]
        }
        out["centre"] = enquiry.centre.flatMap { names[$0] }.map { .string($0) }
        return .object(out)
    }
}
