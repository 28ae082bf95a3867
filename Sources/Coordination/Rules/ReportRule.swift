import SyncCore
import SyncEngine

/// A report says something.
struct ReportRule: Rule {
    let reach = Reach.only([.cleanupReport])

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
            // A correction may say that there was nothing to report.
            if row.entity == .cleanupReport, row["replaces"] == nil,
                Self.values.allSatisfy({ row[$0] == nil })
            {
                objections.refuse(Finding("report.empty", row))
            }
        }
    }
}
