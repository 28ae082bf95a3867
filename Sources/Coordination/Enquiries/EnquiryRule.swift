import Geometry
import SyncCore
import SyncEngine

/// An enquiry has one owner at any time, who is told when it comes to her and when it has waited too long.
struct EnquiryRule: Rule {
    let owners: Owners

    let reach = Reach.only([.enquiry])

    /// Days within which there is an answer; on the next one it is overdue (frivillig.no's own limit).
    static let days = 14

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, enquiry) in changes.of(EnquiryView.self)
        where enquiry.isAnswered && (change.changed("state") || change.changed("answer")) {
            guard !enquiry.row.says("answer") else { continue }
            objections.refuse(Finding("enquiry.answer_missing", enquiry, field: "answer"))
        }
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try changes.of(EnquiryView.self).flatMap { change, enquiry in
            try begun(enquiry, in: world) + owned(enquiry, in: world)
                + answered(change, enquiry, in: world)
        }
    }

    /// Writes down where one begins that says nothing of it, so that those that wait are found by their state.
    private func begun(_ enquiry: EnquiryView, in world: any World) throws -> [Edit] {
        guard let row = try world.row(enquiry.id), row["state"] == nil else { return [] }
        return [Edit(.enquiry, enquiry.id, set: ["state": "new"])]
    }

    /// Ends the turn of whoever had it and begins the next one's, in one operation: never two, never none.
    private func owned(_ enquiry: EnquiryView, in world: any World) throws -> [Edit] {
        let turns = try world.rows(.enquiryOwner, where: "enquiryId", is: enquiry.id.json)
        let open = turns.filter { $0["untilAt"] == nil }
        let isSame = open.contains {
            $0["ownerCentreId"] == enquiry.row["centreId"]
                && $0["personId"] == enquiry.row["ownerPersonId"]
        }
        guard !isSame, let centre = enquiry.centre else { return [] }
        var set: JSONObject = [
            "enquiryId": enquiry.id.json, "ownerCentreId": centre.json,
            "fromAt": .integer(world.now),
        ]
        set["personId"] = enquiry.owner?.json
        var edits = open.map {
            Edit(.enquiryOwner, $0.id, set: ["untilAt": .integer(world.now)])
        }
        edits.append(
            Edit(.enquiryOwner, world.newID(), set: set, about: enquiry.owner.map { [$0] } ?? [])
        )
        guard !enquiry.isAnswered else { return edits }
        let notice = Notice("enquiry.yours", to: enquiry.owner, about: enquiry.row)
        return edits + (try notice.edit(owners, in: world).map { [$0] } ?? [])
    }

    private func answered(
        _ change: RowChange,
        _ enquiry: EnquiryView,
        in world: any World
    ) throws -> [Edit] {
        guard change.changed("state"), let row = try world.row(enquiry.id) else { return [] }
        guard enquiry.isAnswered else {
            return Write.edit(row, set: ["answeredAt": .null]).map { [$0] } ?? []
        }
        guard row["answeredAt"] == nil else { return [] }
        var edits = [
            Edit(
                .enquiry,
                enquiry.id,
                set: ["answeredAt": .integer(world.now), "overdueSince": .null]
            )
        ]
        if let asker = enquiry.row.reference("fromPersonId") {
            let notice = Notice("enquiry.answered", to: asker, about: enquiry.row)
            if let edit = try notice.edit(owners, in: world) { edits.append(edit) }
        }
        return edits
    }

    func tick(in world: any World) throws -> [Edit] {
        let today = OsloTime.date(at: world.now)
        return try ["new", "in_hand"].flatMap { state in
            try world.rows(.enquiry, where: "state", is: .string(state))
        }.map(EnquiryView.init).flatMap { enquiry -> [Edit] in
            guard enquiry.row["overdueSince"] == nil, let due = enquiry.overdueOn, due <= today
            else { return [] }
            let notice = Notice("enquiry.overdue", to: enquiry.owner, about: enquiry.row)
            let mark = Edit(.enquiry, enquiry.id, set: ["overdueSince": .string(due.description)])
            return [mark] + (try notice.edit(owners, in: world).map { [$0] } ?? [])
        }
    }
}
