import SyncCore
import SyncEngine

extension SimWorld {
    /// Decides the open review at this place of those that somebody sees.
    func decide(on name: String?, place: Int, choice: Int) throws {
        let items = try rows("reviewItem", on: name).filter { $0["state"]?.text == "open" }
        guard !items.isEmpty else { throw SimStop() }
        let item = items[place % items.count]
        let isHeld = (item["unit"]?.text ?? "").isEmpty
        var set: JSONObject = ["side": .null, "decidedReason": .null]
        if isHeld {
            set["decision"] = choice % 2 == 0 ? "accept" : "reject"
        } else {
            let sides = try rows("reviewSide", on: name).filter {
                $0["itemId"] == item.id.json && $0["isInForce"]?.bool == false
            }
            let isTaken = choice % 2 == 0 && !sides.isEmpty
            set["decision"] = isTaken ? "take" : "keep"
            if isTaken { set["side"] = sides[choice / 2 % sides.count].id.json }
        }
        let edit = Edit("reviewItem", item.id, set: set)
        if let name { try make([edit], on: name) } else { try submit([edit]) }
    }

    /// Takes back the decision at this place of those that somebody sees.
    func reopen(on name: String?, place: Int) throws {
        let items = try rows("reviewItem", on: name).filter { $0["state"]?.text == "decided" }
        guard !items.isEmpty else { throw SimStop() }
        let edit = Edit(
            "reviewItem",
            items[place % items.count].id,
            set: ["decision": .null, "side": .null, "decidedReason": .null]
        )
        if let name { try make([edit], on: name) } else { try submit([edit]) }
    }

    private func rows(_ entity: EntityName, on name: String?) throws -> [RowState] {
        guard let name else { return try hub.reader.rows(entity) }
        return try device(name).replica?.rows(entity) ?? []
    }
}
