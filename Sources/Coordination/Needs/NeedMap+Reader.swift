package import SyncCore
package import SyncEngine

extension NeedMap {
    /// The map of one centre, or of all that the store holds; with a box, what of it may lie there.
    ///
    /// Whole, it goes over every segment and report once; with a box only over those that bear on what lies there, and
    /// each stretch has the same need as on the whole map. Throws what the store throws.
    package init(
        _ reader: HubReader,
        centre: RowID? = nil,
        in box: PlaceBox? = nil,
        at now: Int64
    ) throws {
        if let box {
            let near = try NeedSurroundings(reader, centre: centre, box)
            let ids = Set(near.placed.map(\.id))
            let map = NeedMap(
                zones: near.zones.compactMap { $0.value?.row },
                segments: (near.placed + near.others).map(\.row),
                litter: near.litter.map(\.row),
                cleanups: near.cleanups.map(\.row),
                at: now
            )
            self.init(places: map.places.filter { ids.contains($0.segment.id) })
            return
        }
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
