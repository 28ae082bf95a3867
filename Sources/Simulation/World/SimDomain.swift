import Coordination
import SyncCore
import SyncEngine

/// The domain under test, founding a hub that already holds a scenario's setup; every call can be the hub's last.
struct SimDomain: WrappedDomain {
    let base: VolunteerDomain
    let setup: [SimEdit]
    let probe: HubProbe

    var wrapped: any Domain { base }

    func admit(
        _ edit: Edit,
        current: RowState?,
        by actor: Actor,
        in world: any World
    ) throws -> Ruling {
        try probe.call()
        let ruling = try base.admit(edit, current: current, by: actor, in: world)
        guard case .lapsed = ruling, probe.sabotage == .noCustody else { return ruling }
        return .accept
    }

    func judge(_ changes: [RowChange], by actor: Actor, in world: any World) throws -> Ruling {
        try probe.call()
        if changes.contains(where: { Plants.isUndecidable($0.after) }) {
            throw SyncError("hub.rules_do_not_end", "The rules meet what they were not made for.")
        }
        return try base.judge(changes, by: actor, in: world)
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try probe.call()
        let edits = try base.consequences(of: changes, by: actor, in: world)
        guard let sabotage = probe.sabotage else { return edits }
        return edits + (try sabotage.consequences(of: changes, in: world))
    }

    func remarks(on rows: [RowState], in world: any World) throws -> [Finding] {
        try probe.call()
        let remarks = try base.remarks(on: rows, in: world)
        guard probe.sabotage == .falseConflict, let row = rows.first else { return remarks }
        let unit = row.stamps.keys.sorted().first
        return remarks + [
            Finding("field.lost", entity: row.entity, row: row.id, field: unit, winner: 1)
        ]
    }

    func barred(_ edits: [Edit]) -> [Finding] {
        // Asked before anything is done about an operation: the one before it is complete now.
        probe.observe()
        return base.barred(edits)
    }

    func tick(in world: any World) throws -> [Edit] {
        try probe.call()
        return try base.tick(in: world)
    }

    func scopes(for grant: Grant) -> Set<ScopeKey> {
        let scopes = base.scopes(for: grant)
        guard probe.sabotage == .wideScope else { return scopes }
        return scopes.union([.centre(grant.centre, "coordination")])
    }

    func loans(of row: RowState) -> [Loan] {
        let loans = base.loans(of: row)
        guard probe.sabotage == .leadersForEver else { return loans }
        return loans.map { Loan($0.scope, to: $0.person, ends: nil) }
    }

    func samePersons(as person: RowID, in world: any World) throws -> [RowID] {
        guard probe.sabotage != .otherRecord else { return [] }
        return try base.samePersons(as: person, in: world)
    }

    func founding(centre: RowID, name: String, municipality: String?) -> [Edit] {
        base.founding(centre: centre, name: name, municipality: municipality)
            + setup.map { SimNames.edit($0, centre: centre) }
    }
}

extension Sabotage {
    /// What the broken rules write on top of the real ones.
    func consequences(of changes: [RowChange], in world: any World) throws -> [Edit] {
        switch self {
        case .overbooking:
            return changes.filter { $0.entity == .signup && $0.after["placement"] == "waitlisted" }
                .map { Edit(.signup, $0.id, set: ["placement": "confirmed"]) }
        case .seatTaken:
            guard let new = changes.first(where: { $0.entity == .signup && $0.isNew }),
                let shift = new.after["shiftId"]
            else { return [] }
            return try world.rows(.signup, where: "shiftId", is: shift)
                .filter { $0.id != new.id && $0["placement"] == "confirmed" }
                .map { Edit(.signup, $0.id, set: ["placement": "declined"]) }
        case .twoClaims:
            return changes.filter { $0.entity == .claim && $0.after["state"] == "superseded" }
                .map { Edit(.claim, $0.id, set: ["state": "active"]) }
        case .carelessRule:
            return changes.filter { $0.after["photoChoice"] == "no" }
                .map { Edit($0.entity, $0.id, set: ["photoChoice": "yes"]) }
        case .otherDecision:
            return try changes.filter {
                $0.entity == .reviewItem && $0.changed("decision")
                    && $0.after["decision"] == "keep"
            }.flatMap { try Self.other(than: $0.after, in: world) }
        case .stillDecided:
            return changes.filter {
                $0.entity == .reviewItem && $0.changed("decision") && $0.after["decision"] == nil
            }.map { Edit(.reviewItem, $0.id, set: ["state": "decided"]) }
        case .jump:
            return changes.filter { $0.entity == .task && $0.after["state"] == "published" }
                .map { Edit(.task, $0.id, set: ["state": "closed"]) }
        default: return []
        }
    }

    private static func other(than item: RowState, in world: any World) throws -> [Edit] {
        let side = try world.rows(.reviewSide, where: "itemId", is: item.id.json)
            .first { $0["isInForce"]?.bool == false }
        guard let side, let subject = item["subjectId"]?.text.flatMap({ RowID($0) }) else {
            return []
        }
        let entity = EntityName(rawValue: item["subjectEntity"]?.text ?? "")
        return [Edit(entity, subject, set: side["values"]?.object ?? [:])]
    }
}
