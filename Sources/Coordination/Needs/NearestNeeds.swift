package import Geometry
package import SyncCore
package import SyncEngine

/// The stretches in need that are nearest to a place.
///
/// A stretch is in need when its score is above 0 at that time: somebody saw litter since it was cleaned, or some has
/// probably come ashore since. They are ranked by the distance from the place to the nearest point of the stretch, in
/// metres, and equally far ones as on the whole map (`NeedMap`), which gives each the same score.
package struct NearestNeeds: Sendable {
    package struct Entry: Sendable {
        package let place: NeedMap.Place
        package let metres: Double
    }

    /// The nearest first.
    package let entries: [Entry]

    /// As far as is looked, where nothing else is said; metres.
    package static let farthest = 20_000.0
    private static let first = 250.0
    /// Twice the area.
    private static let step = 2.0.squareRoot()

    /// Looks in ever larger boxes around the place until there are enough, and reads little beyond what it returns.
    ///
    /// - `count`: how many at most.
    /// - `metres`: no farther away than this, 0…100 000.
    /// - `takes`: which of the stretches in need are wanted.
    package init(
        _ reader: HubReader,
        to position: Position,
        first count: Int,
        within metres: Double = farthest,
        centre: RowID? = nil,
        at now: Int64,
        where takes: (NeedMap.Place) -> Bool = { _ in true }
    ) throws {
        let point = PlaceBox(
            west: position.longitude,
            south: position.latitude,
            east: position.longitude,
            north: position.latitude
        )
        let ruler = try DistanceRuler(from: position)
        var radius = min(Self.first, metres)
        // Rows are read only once there are twice as many stretches as are wanted: some lie in the corners.
        while radius < metres,
            try reader.count(.segment, by: .place("geometry", in: point.grown(metres: radius)))
                / 2 < count
        {
            radius = min(radius * Self.step, metres)
        }
        while true {
            let box = point.grown(metres: radius)
            let map = try NeedMap(reader, centre: centre, in: box, at: now)
            let found = Self.entries(map, ruler, within: radius, takes)
            if found.count >= count || radius >= metres {
                entries = Array(found.prefix(count))
                return
            }
            radius = min(radius * Self.step, metres)
        }
    }

    private static func entries(
        _ map: NeedMap,
        _ ruler: borrowing DistanceRuler,
        within metres: Double,
        _ takes: (NeedMap.Place) -> Bool
    ) -> [Entry] {
        var found: [(rank: Int, entry: Entry)] = []
        for (rank, place) in map.places.enumerated() where place.need.score > 0 && takes(place) {
            // One shape that cannot be measured must not take the others down.
            guard let value = place.segment.row["geometry"],
                let shape = try? Geometry.fromGeoJSON(value),
                let away = try? ruler.metres(to: shape), away <= metres
            else { continue }
            found.append((rank, Entry(place: place, metres: away)))
        }
        return found.sorted { ($0.entry.metres, $0.rank) < ($1.entry.metres, $1.rank) }
            .map(\.entry)
    }

    /// A feature collection as that of the whole map; `metres` says how far away each is, rounded.
    package var geoJSON: JSONValue {
        let features = entries.map { entry -> JSONValue in
            entry.place.feature(with: ["metres": .integer(Int64(entry.metres.rounded()))])
        }
        return ["type": "FeatureCollection", "features": .array(features)]
    }
}
