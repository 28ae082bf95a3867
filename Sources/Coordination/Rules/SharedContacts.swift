import Geometry
import SyncCore
import SyncEngine

/// What of the people concerned goes with a row that changes hands: only of those who agreed to share it.
///
/// The giver keeps its own rows; the receiver gets rows of its own.
struct SharedContacts {
    private let world: any World
    private let giver: RowID?
    private let receiver: RowID?
    private let subject: RowState

    init(_ handover: HandoverView, _ subject: RowState, in world: any World) {
        self.world = world
        self.subject = subject
        giver = handover.giver
        receiver = handover.receiver
    }

    func edits() throws -> [Edit] {
        guard let giver, let receiver else { return [] }
        return try persons().filter { try hasAgreed($0, giver, receiver) }.flatMap {
            try membership($0, receiver) + contacts($0, from: giver, to: receiver)
        }
    }

    /// Who signed up for the task, holds a stretch of the zone, or asked.
    private func persons() throws -> [RowID] {
        if subject.entity == .enquiry { return [EnquiryView(subject).asker].compactMap { $0 } }
        var rows: [RowState] = []
        if subject.entity == .task {
            for shift in try world.rows(.shift, where: "taskId", is: subject.id.json) {
                rows += try world.rows(.signup, where: "shiftId", is: shift.id.json)
                    .filter { $0.text("wish") == "wants" }
            }
        } else if subject.entity == .cleanupZone {
            for segment in try world.rows(.segment, where: "zoneId", is: subject.id.json) {
                rows += try world.rows(.claim, where: "segmentId", is: segment.id.json)
                    .filter { $0.text("state") == ClaimState.active.rawValue }
            }
        }
        var seen: Set<RowID> = []
        return rows.compactMap { $0.reference("personId") }.filter { seen.insert($0).inserted }
    }

    private func hasAgreed(_ person: RowID, _ giver: RowID, _ receiver: RowID) throws -> Bool {
        if subject.entity == .enquiry {
            return try EnquiryView(subject).word(for: receiver, in: world) == .contact
        }
        return try ConsentWord.isGiven(by: person, in: world) {
            $0.text("purpose") == "share_with_centre" && $0.reference("centreId") == giver
                && $0.reference("sharedCentreId") == receiver
        }
    }

    private func membership(_ person: RowID, _ centre: RowID) throws -> [Edit] {
        let held = try world.rows(.centreMembership, where: "personId", is: person.json)
        guard !held.contains(where: { $0.reference("centreId") == centre }) else { return [] }
        let set: JSONObject = [
            "personId": person.json, "centreId": centre.json, "source": "self",
            "sinceOn": .string("\(OsloTime.date(at: world.now))"),
        ]
        return [Edit(.centreMembership, world.newID(), set: set, about: [person])]
    }

    private func contacts(_ person: RowID, from giver: RowID, to receiver: RowID) throws -> [Edit] {
        let all = try world.rows(.contactPoint, where: "personId", is: person.json)
        let known = Set(
            all.filter { $0.reference("centreId") == receiver }
                .compactMap { $0.text("valueNormalised") }
        )
        return all.filter { contact in
            contact.reference("centreId") == giver
                && contact.text("valueNormalised").map { !known.contains($0) } ?? false
        }.map { contact in
            var set: JSONObject = ["personId": person.json, "centreId": receiver.json]
            for field in ["kind", "valueNormalised", "ownedBy"] { set[field] = contact[field] }
            return Edit(.contactPoint, world.newID(), set: set, about: [person])
        }
    }
}
