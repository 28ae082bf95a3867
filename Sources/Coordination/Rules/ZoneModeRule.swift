import Geometry
import SyncCore
import SyncEngine

/// Where professionals clean, residents do not run actions of their own; a change of mode has a reason.
struct ZoneModeRule: Rule {
    let owners: Owners

    let isForeseen = true
    let reach = Reach.only([.cleanupZone, .claim, .task, .cleanupReport])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, zone) in changes.of(ZoneView.self) {
            judgeMode(change, zone, &objections)
        }
        for change in changes { try judgeVisit(change, by: actor, in: world, &objections) }
        for (change, report) in changes.of(CleanupReportView.self)
        where change.isNew || Self.places.contains(where: change.changed) {
            let answers = try modes(of: report, in: world).map {
                ShoreTable.answer($0, .reportCleanup, by: actor.role)
            }
            objections.add(answers, about: report.row, field: "zoneId")
        }
    }

    /// The fields by which a report tells where it is from; what was left empty may be filled in later.
    private static let places = ["zoneId", "segmentIds", "taskId", "claimId"]

    /// The modes of the zones a report is from, on its day.
    ///
    /// One may name its stretches only, or its task or claim: those are somewhere, too.
    private func modes(of report: CleanupReportView, in world: any World) throws -> [ZoneMode] {
        let task: TaskView? = try world.view(report.task)
        let claim: ClaimView? = try world.view(report.claim)
        var segments = report.segments + (task?.segments ?? [])
        if let segment = claim?.segment { segments.append(segment) }
        var zones = try segments.compactMap { id in
            let segment: SegmentView? = try world.view(id)
            return segment?.zone
        }
        zones += [report.zone, task?.zone].compactMap { $0 }
        return try Set(zones).compactMap { id in
            guard let zone: ZoneView = try world.view(id) else { return nil }
            guard let day = report.reported.map(OsloTime.date) else { return zone.mode }
            return zone.mode(during: day...day)
        }
    }

    private func judgeMode(_ change: RowChange, _ zone: ZoneView, _ objections: inout Objections) {
        let changed = ["mode", "operatorId", "modeFrom", "modeTo"].contains(where: change.changed)
        guard changed else { return }
        let isPlainStart = change.isNew && [.unassigned, .selfOrganised].contains(zone.mode)
        if !isPlainStart, !zone.row.says("modeReason") {
            objections.refuse(Finding("zone.reason_missing", zone, field: "modeReason"))
        }
        if zone.mode.needsOperator, zone.operatorID == nil {
            objections.refuse(Finding("zone.operator_missing", zone, field: "operatorId"))
        }
        if let from = zone.modeFrom, let to = zone.modeTo, to < from {
            objections.refuse(Finding("zone.period", zone, field: "modeTo"))
        }
    }

    /// Claims and residents' own cleanups, when they are made or moved.
    private func judgeVisit(
        _ change: RowChange,
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        guard
            try change.isNew || change.isReturn || isPublished(change)
                || Self.moves.contains(where: change.changed) || isLonger(change, in: world)
                || isTakenUp(change, in: world)
        else { return }
        guard let action = ShoreAction(visit: change.after),
            let mode = try mode(for: change.after, in: world)
        else { return }
        objections.add([ShoreTable.answer(mode, action, by: actor.role)], about: change.after)
    }

    /// What makes another visit of it, whatever its days are.
    private static let moves =
        Visit.moves.filter { !Visit.timeFields.contains($0) } + ["carriedOutBy", "kind"]

    /// Whether it takes place on days on which it did not; who comes for fewer days asks for nothing.
    private func isLonger(_ change: RowChange, in world: any World) throws -> Bool {
        guard Visit.timeFields.contains(where: change.changed) else { return false }
        guard let before = try change.before.flatMap({ try Visit($0, in: world) }),
            let now = try Visit(change.after, in: world)
        else { return true }
        return now.days.lowerBound < before.days.lowerBound
            || now.days.upperBound > before.days.upperBound
    }

    /// Whether a claim that was over is taken up again, for whatever days.
    private func isTakenUp(_ change: RowChange, in world: any World) -> Bool {
        ClaimView(live: change.after)?.isTakenUp(by: change, at: world.now) ?? false
    }

    private func isPublished(_ change: RowChange) -> Bool {
        change.entity == .task && change.changed("state")
            && change.after.text("state") == "published"
    }

    /// The mode a claim or cleanup task meets on its days; nil for what is no cleanup.
    private func mode(for row: RowState, in world: any World) throws -> ZoneMode? {
        if let claim = ClaimView(live: row) {
            guard claim.isAhead(at: world.now) else { return nil }
            let segment: SegmentView? = try world.view(claim.segment)
            return try mode(of: segment?.zone, for: row, in: world)
        }
        guard let task = TaskView(live: row), task.isCleanup, task.isAhead else { return nil }
        var zones = [task.zone].compactMap { $0 }
        zones += try task.segments.compactMap { id in
            let segment: SegmentView? = try world.view(id)
            return segment?.zone
        }
        return try zones.compactMap { try mode(of: $0, for: row, in: world) }.mostCareful
    }

    private func mode(of id: RowID?, for row: RowState, in world: any World) throws -> ZoneMode? {
        guard let zone: ZoneView = try world.view(id) else { return nil }
        guard let visit = try Visit(row, in: world) else { return zone.mode }
        return zone.mode(during: visit.days)
    }

    /// Claims stand when a zone is given to professionals; claimants and action owners are told.
    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        var edits: [Edit] = []
        for (change, zone) in changes.of(ZoneView.self)
        where !change.isNew && change.changed("mode") && !zone.mode.allowsSelfOrganised {
            let code =
                zone.mode == .noCleanup ? "zone.now_no_cleanup" : "zone.now_professional"
            for row in try Affected.rows(in: zone, world) {
                let person = row.reference("personId") ?? row.reference("ownerPersonId")
                let notice = Notice(
                    code,
                    to: person,
                    about: row,
                    subjects: ["cleanupZoneId": zone.id]
                )
                if let edit = try notice.edit(owners, in: world) { edits.append(edit) }
            }
        }
        return edits
    }
}

extension [ZoneMode] {
    /// The most careful of several.
    var mostCareful: ZoneMode? {
        self.max { $0.care < $1.care }
    }
}

extension Objections {
    /// Takes over what the table says, one finding for each code.
    fileprivate mutating func add(
        _ answers: [ShoreAnswer],
        about row: RowState,
        field: String? = nil
    ) {
        for answer in Set(answers) {
            switch answer {
            case .accepted: continue
            case .held(let code): hold(Finding(code, row, field: field))
            case .refused(let code): refuse(Finding(code, row, field: field))
            }
        }
    }
}
