import Coordination
import SyncCore
import SyncEngine

/// Items of review as a person reads them: what, whose, the sides with who and when, what was
/// decided.
struct ReviewText {
    let reader: HubReader
    let language: Language

    /// What has to be decided, in a sentence.
    func sentence(_ item: RowState) -> String {
        let unit = item["unit"]?.text.flatMap {
            $0.isEmpty || $0 == RowState.removedUnit ? nil : $0
        }
        let finding = Finding(
            item["kind"]?.text ?? "",
            entity: item["subjectEntity"]?.text.map(EntityName.init(rawValue:)),
            field: unit
        )
        return Messages.sentence(for: finding, verdict: nil, language: language)
    }

    /// The row it is about: its entity and name.
    func subject(_ item: RowState) throws -> String {
        let entity = item["subjectEntity"]?.text ?? ""
        guard let row = try subjectRow(item), let name = try RowName.of(row, reader) else {
            return "\(entity) \(item["subjectId"]?.text ?? "")"
        }
        return "\(entity) \(name)"
    }

    /// The whole item, a line each; `list` is what there is to choose from beyond its sides.
    func lines(_ review: ReviewCase, choosingFrom list: [String]) throws -> [String] {
        let item = review.item
        var lines = ["\(item["state"]?.text ?? ""): \(sentence(item))", try subject(item)]
        let isOpen = item["state"]?.text == "open"
        let verb = say(
            isOpen ? "venter" : "ventet",
            isOpen ? "ventar" : "venta",
            isOpen ? "waits" : "waited"
        )
        let whom = say("på", "på", "for")
        lines.append("\(verb) \(TimeText.age(review.age)), \(whom) \(try owner(item))")
        for side in review.sides { lines += try text(side, of: item) }
        if let base = review.base, item["unit"]?.text != RowState.removedUnit {
            lines.append(say("begge hadde sett:", "begge hadde sett:", "both had seen:"))
            lines += values(base)
        }
        return lines + list + (try decision(item))
    }

    private func say(_ nb: String, _ nn: String, _ en: String) -> String {
        Spoken(nb: nb, nn: nn, en: en).text(in: language)
    }

    /// Whose coordinator has to decide.
    func owner(_ item: RowState) throws -> String {
        guard let id = item["centreId"]?.text.flatMap({ RowID($0) }), let row = try reader.row(id)
        else {
            return say("hubens egen sentral", "huben sin eigen sentral", "the hub's own centre")
        }
        return row["name"]?.text ?? id.description
    }

    /// Who wrote what has to be decided: role and device of the side that came last.
    func author(of review: ReviewCase) throws -> String {
        let seq = review.item["operationSeq"]?.integer
        guard let side = review.sides.first(where: { $0["operationSeq"]?.integer == seq }) else {
            return ""
        }
        return who(role: side["authorRole"]?.text, device: review.devices[side.id])
    }

    private func subjectRow(_ item: RowState) throws -> RowState? {
        try item["subjectId"]?.text.flatMap { RowID($0) }.flatMap { try reader.row($0) }
    }

    private func text(_ side: RowState, of item: RowState) throws -> [String] {
        let isInForce = side["isInForce"]?.bool == true
        let isHeld = (item["unit"]?.text ?? "").isEmpty
        let force =
            isInForce
            ? say("gjelder", "gjeld", "in force")
            : say("gjelder ikke", "gjeld ikkje", "not in force")
        let inForce = isHeld ? "" : ", " + force
        let when = side["claimedAt"]?.integer.map { " " + TimeText.oslo($0) } ?? ""
        var lines = [
            "\(say("side", "side", "side")) \(side.id): \(try author(side))\(when)\(inForce)"
        ]
        if item["unit"]?.text == RowState.removedUnit {
            lines.append(
                "    "
                    + (isInForce
                        ? say("endret raden", "endra rada", "changed the row")
                        : say("fjernet raden", "fjerna rada", "removed the row"))
            )
            if isInForce { lines += try edited(side, item) }
            return lines
        }
        return lines + values(side["values"] ?? .null)
    }

    /// What the edit of a removed row wrote.
    private func edited(_ side: RowState, _ item: RowState) throws -> [String] {
        guard let seq = side["operationSeq"]?.integer else { return [] }
        return try reader.changes(inOperation: seq)
            .filter { $0.row.description == item["subjectId"]?.text }
            .filter { $0.unit != RowState.removedUnit && $0.author.origin != 0 }
            .flatMap { values($0.value ?? .null) }
    }

    /// Values by field, a line each; what an operation would do, edit by edit.
    private func values(_ value: JSONValue) -> [String] {
        if let edits = value.array { return edits.flatMap(values) }
        guard let members = value.object else { return value.isNull ? [] : ["    " + plain(value)] }
        if members["edits"] != nil { return values(members["edits"] ?? .null) }
        if let set = members["set"]?.object {
            let entity = members["entity"]?.text ?? ""
            return ["    \(entity)"] + fields(set)
        }
        return fields(members)
    }

    private func fields(_ members: JSONObject) -> [String] {
        members.sorted { $0.key < $1.key }.map { field, value in
            "    \(FieldLabels.label(field, in: language)): \(plain(value, field))"
        }
    }

    private func plain(_ value: JSONValue, _ field: String = "") -> String {
        if let text = value.text { return text }
        if value.isNull { return "–" }
        if field.hasSuffix("At"), let time = value.integer { return TimeText.oslo(time) }
        if let list = value.array, list.allSatisfy({ $0.text != nil }) {
            return list.compactMap(\.text).joined(separator: ", ")
        }
        let text = String(decoding: value.bytes(), as: UTF8.self)
        return text.count <= 80 ? text : "… (\(text.utf8.count) bytes)"
    }

    private func author(_ side: RowState) throws -> String {
        let role = side["authorRole"]?.text
        let device = try side["operationSeq"]?.integer.flatMap { try nameOfDevice(inOperation: $0) }
        return who(role: role, device: device)
    }

    private func nameOfDevice(inOperation seq: Int64) throws -> String? {
        try reader.changes(inOperation: seq).lazy.compactMap(\.author.device).first
    }

    private func who(role: String?, device: String?) -> String {
        switch (role, device) {
        case (let role?, let device?): "\(role) (\(device))"
        case (let role?, nil): role
        case (nil, let device?): device
        case (nil, nil): say("huben", "huben", "the hub")
        }
    }

    /// The choices that fit, or who decided what, when and why.
    private func decision(_ item: RowState) throws -> [String] {
        guard item["state"]?.text == "decided" else {
            let words = ReviewChoices.fitting(item).joined(
                separator: say(" eller ", " eller ", " or ")
            )
            let how = say("Avgjør med", "Avgjer med", "Decide with")
            return ["\(how): dugnad review decide \(item.id) \(words) --reason TEXT"]
        }
        let when = item["decidedAt"]?.integer.map { " " + TimeText.oslo($0) } ?? ""
        let entry = try item.stamps["decision"].flatMap { stamp in
            try reader.changes(inOperation: stamp.seq).first { $0.row == item.id }
        }
        let by = entry.map { who(role: $0.author.role.rawValue, device: $0.author.device) }
        let side = item["side"]?.text.map { " side \($0)" } ?? ""
        let decided = say("avgjort", "avgjord", "decided")
        let whom = "\(say("av", "av", "by")) \(by ?? say("huben", "huben", "the hub"))"
        var lines = ["\(decided)\(when) \(whom): \(item["decision"]?.text ?? "")\(side)"]
        if let reason = item["decidedReason"]?.text { lines.append("    \(reason)") }
        return lines
    }
}
