import SyncCore
import SyncEngine

/// A report says something, and of a time that has come.
struct ReportRule: Rule {
    /// Milliseconds a device's clock may be ahead.
    private static let slack: Int64 = 24 * 3_600_000

    private static let times: [EntityName: String] = [
        .cleanupReport: "reportedAt", .litterReport: "seenAt", .wasteDeposit: "depositedAt",
    ]

    /// What a cleanup came to; one of them is enough.
    private static let values = [
        "adults", "minors", "minutes", "bagsFull", "bagsHalf", "weightG", "finds", "hazards",
        "note", "photoRefs",
    ]

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes where change.isNew {
            let row = change.after
            if let field = Self.times[row.entity], let time = row.integer(field),
                time > world.now + Self.slack
            {
                objections.refuse(Finding("report.future", row, field: field))
            }
            // A correction may say that there was nothing to report.
            if row.entity == .cleanupReport, row["replaces"] == nil,
                Self.values.allSatisfy({ row[$0] == nil })
            {
                objections.refuse(Finding("report.empty", row))
            }
        }
    }
}
