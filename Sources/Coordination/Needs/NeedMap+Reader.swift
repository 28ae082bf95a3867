package import SyncCore
package import SyncEngine

extension NeedMap {
    /// The map of one centre, or of all that the store holds.
    ///
    /// Goes over every segment and report once; throws what the store throws.
    package init(_ reader: HubReader, centre: RowID? = nil, at now: Int64) throws {
        let zones = try reader.rows(.cleanupZone, of: centre)
        let segments =
            centre == nil
            ? try reader.rows(.segment)
            : try zones.flatMap { try reader.rows(.segment, where: "zoneId", is: $0.id.json) }
        self.init(
            zones: zones,
            segments: segments,
            litter: try reader.rows(.litterReport, of: centre),
            cleanups: try reader.rows(.cleanupReport, of: centre),
            at: now
        )
    }
}
