import SyncCore
import SyncEngine

/// Seats are never overbooked, and an answer once given is kept (DESIGN.md 3.6).
///
/// Wishes are answered in the order they reach the hub: confirmed while there are seats, then waitlisted. A
/// withdrawal promotes the first in the queue, who is told.
struct SeatRule: Rule {
    let owners: Owners

    let reach = Reach.only([.signup, .shift, .task])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, signup) in changes.of(SignupView.self) {
            guard change.isNew || change.changed("wish"), signup.wants else { continue }
            try judge(signup, in: world, &objections)
        }
        for change in changes where change.entity == .shift && !change.isNew {
            let shift = ShiftView(change.after)
            let slots = change.after.isRemoved ? 0 : shift.slots
            let confirmed = try confirmed(in: shift.id, world)
            let isCut =
                change.after.isRemoved || slots < ShiftView(change.before ?? change.after).slots
            if isCut, slots < confirmed {
                objections.hold(
                    Finding("shift.below_confirmed", shift, field: "slots", detail: "\(confirmed)")
                )
            }
        }
        for change in changes where change.entity == .task && change.isRemoval {
            try judgeRemoval(of: change, in: world, &objections)
        }
    }

    private func judge(
        _ signup: SignupView,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        guard signup.person != nil || signup.token != nil else {
            return objections.refuse(Finding("signup.nobody", signup, field: "personId"))
        }
        guard let shift: ShiftView = try world.view(signup.shift) else { return }
        let others = try signups(of: shift.id, in: world).filter { $0.id != signup.id && $0.wants }
        let own = try Identity(of: signup, in: world)
        if others.contains(where: own.isOf) {
            objections.refuse(Finding("signup.duplicate", signup))
        }
        guard let task = try shift.task.flatMap({ try world.row($0) }) else { return }
        if task.isRemoved || !TaskView(task).isAhead {
            objections.refuse(Finding("task.not_open", signup, field: "shiftId"))
        }
    }

    /// A task goes with its shifts, so what is promised in them holds its removal, too.
    private func judgeRemoval(
        of task: RowChange,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        let shifts: [ShiftView] = try world.views(where: "taskId", is: task.id)
        for shift in shifts {
            let confirmed = try confirmed(in: shift.id, world)
            guard confirmed > 0 else { continue }
            objections.hold(
                Finding("shift.below_confirmed", shift, field: "slots", detail: "\(confirmed)")
            )
        }
    }

    private func confirmed(in shift: RowID, _ world: any World) throws -> Int {
        try signups(of: shift, in: world).filter { $0.placement == .confirmed }.count
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        var shifts = changes.named(by: "shiftId", of: .signup)
        for change in changes where change.entity == .shift && !shifts.contains(change.id) {
            shifts.append(change.id)
        }
        var edits: [Edit] = []
        for id in shifts {
            if let shift: ShiftView = try world.view(id) {
                edits += try seat(shift, in: world)
            } else {
                edits += try dissolve(id, in: world)
            }
        }
        return edits
    }

    private func signups(of shift: RowID, in world: any World) throws -> [SignupView] {
        try world.views(where: "shiftId", is: shift)
    }

    /// Gives free seats to those who wait, then answers those who have no answer.
    private func seat(_ shift: ShiftView, in world: any World) throws -> [Edit] {
        let all = try signups(of: shift.id, in: world)
        var free = shift.slots - all.filter { $0.wants && $0.placement == .confirmed }.count
        var edits = all.filter { !$0.wants }.compactMap { signup in
            Write.edit(
                signup.row,
                set: ["placement": .null, "placedAt": .null, "queueSeq": .null]
            )
        }
        // A stable order: place in the queue, then order of arrival.
        let waiting = all.enumerated()
            .filter { $0.element.wants && $0.element.placement == .waitlisted }
            .sorted { ($0.element.queueSeq, $0.offset) < ($1.element.queueSeq, $1.offset) }
        for (_, signup) in waiting where free > 0 {
            edits += try answer(signup, .confirmed, notice: "signup.promoted", in: world)
            free -= 1
        }
        for signup in all where signup.wants && signup.placement == nil {
            let isSeated = free > 0
            edits += try answer(
                signup,
                isSeated ? .confirmed : .waitlisted,
                notice: isSeated ? nil : "signup.waitlisted",
                in: world
            )
            if isSeated { free -= 1 }
        }
        return edits
    }

    /// A removed shift has no seats; everybody is told.
    private func dissolve(_ shift: RowID, in world: any World) throws -> [Edit] {
        try signups(of: shift, in: world).filter { $0.wants && $0.placement != .declined }
            .flatMap { try answer($0, .declined, notice: "signup.shift_removed", in: world) }
    }

    private func answer(
        _ signup: SignupView,
        _ placement: Placement,
        notice code: String?,
        in world: any World
    ) throws -> [Edit] {
        var answer: JSONObject = [
            "placement": .string(placement.rawValue), "placedAt": .integer(world.now),
        ]
        if signup.row["queueSeq"] == nil { answer["queueSeq"] = .integer(world.seq) }
        var edits = Write.edit(signup.row, set: answer).map { [$0] } ?? []
        guard let code else { return edits }
        let notice = Notice(code, to: signup.person, about: signup.row)
        if let edit = try notice.edit(owners, in: world) { edits.append(edit) }
        return edits
    }
}

/// Who asks for a seat: a person under all her records, and the passes that are known to be hers.
private struct Identity {
    private var persons: Set<RowID> = []
    private var passes: Set<RowID> = []

    init(of signup: SignupView, in world: any World) throws {
        let pass = try signup.token.flatMap { try world.row($0) }
        passes.formUnion([signup.token].compactMap { $0 })
        for person in Set([signup.person, pass?.reference("personId")].compactMap { $0 }) {
            persons.formUnion(try [person] + SamePersons.of(person, in: world))
        }
        for person in persons {
            let own = try world.rows(.claimToken, where: "personId", is: person.json)
            passes.formUnion(own.map(\.id))
        }
    }

    func isOf(_ signup: SignupView) -> Bool {
        signup.person.map(persons.contains) ?? false || signup.token.map(passes.contains) ?? false
    }
}
