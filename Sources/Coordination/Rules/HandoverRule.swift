import SyncCore
import SyncEngine

/// A row moves to another centre when its owner offers it and the other accepts (DESIGN.md 3.8).
///
/// The hub writes the move in the seq of the acceptance, so that all that belongs to the row goes with it. What
/// is known of people stays with the centre that knows it, unless they have agreed to share it.
struct HandoverRule: Rule {
    let reach = Reach.only([.handover])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, handover) in changes.of(HandoverView.self) {
            if change.isNew {
                try judgeOffer(handover, by: actor, in: world, &objections)
            } else if change.changed("state") {
                try judgeAnswer(handover, by: actor, in: world, &objections)
            }
        }
    }

    private func judgeOffer(
        _ handover: HandoverView,
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        guard handover.giver != nil, handover.giver == actor.centre,
            try isGivers(handover, in: world)
        else {
            objections.refuse(Finding("handover.not_owner", handover, field: "subjectId"))
            return
        }
        let receiver = try handover.receiver.flatMap { try world.row($0) }
        if receiver?.entity != .volunteerCentre || handover.receiver == handover.giver {
            objections.refuse(Finding("handover.centre", handover, field: "toCentreId"))
        }
        let others = try world.rows(
            .handover,
            where: "subjectId",
            is: .string(handover.row.text("subjectId") ?? "")
        )
        if others.contains(where: { $0.id != handover.id && $0.text("state") == "offered" }) {
            objections.refuse(Finding("handover.open", handover, field: "subjectId"))
        }
        try judgeWord(handover, in: world, &objections)
    }

    /// What somebody asks one centre is told to another only by her own word, from the offer on.
    private func judgeWord(
        _ handover: HandoverView,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        guard let enquiry: EnquiryView = try world.view(handover.subject), enquiry.hasWords,
            try enquiry.word(for: handover.receiver, in: world) == .nothing
        else { return }
        objections.refuse(Finding("enquiry.no_word", handover, field: "subjectId"))
    }

    private func judgeAnswer(
        _ handover: HandoverView,
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        let answerer = handover.state == .withdrawn ? handover.giver : handover.receiver
        if answerer == nil || answerer != actor.centre {
            objections.refuse(Finding("access.denied", handover, field: "state"))
        } else if handover.state == .accepted, try !isGivers(handover, in: world) {
            objections.refuse(Finding("handover.not_owner", handover, field: "subjectId"))
        } else if handover.state == .accepted {
            try judgeWord(handover, in: world, &objections)
        }
    }

    /// Whether the row is there and belongs to the centre that gives it.
    private func isGivers(_ handover: HandoverView, in world: any World) throws -> Bool {
        guard let row = try handover.subject.flatMap({ try world.row($0) }), !row.isRemoved else {
            return false
        }
        return row.entity.rawValue == handover.row.text("subjectEntity")
            && row.reference("centreId") == handover.giver
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        var edits: [Edit] = []
        for (change, handover) in changes.of(HandoverView.self) {
            guard change.changed("state"), handover.state == .accepted,
                handover.row["movedAt"] == nil, let receiver = handover.receiver,
                let subject = try handover.subject.flatMap({ try world.row($0) })
            else { continue }
            var moved: JSONObject = ["centreId": receiver.json]
            // Whoever saw to it works for the giver; until the receiver names somebody it is the centre's own.
            if subject.entity == .enquiry { moved["ownerPersonId"] = .null }
            edits.append(Edit(subject.entity, subject.id, set: moved))
            edits.append(Edit(.handover, handover.id, set: ["movedAt": .integer(world.now)]))
            edits += try SharedContacts(handover, subject, in: world).edits()
        }
        return edits
    }
}
