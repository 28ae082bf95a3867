package import SyncCore

/// What somebody brought to a task, and what came of it.
package struct ContributionView: RowView {
    package static let entity = EntityName.contribution
    package let row: RowState
    package init(_ row: RowState) { self.row = row }

    package var task: RowID? { row.reference("taskId") }
    package var person: RowID? { row.reference("personId") }
    package var isResidents: Bool { !row.flag("isFromOffice") }
    package var outcome: String? { row.text("outcome") }
}
