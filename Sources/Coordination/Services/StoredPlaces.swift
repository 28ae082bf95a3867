package import SyncCore
package import SyncEngine

/// A centre's zones, segments and restrictions as an import finds them.
package struct StoredPlaces: Sendable {
    package var zones: [RowState]
    /// Segments by zone, in their order along the shore.
    package var segments: [RowID: [RowState]]
    package var restrictions: [RowState]
    /// Rows that carry a removed mark, among those an import could make again.
    package var removed: Set<RowID>
    /// What the catalogue lets a geometry field hold.
    package let catalogue: Catalogue

    /// Reads them from a hub's store.
    package init(_ reader: HubReader, centre: RowID) throws {
        catalogue = reader.domain.catalogue
        zones = try reader.rows(.cleanupZone, where: "centreId", is: centre.json)
        restrictions = try reader.rows(.accessRestriction, where: "centreId", is: centre.json)
        segments = [:]
        for zone in zones {
            let rows = try reader.rows(.segment, where: "zoneId", is: zone.id.json)
            segments[zone.id] = rows.sorted {
                ($0.integer("position") ?? 0) < ($1.integer("position") ?? 0)
            }
        }
        removed = try reader.removedRows(.cleanupZone).union(reader.removedRows(.segment))
            .union(reader.removedRows(.accessRestriction))
    }

    /// Whether the catalogue takes the value in this field.
    func accepts(_ value: JSONValue, _ entity: EntityName, _ field: String) -> Bool {
        catalogue[entity]?.fields[field]?.type.accepts(value) ?? false
    }
}
