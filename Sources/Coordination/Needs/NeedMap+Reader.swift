package import SyncCore
package import SyncEngine

extension NeedMap {
    /// The map of one centre, or of all that the store holds.
    ///
    /// Goes over every segment and report once; throws what the store throws.
    package init(_ reader: HubReader, centre: RowID? = nil, at now: Int64) throws {
        func rows(_ entity: EntityName) throws -> [RowState] {
            guard let centre else { return try reader.rows(entity) }
            return try reader.rows(entity, where: "centreId", is: centre.json)
        }
        let zones = try rows(.cleanupZone)
        let segments =
            centre == nil
            ? try reader.rows(.segment)
            : try zones.flatMap { try reader.rows(.segment, where: "zoneId", is: $0.id.json) }
        self.init(
            zones: zones,
            segments: segments,
            litter: try rows(.litterReport),
            cleanups: try rows(.cleanupReport),
            at: now
        )
    }
}
