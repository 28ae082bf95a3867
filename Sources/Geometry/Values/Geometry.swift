/// Any shape that GeoJSON can hold (RFC 7946 section 3.1), in WGS84 degrees.
package indirect enum Geometry: Hashable, Sendable {
    case point(Position)
    case multiPoint([Position])
    case lineString(LineString)
    case multiLineString([LineString])
    case polygon(Polygon)
    case multiPolygon(MultiPolygon)
    case collection([Geometry])
}

extension Geometry {
    /// Every position of the shape, in the order of the file.
    package var positions: [Position] {
        switch self {
        case .point(let position): [position]
        case .multiPoint(let positions): positions
        case .lineString(let line): line.positions
        case .multiLineString(let lines): lines.flatMap(\.positions)
        case .polygon(let polygon): polygon.rings.flatMap(\.self)
        case .multiPolygon(let multi): multi.polygons.flatMap { $0.rings.flatMap(\.self) }
        case .collection(let members): members.flatMap(\.positions)
        }
    }

    /// Whether the shape has no position at all.
    package var isEmpty: Bool {
        switch self {
        case .point: false
        case .collection(let members): members.allSatisfy(\.isEmpty)
        default: positions.isEmpty
        }
    }

    /// The areas of the shape, those inside collections too.
    package var polygons: [Polygon] {
        switch self {
        case .polygon(let polygon): [polygon]
        case .multiPolygon(let multi): multi.polygons
        case .collection(let members): members.flatMap(\.polygons)
        default: []
        }
    }

    /// The lines of the shape, those inside collections too; the rings of areas are not lines.
    package var lines: [LineString] {
        switch self {
        case .lineString(let line): [line]
        case .multiLineString(let lines): lines
        case .collection(let members): members.flatMap(\.lines)
        default: []
        }
    }
}
