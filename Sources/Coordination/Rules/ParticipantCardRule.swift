import SyncCore
import SyncEngine

/// The hub writes a card of each volunteer who signed up, for the task's leaders and nobody else.
///
/// A task without leaders has none: no copy is made that nobody may read.
struct ParticipantCardRule: Rule {
    let reach = Reach.only([
        .signup, .person, .personPrivate, .personAlias, .contactPoint, .shift, .task,
    ])

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        var signups = changes.filter { $0.entity == .signup }.map(\.id)
        for person in try persons(in: changes, world) {
            signups += try world.rows(.signup, where: "personId", is: person.json).map(\.id)
        }
        for shift in try shifts(in: changes, world) {
            signups += try world.rows(.signup, where: "shiftId", is: shift.json).map(\.id)
        }
        var seen: Set<RowID> = []
        return try signups.filter { seen.insert($0).inserted }.compactMap {
            try edit(ofCardFor: $0, in: world)
        }
    }

    /// Whose name or contact changed, or what another record of the same person says of it.
    private func persons(in changes: [RowChange], _ world: any World) throws -> Set<RowID> {
        var persons: Set<RowID> = []
        for change in changes {
            switch change.entity {
            case .person: if !change.isNew { persons.insert(change.id) }
            case .contactPoint: persons.formUnion(Self.named(by: change, in: ["personId"]))
            case .personPrivate, .personAlias:
                for person in Self.named(by: change, in: ["personId", "sameAsId"]) {
                    persons.insert(person)
                    persons.formUnion(try SamePersons.of(person, in: world))
                }
            default: continue
            }
        }
        return persons
    }

    private static func named(by change: RowChange, in fields: [String]) -> Set<RowID> {
        let rows = [change.before, change.after].compactMap { $0 }
        return Set(rows.flatMap { row in fields.compactMap { row.reference($0) } })
    }

    /// Shifts whose task got its first leader, lost its last, or changed hands.
    private func shifts(in changes: [RowChange], _ world: any World) throws -> [RowID] {
        var shifts = changes.filter {
            $0.entity == .shift && !$0.isNew && ($0.changed("taskId") || $0.after.isRemoved)
        }.map(\.id)
        for change in changes where change.entity == .task && !change.isNew {
            let hadLeaders = change.before.map { !Leaders.persons(of: $0).isEmpty } ?? false
            let hasLeaders = !Leaders.persons(of: change.after).isEmpty
            guard hadLeaders != hasLeaders || change.changed("centreId") else { continue }
            shifts += try world.rows(.shift, where: "taskId", is: change.id.json).map(\.id)
        }
        return shifts
    }

    private func edit(ofCardFor id: RowID, in world: any World) throws -> Edit? {
        let held = try world.rows(.participantCard, where: "signupId", is: id.json).first
        guard let card = try card(for: id, in: world) else {
            guard let held else { return nil }
            var edit = Edit(.participantCard, held.id, set: Self.emptied)
            edit.mark = .removed
            return edit
        }
        if let held { return Write.edit(held, set: card.fields) }
        return Edit(.participantCard, world.newID(), set: card.fields.filter { !$0.value.isNull })
    }

    private static let emptied: JSONObject = [
        "name": .null, "phone": .null, "email": .null, "guardianName": .null,
    ]

    private func card(for id: RowID, in world: any World) throws -> ParticipantCard? {
        guard let signup: SignupView = try world.view(id), signup.wants,
            signup.placement != .declined,
            let person = try signup.person.flatMap({ try world.row($0) }), !person.isRemoved,
            let shift: ShiftView = try world.view(signup.shift),
            let task: TaskView = try world.view(shift.task),
            !Leaders.persons(of: task.row).isEmpty
        else { return nil }
        return try ParticipantCard(signup, person, task: task, in: world)
    }
}
