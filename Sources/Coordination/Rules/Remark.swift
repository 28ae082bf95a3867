import SyncCore
import SyncEngine

/// What an author is told in the outcome about an answer that came to less than she asked for.
enum Remark {
    static func finding(on row: RowState) -> Finding? {
        switch row.entity {
        case .claim where ClaimView(row).state == .superseded:
            Finding("claim.superseded", row, field: "state")
        case .signup where SignupView(row).placement == .waitlisted:
            Finding("signup.waitlisted", row, field: "placement")
        default: nil
        }
    }
}
