import SyncCore
import SyncEngine

/// What an author is told in the outcome about an answer that came to less than she asked for, and about a report
/// of a time that has not come.
enum Remark {
    /// Milliseconds a device's clock may be ahead before its owner is told.
    private static let slack: Int64 = 24 * 3_600_000

    /// When a fact was, as its author's clock said.
    private static let times: [EntityName: String] = [
        .cleanupReport: "reportedAt", .litterReport: "seenAt", .wasteDeposit: "depositedAt",
    ]

    static func finding(on row: RowState, in world: any World) -> Finding? {
        if let field = times[row.entity], row.stamps[field]?.seq == world.seq,
            let time = row.integer(field), time > world.now + slack
        {
            // A clock wrong by a century is never refused (DESIGN.md 3.4): what was found was found.
            return Finding("report.future", row, field: field)
        }
        return answer(to: row) ?? CleanupReportView(live: row).flatMap { children(in: $0, world) }
    }

    /// What the author of a report should think of when children were there.
    private static func children(in report: CleanupReportView, _ world: any World) -> Finding? {
        let found = ChildrenRule.found(in: report)
        guard !found.isEmpty, report.row.stamps["reportedAt"]?.seq == world.seq else { return nil }
        return Finding(
            "safety.children_found",
            report,
            field: "minors",
            detail: found.joined(separator: ", ")
        )
    }

    private static func answer(to row: RowState) -> Finding? {
        switch row.entity {
        case .claim where ClaimView(row).state == .superseded:
            Finding("claim.superseded", row, field: "state")
        case .signup where SignupView(row).placement == .waitlisted:
            Finding("signup.waitlisted", row, field: "placement")
        default: nil
        }
    }
}
