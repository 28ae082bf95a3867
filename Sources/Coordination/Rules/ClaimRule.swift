import SyncCore
import SyncEngine

/// One active claim a segment: the first to reach the hub wins and keeps it, and everybody else is told.
struct ClaimRule: Rule {
    let owners: Owners

    let isForeseen = true
    let reach = Reach.only([.claim, .cleanupReport])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, claim) in changes.of(ClaimView.self)
        where claim.isTakenUp(by: change, at: world.now) {
            if let starts = claim.starts, let expires = claim.expires, expires <= starts {
                objections.refuse(Finding("claim.period", claim, field: "expiresAt"))
            }
            try judgePlace(of: claim, in: world, &objections)
        }
        for (change, claim) in changes.of(ClaimView.self) {
            ClaimLimit.judge(change, claim, now: world.now, &objections)
            try judgeEnd(change, claim, by: actor, in: world, &objections)
        }
    }

    /// Nobody is sent where it is dangerous, or to what is off the map.
    private func judgePlace(
        of claim: ClaimView,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        guard let row = try claim.segment.flatMap({ try world.row($0) }) else { return }
        let segment = SegmentView(row)
        let zone = try segment.zone.flatMap { try world.row($0) }
        if row.isRemoved || zone?.isRemoved ?? false {
            objections.refuse(Finding("row.removed", claim, field: "segmentId"))
        } else if segment.state == .halted {
            objections.refuse(Finding("segment.halted", claim, field: "segmentId"))
        }
    }

    /// When a claim ends is said by its own claimant, the store it was made in, or the office.
    private func judgeEnd(
        _ change: RowChange,
        _ claim: ClaimView,
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        let field = ["releasedAt", "expiresAt"].first(where: change.changed)
        guard !change.isNew, let field, !actor.role.isOffice,
            !actor.is(claim.person),
            try !actor.wrote(claim.row, owners.catalogue[.claim], in: world)
        else { return }
        objections.refuse(Finding("access.denied", claim, field: field))
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        var edits = try fulfilled(by: changes, of: actor, in: world)
        for segment in changes.named(by: "segmentId", of: .claim) {
            let claims: [ClaimView] = try world.views(where: "segmentId", is: segment)
            edits += try settle(claims, after: changes, in: world)
        }
        return edits
    }

    func tick(in world: any World) throws -> [Edit] {
        let active = try world.rows(.claim, where: "state", is: .string(ClaimState.active.rawValue))
        var edits: [Edit] = []
        for claim in active.map(ClaimView.init) where !claim.isWanted(at: world.now) {
            edits += try ended(claim, as: .expired, in: world)
            let notice = Notice("claim.expired", to: claim.person, about: claim.row)
            if let edit = try notice.edit(owners, in: world) { edits.append(edit) }
        }
        return edits
    }

    /// Answers the claims of one segment that have no answer, or ask for another one.
    private func settle(
        _ claims: [ClaimView],
        after changes: [RowChange],
        in world: any World
    ) throws -> [Edit] {
        var edits: [Edit] = []
        var winner = claims.first { $0.state == .active && !$0.isReleased }
        for claim in claims {
            let asks = claim.asks(after: changes, now: world.now)
            if claim.state == .active, claim.isReleased {
                edits += try ended(claim, as: .released, in: world)
            } else if !asks {
                continue
            } else if !claim.isWanted(at: world.now) {
                edits += try ended(claim, as: claim.isReleased ? .released : .expired, in: world)
            } else if let winner {
                edits += try superseded(claim, by: winner, in: world)
            } else {
                winner = claim
                let answer: JSONObject = [
                    "state": .string(ClaimState.active.rawValue), "endedAt": .null,
                    "winnerId": .null,
                ]
                if let edit = Write.edit(claim.row, set: answer) { edits.append(edit) }
            }
        }
        return edits
    }

    private func superseded(
        _ claim: ClaimView,
        by winner: ClaimView,
        in world: any World
    ) throws -> [Edit] {
        var edits = try ended(claim, as: .superseded, winner: winner.id, in: world)
        let notice = Notice(
            "claim.superseded",
            to: claim.person,
            about: claim.row,
            subjects: ["winnerId": winner.id]
        )
        if let edit = try notice.edit(owners, in: world) { edits.append(edit) }
        return edits
    }

    private func ended(
        _ claim: ClaimView,
        as state: ClaimState,
        winner: RowID? = nil,
        in world: any World
    ) throws -> [Edit] {
        let answer: JSONObject = [
            "state": .string(state.rawValue), "endedAt": .integer(world.now),
            "winnerId": winner?.json ?? .null,
        ]
        return Write.edit(claim.row, set: answer).map { [$0] } ?? []
    }

    /// A report of the claimant's own that names an active claim and its place ends it well.
    private func fulfilled(
        by changes: [RowChange],
        of actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        var edits: [Edit] = []
        for (_, report) in changes.of(CleanupReportView.self) {
            guard let claim: ClaimView = try world.view(report.claim), claim.state == .active,
                !claim.isReleased, try isAtPlace(report, of: claim, in: world),
                try isByClaimant(report, of: claim, actor, in: world)
            else { continue }
            edits += try ended(claim, as: .fulfilled, in: world)
        }
        return edits
    }

    private func isAtPlace(
        _ report: CleanupReportView,
        of claim: ClaimView,
        in world: any World
    ) throws -> Bool {
        guard let place = claim.segment else { return false }
        if report.segments.contains(place) { return true }
        let segment: SegmentView? = try world.view(place)
        return report.zone != nil && segment?.zone == report.zone
    }

    /// Whether the report is by the claimant, out of the store that claimed, or handed in by the office.
    private func isByClaimant(
        _ report: CleanupReportView,
        of claim: ClaimView,
        _ actor: Actor,
        in world: any World
    ) throws -> Bool {
        if actor.role.isOffice || actor.is(claim.person) { return true }
        guard let wrote = report.row.factOrigin(owners.catalogue[.cleanupReport]),
            let claimed = claim.row.factOrigin(owners.catalogue[.claim])
        else { return false }
        return try world.areOneStore(wrote, claimed)
    }
}

extension ClaimView {
    /// Whether the hub owes this claim an answer: it is new, or was taken up again after its end.
    fileprivate func asks(after changes: [RowChange], now: Int64) -> Bool {
        switch state {
        case nil: return true
        case .active, .superseded, .fulfilled: return false
        case .released, .expired:
            guard isWanted(at: now) else { return false }
            let mine = changes.first { $0.id == id }
            return mine.map { $0.changed("expiresAt") || $0.changed("releasedAt") } ?? false
        }
    }
}
