import Coordination
import HTTPServer
import SyncCore
import SyncEngine

extension HubDesk {
    /// The cleanup zones as GeoJSON (RFC 7946): public data, open to maps on other sites.
    func zones(_ call: Call) -> Disposition {
        reading(call) { [limits] reader in
            let centre = try call.queryID("centre")
            let after = try call.queryID("after")
            let box = try call.queryBox("bbox")
            let tag = try reader.tag()
            guard !call.isKnown(tag) else { return .notModified(tag) }
            var rows = try Self.zones(reader, centre, box)
            // Any fixed order will do; by id a page goes on where the last ended although its zone is gone.
            rows = rows.filter { Self.isPublic($0) && (after.map($0.id.isAfter) ?? true) }
                .sorted { $1.id.isAfter($0.id) }
            let page = rows.prefix(limits.zones)
            var members: JSONObject = [
                "type": "FeatureCollection",
                "features": .array(try page.flatMap { try Self.features($0, call, reader) }),
            ]
            if page.count < rows.count { members["after"] = page.last?.id.json }
            return .geoJSON(.object(members), tag)
        }
    }

    /// One zone as a GeoJSON feature, with its segments as a collection when asked for.
    func zone(_ call: Call) -> Disposition {
        reading(call) { reader in
            let id = try call.id(0, orElse: .zoneUnknown)
            let tag = try reader.tag()
            guard let row = try reader.row(id), row.entity == .cleanupZone, !row.isRemoved,
                !row.isErased, Self.isPublic(row)
            else { throw SyncError.zoneUnknown }
            guard !call.isKnown(tag) else { return .notModified(tag) }
            let features = try Self.features(row, call, reader)
            guard try call.queryFlag("segments") else { return .geoJSON(features[0], tag) }
            return .geoJSON(["type": "FeatureCollection", "features": .array(features)], tag)
        }
    }

    /// Those of a centre, those in a box, or those that are both; all of them for neither.
    private static func zones(
        _ reader: HubReader,
        _ centre: RowID?,
        _ box: PlaceBox?
    ) throws -> [RowState] {
        guard let box else {
            return try centre.map {
                try reader.rows(.cleanupZone, where: "centreId", is: $0.json)
            } ?? reader.rows(.cleanupZone)
        }
        return try reader.rows(
            .cleanupZone,
            by: .place("geometry", in: box),
            having: centre.map { RowFilter("centreId", isOneOf: [$0.json]) }
        ).filter { row in
            row["geometry"].flatMap { PlaceBox(around: $0) }?.overlaps(box) ?? false
        }
    }

    /// Drafts are the office's, and a retired zone is nobody's.
    private static func isPublic(_ zone: RowState) -> Bool {
        zone["status"].map { $0 == "active" } ?? true
    }

    private static func features(
        _ zone: RowState,
        _ call: Call,
        _ reader: HubReader
    ) throws -> [JSONValue] {
        let own = feature(
            zone,
            kind: "zone",
            [
                "name", "description", "mode", "modeFrom", "modeTo", "status", "centreId",
                "municipalityNo", "areaM2", "accessibility", "terrainRisk", "capacityPerDay",
            ]
        )
        guard try call.queryFlag("segments") else { return [own] }
        let segments = try reader.rows(.segment, where: "zoneId", is: zone.id.json)
        return [own]
            + segments.map {
                feature(
                    $0,
                    kind: "segment",
                    ["name", "zoneId", "position", "lengthM", "state", "lastCleanedOn"]
                )
            }
    }

    private static func feature(_ row: RowState, kind: String, _ fields: [String]) -> JSONValue {
        var properties: JSONObject = ["kind": .string(kind)]
        for field in fields { properties[field] = row[field] }
        return [
            "type": "Feature", "id": row.id.json, "geometry": row["geometry"] ?? .null,
            "properties": .object(properties),
        ]
    }
}

extension RowID {
    fileprivate func isAfter(_ other: RowID) -> Bool { (high, low) > (other.high, other.low) }
}
