import Glibc
import SyncCore

/// A made-up stretch of the southern Norwegian coast as a zone file, the same for the same seed.
///
/// Twenty zones side by side along about six kilometres near 58.0° N 7.5° E, one shoreline through
/// all of them, and one nesting-season restriction over a single zone. Names are invented.
package struct ShoreSample: Hashable, Sendable {
    package static let zoneCount = 20
    /// Width of a zone from west to east in metres; the shore in it is longer, since it winds.
    package static let zoneWidthMetres = 300.0
    /// The zone, from 0, that the nesting-season restriction covers.
    package static let restrictedZone = 6

    package let seed: UInt64

    package init(seed: UInt64) {
        self.seed = seed
    }

    /// The GeoJSON bytes, to be read by a zone import: zones, then the shoreline, then the
    /// restriction.
    package func geoJSON() -> [UInt8] {
        let zones = (0..<ShoreSample.zoneCount).map(zone)
        let document: JSONValue = [
            "type": "FeatureCollection",
            "features": .array(zones + [shoreline, restriction]),
        ]
        return document.bytes()
    }
}

extension ShoreSample {
    private static let stepMetres = 10.0
    /// How far a zone reaches on either side of the shore.
    private static let halfDepthMetres = 80.0

    private static let names = [
        "Måkevika", "Ternholmen", "Taresanden", "Skarvodden", "Blåskjellbukta", "Rekvedstranda",
        "Ærfuglskjæret", "Svabergtangen", "Tjeldvika", "Flatskjærbukta", "Kråkebollodden",
        "Strandsnipevika", "Havørnneset", "Lyngholmsundet", "Rullesteinsfjæra", "Otersteinen",
        "Bølgevika", "Drivtømmerstranda", "Sildebukta", "Krabbetangen",
    ]

    private func zone(_ number: Int) -> JSONValue {
        let west = Double(number) * ShoreSample.zoneWidthMetres
        let name = ShoreSample.names[(number + Int(seed % 20)) % ShoreSample.names.count]
        return feature(
            [
                "dugnad:kind": "zone", "name": .string(name), "municipalityNo": "4205",
            ],
            "Polygon",
            [band(from: west, to: west + ShoreSample.zoneWidthMetres)]
        )
    }

    private var shoreline: JSONValue {
        let length = Double(ShoreSample.zoneCount) * ShoreSample.zoneWidthMetres
        return feature(
            ["dugnad:kind": "shoreline", "name": "Strandlinje"],
            "LineString",
            .array(line(from: 0, to: length, offset: 0))
        )
    }

    private var restriction: JSONValue {
        // 60 m inside the zone's sides: with its 50 m the restriction meets every segment of this
        // zone and none of its neighbours'.
        let west = Double(ShoreSample.restrictedZone) * ShoreSample.zoneWidthMetres
        let east = west + ShoreSample.zoneWidthMetres
        return feature(
            [
                "dugnad:kind": "restriction", "name": "Hekkeplassen sjøfuglreservat", "bufferM": 50,
                "windows": "04-15/07-31", "accessKind": "traffic",
                "legalRef": "Eksempelforskrift om vern av Hekkeplassen § 3",
            ],
            "Polygon",
            [band(from: west + 60, to: east - 60)]
        )
    }

    private func feature(
        _ properties: JSONValue,
        _ type: JSONValue,
        _ coordinates: JSONValue
    ) -> JSONValue {
        [
            "type": "Feature", "properties": properties,
            "geometry": ["type": type, "coordinates": coordinates],
        ]
    }

    /// A closed anticlockwise ring around the shore between two eastings.
    private func band(from west: Double, to east: Double) -> JSONValue {
        let depth = ShoreSample.halfDepthMetres
        let south = line(from: west, to: east, offset: -depth)
        let north = line(from: west, to: east, offset: depth)
        return .array(south + north.reversed() + south.prefix(1))
    }

    private func line(from west: Double, to east: Double, offset: Double) -> [JSONValue] {
        stride(from: west, through: east, by: ShoreSample.stepMetres).map { easting in
            position(east: easting, north: northing(at: easting) + offset)
        }
    }

    /// The winding shore: three waves whose phases come from the seed.
    private func northing(at easting: Double) -> Double {
        40 * sin(easting / 120 + phase(0)) + 15 * sin(easting / 35 + phase(1))
            + 5 * sin(easting / 13 + phase(2))
    }

    private func phase(_ wave: UInt64) -> Double {
        // Multiplying by the golden ratio's bits spreads neighbouring seeds over the circle.
        let mixed = (seed &+ wave &+ 1) &* 0x9E37_79B9_7F4A_7C15
        return Double(mixed >> 40) / Double(1 << 24) * 2 * .pi
    }

    /// Metres to degrees near 58° N, where a degree is 111 360 m north and 59 160 m east; seven
    /// decimals.
    private func position(east: Double, north: Double) -> JSONValue {
        let longitude = 7.5 + east / 59_160
        let latitude = 58.0 + north / 111_360
        return [
            .double((longitude * 1e7).rounded() / 1e7), .double((latitude * 1e7).rounded() / 1e7),
        ]
    }
}
