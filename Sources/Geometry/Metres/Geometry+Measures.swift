extension LineString {
    /// The length in metres, on a map around the line's own middle (error: see `LocalProjection`).
    package var lengthMetres: Double {
        guard let box = BoundingBox(around: positions) else { return 0 }
        return stepsMetres(on: LocalProjection(centre: box.centre)).reduce(0, +)
    }

    /// The length of each edge in metres.
    func stepsMetres(on map: LocalProjection) -> [Double] {
        let points = positions.map(map.metres)
        return zip(points, points.dropFirst()).map { one, next in
            let (east, north) = (next.east - one.east, next.north - one.north)
            return (east * east + north * north).squareRoot()
        }
    }
}

extension Geometry {
    /// The area in square metres, holes left out, on a map around the shape's middle; 0 for points
    /// and lines.
    ///
    /// Overlapping members of a collection count twice. Error: see `LocalProjection`.
    package var areaSquareMetres: Double {
        guard let box = BoundingBox(around: polygons.flatMap(\.exterior)) else { return 0 }
        let map = LocalProjection(centre: box.centre)
        return polygons.reduce(0) { sum, polygon in
            polygon.holes.reduce(sum + ringArea(polygon.exterior, on: map)) { rest, hole in
                rest - ringArea(hole, on: map)
            }
        }
    }

    /// The length of all lines in metres; 0 for points and areas.
    package var lengthMetres: Double {
        lines.reduce(0) { $0 + $1.lengthMetres }
    }

    /// The length of all rings of all areas in metres, holes included.
    package var perimeterMetres: Double {
        polygons.flatMap(\.rings).reduce(0) { $0 + LineString($1).lengthMetres }
    }
}

private func ringArea(_ ring: [Position], on map: LocalProjection) -> Double {
    let flat = ring.map { position in
        let (east, north) = map.metres(position)
        return Position(longitude: east, latitude: north)
    }
    return abs(doubledSignedArea(flat)) / 2
}
