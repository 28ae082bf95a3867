package import Geometry
package import SyncCore
package import SyncEngine

extension SeasonReport {
    /// The season of one centre, or of all that the store holds; throws what the store throws.
    package init(
        _ reader: HubReader,
        centre: RowID? = nil,
        days: ClosedRange<LocalDate>
    ) throws {
        var rows = Rows()
        rows.zones = try reader.rows(.cleanupZone, of: centre)
        rows.tasks = try reader.rows(.task, of: centre)
        rows.reports = try reader.rows(.cleanupReport, of: centre)
        rows.deposits = try reader.rows(.wasteDeposit, of: centre)
        rows.segments = try reader.rows(.segment)
        rows.costs = try reader.rows(.taskCost)
        self.init(rows, days: days)
    }
}
