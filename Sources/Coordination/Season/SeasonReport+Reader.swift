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
        func of(_ entity: EntityName) throws -> [RowState] {
            guard let centre else { return try reader.rows(entity) }
            return try reader.rows(entity, where: "centreId", is: centre.json)
        }
        rows.zones = try of(.cleanupZone)
        rows.tasks = try of(.task)
        rows.reports = try of(.cleanupReport)
        rows.deposits = try of(.wasteDeposit)
        rows.segments = try reader.rows(.segment)
        rows.costs = try reader.rows(.taskCost)
        self.init(rows, days: days)
    }
}
