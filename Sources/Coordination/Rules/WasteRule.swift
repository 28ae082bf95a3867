import SyncCore
import SyncEngine

/// Weights: as weighed, or 10 kg a full and 5 kg a half bag, marked as estimated.
enum BagWeight {
    static let fullGrams: Int64 = 10_000
    static let halfGrams: Int64 = 5_000

    /// Grams by the rule of thumb.
    static func estimate(full: Int64, half: Int64) -> Int64 {
        full * fullGrams + half * halfGrams
    }
}

/// Reports and deposits: what they weigh, who finds them right, and bags that never disappear silently.
struct WasteRule: Rule {
    let owners: Owners

    let reach = Reach.only([.cleanupReport, .wasteDeposit])

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for (change, report) in changes.of(CleanupReportView.self) {
            guard change.changed("validatedAt"), report.isValidated else { continue }
            if try isOwn(report, change, of: actor, in: world) {
                objections.refuse(Finding("report.own_validation", report, field: "validatedById"))
            }
        }
        for (change, deposit) in changes.of(DepositView.self) {
            if change.isNew, deposit.bagsFull + deposit.bagsHalf == 0 {
                objections.refuse(Finding("deposit.empty", deposit, field: "bagsFull"))
            }
            if deposit.pickup == "written_off", !deposit.row.says("pickupReason") {
                objections.refuse(Finding("deposit.reason_missing", deposit, field: "pickupReason"))
            }
        }
    }

    /// Whether a report is found right by whoever wrote it: by person or, where none is named, by store.
    ///
    /// Several people write from the office's store, so there two persons named are enough.
    private func isOwn(
        _ report: CleanupReportView,
        _ change: RowChange,
        of actor: Actor,
        in world: any World
    ) throws -> Bool {
        let validators = [report.validator, actor.person].compactMap { $0 }
        if let reporter = report.reporter, validators.contains(reporter) { return true }
        let isOffice = actor.role.isOffice
        if change.isNew { return !isOffice }
        if isOffice, report.reporter != nil, !validators.isEmpty { return false }
        return try actor.wrote(report.row, owners.catalogue[.cleanupReport], in: world)
    }

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        try changes.filter { $0.entity == .cleanupReport || $0.entity == .wasteDeposit }
            .compactMap { change in
                guard let row = try world.row(change.id), !row.isRemoved else { return nil }
                return Self.weight(of: row)
            }
    }

    private static func weight(of row: RowState) -> Edit? {
        let weighed = row.integer("weightG")
        let estimate = BagWeight.estimate(
            full: row.integer("bagsFull") ?? 0,
            half: row.integer("bagsHalf") ?? 0
        )
        return Write.edit(
            row,
            set: [
                "estimatedWeightG": .integer(weighed ?? estimate),
                "isEstimated": .bool(weighed == nil),
            ]
        )
    }
}
