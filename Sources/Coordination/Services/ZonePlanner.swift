import Geometry
import Hashing
import SyncCore

/// Works out what a file's zones change, each with its segments.
struct ZonePlanner {
    let centre: RowID
    let stored: StoredPlaces

    func items(_ zones: [ZoneFile.Zone]) throws -> [ZoneImport.Item] {
        var match = PlaceMatch(
            stored: stored.zones.map { row in
                PlaceMatch.Place(
                    key: Self.key(row.text("name"), row.text("municipalityNo")),
                    shape: row["geometry"]?.bytes() ?? [],
                    box: row["geometry"]?.geometryBox
                )
            }
        )
        let shapes = zones.map { Geometry.multiPolygon($0.geometry) }
        let found = match.matches(
            zip(zones, shapes).map { zone, shape in
                PlaceMatch.Place(
                    key: Self.key(zone.name, zone.municipalityNo),
                    shape: shape.toJSON().bytes(),
                    box: shape.boundingBox
                )
            }
        )
        return zip(zones, found).map { zone, number in
            item(zone, over: number.map { stored.zones[$0] })
        }
    }

    /// The same name in two municipalities is two places.
    private static func key(_ name: String?, _ municipality: String?) -> String {
        "\(name ?? "")/\(municipality ?? "")"
    }

    private func item(_ zone: ZoneFile.Zone, over row: RowState?) -> ZoneImport.Item {
        let values = values(of: zone)
        let geometry = values["geometry"] ?? .null
        guard stored.accepts(geometry, .cleanupZone, "geometry") else {
            return .refused(
                .zone,
                name: zone.name,
                feature: zone.feature,
                codes: ["zone.geometry_too_large"]
            )
        }
        let id = row?.id ?? newID(zone, geometry)
        var edits = [Edit](zoneEdit(values, over: row, id: id))
        let shore = SegmentPlanner(zone: id, stored: stored).plan(zone.segments)
        let movesOwnShape = row != nil && edits.first?.set["geometry"] != nil
        if let row, isReshaped(row), movesOwnShape || !shore.edits.isEmpty {
            return .refused(
                .zone,
                name: zone.name,
                feature: zone.feature,
                codes: ["zone.reshaped"]
            )
        }
        edits += shore.edits
        var codes: [String] = []
        if movesOwnShape { codes.append("zone.geometry_changed") }
        if !shore.edits.isEmpty, row != nil { codes.append("zone.segments_changed") }
        return ZoneImport.Item(
            kind: .zone,
            name: zone.name,
            feature: zone.feature,
            action: row == nil ? .create : edits.isEmpty ? .unchanged : .update,
            row: id,
            movesShape: movesOwnShape || shore.movesShape,
            segments: shore.count,
            codes: codes,
            edits: edits
        )
    }

    /// Whether the zone was split or merged since: its shape of before would lie over others, or leave shore to none.
    private func isReshaped(_ row: RowState) -> Bool {
        row.reference("mergedIntoId") != nil
            || stored.zones.contains {
                $0.reference("splitFromId") == row.id || $0.reference("mergedIntoId") == row.id
            }
    }

    private func zoneEdit(_ values: JSONObject, over row: RowState?, id: RowID) -> [Edit] {
        let isRemoved = stored.removed.contains(id)
        let start: JSONObject = [
            "centreId": centre.json, "mode": "unassigned", "status": "active",
        ]
        let wanted = row == nil ? values.merging(start) { given, _ in given } : values
        guard
            var edit = Edit.bringing(wanted, to: row, .cleanupZone, id, isRemoved: isRemoved)
        else { return [] }
        // Shape, box and area merge as one, so they are written as one.
        if !Set(edit.set.keys).isDisjoint(with: ZoneShape.fields) {
            for field in ZoneShape.fields { edit.set[field] = values[field] }
        }
        // What a coordinator decided about a zone that was removed is not unsaid by a file.
        if isRemoved { for field in ["mode", "status"] { edit.set[field] = nil } }
        return [edit]
    }

    private func values(of zone: ZoneFile.Zone) -> JSONObject {
        var values = ZoneShape(.multiPolygon(zone.geometry)).fields
        values["name"] = .string(zone.name)
        values["municipalityNo"] = zone.municipalityNo.map { .string($0) } ?? .null
        return values
    }

    private func newID(_ zone: ZoneFile.Zone, _ geometry: JSONValue) -> RowID {
        let digest = Digest.blake2b64(parts: geometry.bytes())
        return .derived(
            from: centre,
            "zone/\(zone.name)/\(zone.municipalityNo ?? "")/\(digest)"
        )
    }
}
