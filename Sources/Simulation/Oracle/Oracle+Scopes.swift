import Coordination
import Storage
import SyncCore
import SyncEngine

extension Oracle {
    /// How long after an action its leaders reach those who took part: 14 days, in milliseconds.
    private static let leadership: Int64 = 14 * 86_400_000
    private static let leaders: Set<Role> = [
        Role(rawValue: "actionOwner"), Role(rawValue: "coordinator"), Role(rawValue: "manager"),
    ]
    private static let calledOff: Set<String> = [
        "cancelled", "done_by_others", "not_needed", "duplicate",
    ]

    /// The scopes a device has, and when each of them ends; `.max` for never.
    func ends(of device: Device) -> [String: Int64] {
        ends(of: device.id, at: max(hubClock(), model.lastReceived))
    }

    /// By the grant it was given, as the oracle was told of it, and by the tasks its person leads.
    func ends(of device: RowID, at now: Int64) -> [String: Int64] {
        var out: [String: Int64] = ["device/\(device)": .max, "everyone": .max]
        guard let grant = model.grants[device], !grant.isOver(at: now) else { return out }
        for key in domain.scopes(for: grant) where key != .everyone {
            out[key.rawValue] = grant.ends ?? .max
        }
        guard let person = grant.person, Self.leaders.contains(grant.role) else { return out }
        for task in model.rows("task") {
            guard task.id("ownerPersonId") == person || task.id("safetyLeadId") == person else {
                continue
            }
            let ends = min(Self.end(ofLeading: task) ?? .max, grant.ends ?? .max)
            if ends > now { out["task/\(task.id)/leaders"] = ends }
        }
        return out
    }

    private static func end(ofLeading task: RowState) -> Int64? {
        let planned = task["endsAt"]?.integer ?? task["startsAt"]?.integer
        let isOff = calledOff.contains(task["state"]?.text ?? "")
        let end = isOff ? [planned, task.stamps["state"]?.at].compactMap { $0 }.min() : planned
        return end.map { $0 + leadership }
    }

    /// Holds what a device shows, that has not asked the hub since, to the ends it was told of.
    func check(_ shelf: Shelf, _ replica: Replica, now: Int64, name: String) throws {
        let open = Set(shelf.ends.filter { $0.value > now }.keys)
        let wanted = Set(shelf.rows.filter { !$0.value.isDisjoint(with: open) }.keys)
        var held: Set<RowID> = []
        try replica.store.query("SELECT id FROM state") { row in
            if let id = RowID(bytes: row.bytes(0)) { held.insert(id) }
        }
        if let surplus = held.subtracting(wanted).map(told).min() {
            fail(.scopes, "\(name) still holds \(surplus), which it was told the end of")
        }
        if let missing = wanted.subtracting(held).map(told).min() {
            fail(.scopes, "\(name) dropped \(missing), whose time is not over")
        }
    }

    // MARK: Custody

    /// Work on what its author's device was shown, and is in none of its scopes now, waits for a person.
    ///
    /// Asked before the operation's rows are taken in.
    func checkCustody(
        _ operation: RecordedOperation,
        _ speech: Speech,
        _ changed: [HubModel.Row]
    ) {
        guard operation.isDone, !speech.isDecision, let device = devices[operation.origin],
            !operation.outcome.findings.contains(where: { $0.code == "person.erased" })
        else { return }
        // Words that come too late for what stands by now have no effect, and need no person.
        let written = Set(
            changed.filter { row in
                row.state.stamps.values.contains {
                    $0.seq == operation.seq && $0.origin == operation.origin
                }
            }.map(\.state.id)
        )
        let edits = speech.edits.filter { speech.seen($0.id) > 0 && written.contains($0.id) }
        guard !edits.isEmpty else { return }
        let mine = Set(ends(of: device, at: operation.received).keys)
        let walk = walk
        for edit in edits {
            guard let row = model.rows[edit.id]?.state, !row.isErased else { continue }
            require(
                !walk.scopes(of: row).isDisjoint(with: mine),
                .custody,
                "operation \(operation.seq) was done on \(nameOf(row.id)), which had left its "
                    + "author's scopes"
            )
        }
    }

    // MARK: One person, two records

    /// Whoever is erased is erased with every record that was said to be hers.
    func checkAliases(_ changed: [HubModel.Row]) {
        let gone = Set(
            changed.filter { $0.state.entity == "person" && $0.state.isErased }.map(\.state.id)
        )
        guard !gone.isEmpty else { return }
        let statements = model.rows("personAlias")
        let ended = Set(statements.compactMap { $0.id("endsId") })
        for statement in statements where statement.id("endsId") == nil {
            guard !ended.contains(statement.id), let one = statement.id("personId"),
                let other = statement.id("sameAsId"), gone.contains(one) != gone.contains(other)
            else { continue }
            let rest = gone.contains(one) ? other : one
            guard let row = model.rows[rest]?.state, !row.isErased else { continue }
            fail(.erased, "\(nameOf(rest)) is said to be one who was erased, and is still there")
        }
    }
}
