import Geometry
import SyncCore
import SyncEngine

/// How long a claim may last and how far ahead it may begin, so that nobody keeps a shore to herself.
enum ClaimLimit {
    /// Milliseconds from its start, or from now for one that has begun, to its end.
    static let longest: Int64 = 30 * 24 * 3_600_000
    /// Days in Norway from today to the first day of a claim.
    static let farthestDays = 365

    static func judge(
        _ change: RowChange,
        _ claim: ClaimView,
        now: Int64,
        _ objections: inout Objections
    ) {
        guard let starts = claim.starts else { return }
        if change.changed("expiresAt"), let expires = claim.expires, expires > max(starts, now),
            !isWithin(expires, after: max(starts, now))
        {
            objections.refuse(Finding("claim.too_long", claim, field: "expiresAt"))
        }
        let last = OsloTime.date(at: now).adding(days: farthestDays)
        if change.changed("fromAt"), OsloTime.date(at: starts) > last {
            objections.refuse(Finding("claim.too_far", claim, field: "fromAt"))
        }
    }

    /// An instant may be any number there is, so the difference may not fit.
    private static func isWithin(_ end: Int64, after start: Int64) -> Bool {
        let (length, isOver) = end.subtractingReportingOverflow(start)
        return !isOver && length <= longest
    }
}
