import Coordination
import HTTPServer
import SyncCore
import SyncEngine

extension HubDesk {
    /// Where equipment is fetched, as GeoJSON (RFC 7946): public, open to maps on other sites.
    ///
    /// Name, place and opening hours. What lies there and who keeps it is the centre's.
    func depots(_ call: Call) -> Disposition {
        reading(call) { [limits] reader in
            let centre = try call.centre(reader)
            let tag = try reader.tag()
            guard !call.isKnown(tag) else { return .notModified(tag) }
            let rows =
                try centre.map {
                    try reader.rows(.equipmentDepot, where: "centreId", is: $0.json)
                } ?? reader.rows(.equipmentDepot)
            let features = rows.prefix(limits.needs).map { row -> JSONValue in
                var properties: JSONObject = ["kind": "depot"]
                for field in ["name", "openingHours", "centreId"] {
                    properties[field] = row[field]
                }
                return [
                    "type": "Feature", "id": row.id.json, "geometry": row["point"] ?? .null,
                    "properties": .object(properties),
                ]
            }
            return .geoJSON(
                ["type": "FeatureCollection", "features": .array(features)],
                tag
            )
        }
    }
}
