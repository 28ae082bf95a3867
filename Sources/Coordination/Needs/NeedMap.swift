import Geometry
package import SyncCore

/// The stretches of shore by how much they ask to be cleaned: a list, and a map for others (RFC 7946).
package struct NeedMap: Sendable {
    /// One stretch with its zone.
    package struct Place: Sendable {
        package let segment: SegmentView
        package let zone: ZoneView
        package let need: CleanupNeed
        /// Who cleans the zone that day.
        package let mode: ZoneMode
    }

    /// The most in need first; equal ones by their zone's name and their place along the shore.
    package let places: [Place]

    /// How near a report without a stretch has to be to count for one, in metres.
    static let reach = 200.0

    /// Everything a centre, or several, has of zones, segments, reports and cleanups.
    ///
    /// Retired and removed zones are left out.
    package init(
        zones: [RowState],
        segments: [RowState],
        litter: [RowState],
        cleanups: [RowState],
        at now: Int64
    ) {
        let zones = Dictionary(
            zones.compactMap { ZoneView(live: $0) }
                .filter { !["draft", "retired"].contains($0.row.text("status")) }
                .map { ($0.id, $0) },
            uniquingKeysWith: { one, _ in one }
        )
        let segments = segments.compactMap { SegmentView(live: $0) }
        var book = SightingBook(segments)
        for row in litter.compactMap({ LitterReportView(live: $0) }) { book.note(row, now) }
        for row in cleanups.compactMap({ CleanupReportView(live: $0) }) { book.note(row, now) }
        let today = OsloTime.date(at: now)
        places = segments.compactMap { segment in
            guard let zone = segment.zone.flatMap({ zones[$0] }) else { return nil }
            let need = CleanupNeed(
                book.sightings(of: segment),
                cleaned: book.cleaned[segment.id] ?? [],
                at: now
            )
            return Place(
                segment: segment,
                zone: zone,
                need: need,
                mode: zone.mode(during: today...today)
            )
        }
        .sorted { Self.isBefore($0, $1) }
    }

    init(places: [Place]) { self.places = places }

    private static func isBefore(_ one: Place, _ other: Place) -> Bool {
        func key(_ place: Place) -> (Int64, String, Int64, String) {
            (
                -place.need.score, place.zone.row.text("name") ?? "",
                place.segment.row.integer("position") ?? 0, place.segment.id.description
            )
        }
        return key(one) < key(other)
    }

    /// A feature collection; the properties of each say how much and why, in codes and numbers only.
    package func geoJSON(first limit: Int = .max) -> JSONValue {
        [
            "type": "FeatureCollection",
            "features": .array(places.prefix(limit).map { $0.feature(with: [:]) }),
        ]
    }
}

extension NeedMap.Place {
    /// Score, what says so and when, state and mode.
    package var properties: JSONObject {
        var out: JSONObject = [
            "kind": "segment", "need": .integer(need.score), "basis": .string(need.basis.code),
            "zoneId": zone.id.json, "zoneMode": .string(mode.rawValue),
        ]
        out["zone"] = zone.row["name"]
        for field in ["name", "position", "lengthM", "state", "lastCleanedOn"] {
            out[field] = segment.row[field]
        }
        if case .seen(let sighting) = need.basis {
            out["amount"] = .string(sighting.amount.rawValue)
            out["method"] = sighting.method.map { .string($0.rawValue) }
            out["seenOn"] = .string(OsloTime.date(at: sighting.seen).description)
        }
        return out
    }

    /// As a feature (RFC 7946), with further properties.
    func feature(with more: JSONObject) -> JSONValue {
        var properties = properties
        properties.merge(more) { $1 }
        return [
            "type": "Feature", "id": segment.id.json,
            "geometry": segment.row["geometry"] ?? .null, "properties": .object(properties),
        ]
    }
}
