package import SyncCore
import SyncEngine

/// What somebody wants to do on a shore.
package enum ShoreAction: String, Sendable, CaseIterable {
    case claim
    case planCleanup = "plan_cleanup"
    case planOperators = "plan_operators_cleanup"
    case planOther = "plan_other_task"
    case reportCleanup = "report_cleanup"
    case reportLitter = "report_litter"
    case setMode = "set_mode"

    /// The kind of row it makes or changes.
    package var entity: EntityName {
        switch self {
        case .claim: .claim
        case .planCleanup, .planOperators, .planOther: .task
        case .reportCleanup: .cleanupReport
        case .reportLitter: .litterReport
        case .setMode: .cleanupZone
        }
    }

    /// What a claim, a task or a shift's task comes to; nil for other rows.
    init?(visit row: RowState) {
        switch row.entity {
        case .claim: self = .claim
        case .shift: self = .planOther
        case .task:
            let task = TaskView(row)
            self = !task.isCleanup ? .planOther : task.isByOperator ? .planOperators : .planCleanup
        default: return nil
        }
    }
}

/// How a place stands with access bans on the days in question.
package enum ShoreSeason: String, Sendable, CaseIterable {
    case open
    case closed
    /// Closed, with a dispensation for the days.
    case dispensed
}

/// What the rules say to an action, with the code that says why.
package enum ShoreAnswer: Sendable, Hashable, CustomStringConvertible {
    case accepted
    case held(String)
    case refused(String)

    package var description: String {
        switch self {
        case .accepted: "yes"
        case .held(let code): "held `\(code)`"
        case .refused(let code): "no `\(code)`"
        }
    }

    var isRefusal: Bool {
        if case .refused = self { true } else { false }
    }
}
