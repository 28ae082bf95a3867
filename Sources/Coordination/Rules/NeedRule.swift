import SyncCore
import SyncEngine

/// The resident says what she needs and that this is it; only then does anybody write what to do about it, and she
/// is told what became of it (DOMAIN.md M6, M7).
struct NeedRule: Rule {
    let owners: Owners

    let reach = Reach.only([.need, .task])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, need) in changes.of(NeedView.self) {
            // Needed by this rule and not by the catalogue: her words go when she is erased, and the need stays.
            if change.isNew, !need.row.says("text") {
                objections.refuse(Finding("text.blank", need, field: "text"))
            }
            if change.changed("solution"), need.row.says("solution"), !need.isConfirmed {
                objections.refuse(Finding("need.not_confirmed", need, field: "solution"))
            }
            if change.changed("state"), need.state == "evaluated", need.row["effect"] == nil {
                objections.refuse(Finding("need.effect_missing", need, field: "effect"))
            }
            if let field = try foreignField(change, need, by: actor, in: world) {
                objections.refuse(Finding("need.not_yours", need, field: field))
            }
        }
        for (change, task) in changes.of(TaskView.self) where Self.isPlanned(change, task) {
            let initiative: InitiativeView? = try world.view(task.row.reference("initiativeId"))
            guard let open = try initiative?.unconfirmed(in: world), !open.isEmpty else { continue }
            objections.refuse(
                Finding("need.not_confirmed", task, field: "state", detail: open.shown)
            )
        }
    }

    /// The first field of the change that is hers or her helper's to write, where another writes it.
    private func foreignField(
        _ change: RowChange,
        _ need: NeedView,
        by actor: Actor,
        in world: any World
    ) throws -> String? {
        if change.isNew {
            // Whoever writes it down for her is not the one who says that it is right.
            if actor.is(need.helper), need.person != nil, !actor.is(need.person) {
                return "helperId"
            }
            guard let first: NeedView = try world.view(need.addsTo) else { return nil }
            return first.person == need.person ? nil : "addsToId"
        }
        guard try !isHers(need, actor, in: world) else { return nil }
        if change.changed("helperId") { return "helperId" }
        let isHelper = actor.is(need.helper)
        if change.changed("state"), need.state == "confirmed", !isHelper { return "state" }
        guard !actor.role.isOffice, !isHelper else { return nil }
        return ["effect", "state"].first(where: change.changed)
    }

    /// Whether it is the author's own need, or one she told of without a record of her own.
    private func isHers(_ need: NeedView, _ actor: Actor, in world: any World) throws -> Bool {
        if actor.is(need.person) { return true }
        guard need.person == nil, actor.role.speaksForItself else { return false }
        return try actor.wrote(need.row, owners.catalogue[.need], in: world)
    }

    /// Whether the task is a plan, and became one or another one's with this change.
    private static func isPlanned(_ change: RowChange, _ task: TaskView) -> Bool {
        ["draft", "published", "in_progress"].contains(task.state)
            && (change.isNew || change.changed("state") || change.changed("initiativeId"))
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try changes.of(NeedView.self).flatMap { change, need -> [Edit] in
            guard let row = try world.row(need.id) else { return [] }
            var edits: [Edit] = []
            if row["state"] == nil {
                // Written down, so that those that wait are found by their state.
                edits += Write.edit(row, set: ["state": "stated"]).map { [$0] } ?? []
            }
            if need.state == "confirmed", row["confirmedAt"] == nil {
                let set: JSONObject = ["confirmedAt": .integer(world.now)]
                edits += Write.edit(row, set: set).map { [$0] } ?? []
            }
            guard !change.isNew, change.changed("state"), !actor.is(need.person),
                need.person != nil, need.state != "stated"
            else { return edits }
            let notice = Notice("need.news", to: need.person, about: need.row)
            return edits + (try notice.edit(owners, in: world).map { [$0] } ?? [])
        }
    }
}

extension [RowID] {
    /// Up to five of them, for people.
    var shown: String { prefix(5).map(\.description).joined(separator: ", ") }
}
