import SyncCore
import SyncEngine

/// Who sees what concerns the leaders of a task, and until when (DOMAIN.md B.6).
enum Leaders {
    /// How long after the action its leaders may still reach those who took part: 14 days, in milliseconds.
    static let after: Int64 = 14 * 86_400_000

    /// The persons who lead the task: its owner and whoever answers for safety.
    static func persons(of task: RowState) -> Set<RowID> {
        Set(["ownerPersonId", "safetyLeadId"].compactMap { task.reference($0) })
    }

    /// What a task lends to its leaders; from the row alone.
    static func loans(of row: RowState) -> [Loan] {
        guard row.entity == .task else { return [] }
        let ends = end(of: row).map { $0 + after }
        return persons(of: row).map { Loan(.leaders(ofTask: row.id), to: $0, ends: ends) }
    }

    /// When the action is over: as planned, or when it was called off; nil while nobody has said.
    private static func end(of task: RowState) -> Int64? {
        let planned = task.integer("endsAt") ?? task.integer("startsAt")
        guard calledOff.contains(task.text("state") ?? "") else { return planned }
        return [planned, task.stamps["state"]?.at].compactMap { $0 }.min()
    }

    private static let calledOff: Set<String> = [
        "cancelled", "done_by_others", "not_needed", "duplicate",
    ]

    /// Whether a device with this grant has what is lent to its person.
    static func mayBorrow(_ grant: Grant) -> Bool {
        [.actionOwner, .coordinator, .manager].contains(grant.role)
    }
}
