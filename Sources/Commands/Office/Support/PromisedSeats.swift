import Coordination
import SyncCore
import SyncEngine

/// The seats that were promised and that held work would take, from which a person has to choose.
struct PromisedSeats {
    /// The confirmed sign-ups, in the order in which they were answered.
    let signups: [RowState]
    private let reader: HubReader

    /// Empty for every other question, and once it is decided.
    init(_ review: ReviewCase, _ reader: HubReader) throws {
        self.reader = reader
        guard review.item["kind"] == "shift.below_confirmed", review.item["state"] == "open" else {
            signups = []
            return
        }
        let edits = review.sides.flatMap { $0["values"]?["edits"]?.array ?? [] }
        var shifts: [RowID] = []
        for edit in edits {
            guard let id = edit["id"]?.text.flatMap({ RowID($0) }) else { continue }
            switch edit["entity"]?.text {
            case "shift": shifts.append(id)
            case "task": shifts += try reader.rows(.shift, where: "taskId", is: id.json).map(\.id)
            default: continue
            }
        }
        signups = try shifts.flatMap { try reader.rows(.signup, where: "shiftId", is: $0.json) }
            .filter { $0["placement"] == "confirmed" }
            .sorted { ($0["queueSeq"]?.integer ?? 0) < ($1["queueSeq"]?.integer ?? 0) }
    }

    var json: JSONValue {
        .array(
            signups.map { row in
                [
                    "signup": row.id.json, "shift": row["shiftId"] ?? .null,
                    "person": row["personId"] ?? .null, "pass": row["tokenId"] ?? .null,
                ]
            }
        )
    }

    /// A line each, with a heading; none where there is nothing to choose.
    func lines(_ language: Language) throws -> [String] {
        guard !signups.isEmpty else { return [] }
        let heading =
            switch language {
            case .nb: "Disse har fått plass; ingen mister den uten at et menneske sier det:"
            case .nn: "Desse har fått plass; ingen mistar han utan at eit menneske seier det:"
            case .en: "These have a seat, which nobody loses unless a person says so:"
            }
        return [heading]
            + (try signups.map { row in
                let name = try row["personId"]?.text.flatMap { RowID($0) }
                    .flatMap { try reader.row($0) }.flatMap { try RowName.of($0, reader) }
                return "    \(row.id)  \(Visible.line(name ?? "–"))"
            })
    }
}
