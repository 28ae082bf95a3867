/// Walks through a shape and notes what is wrong.
struct GeometryCheck {
    private(set) var problems: [GeometryProblem] = []

    mutating func note(_ problem: GeometryProblem) { problems.append(problem) }

    mutating func look(at geometry: Geometry, path: String) {
        let inside = path + "/coordinates"
        switch geometry {
        case .point(let position):
            lookAtNumbers([position], path: inside)
        case .multiPoint(let positions):
            lookForMembers(positions, path: inside)
            lookAtNumbers(positions, path: inside)
        case .lineString(let line):
            lookAtLine(line, path: inside)
        case .multiLineString(let lines):
            lookForMembers(lines, path: inside)
            for (index, line) in lines.enumerated() { lookAtLine(line, path: "\(inside)/\(index)") }
        case .polygon(let polygon):
            lookAtPolygon(polygon, path: inside)
        case .multiPolygon(let multi):
            lookAtMultiPolygon(multi, path: inside)
        case .collection(let members):
            lookForMembers(members, path: path + "/geometries")
            for (index, member) in members.enumerated() {
                look(at: member, path: "\(path)/geometries/\(index)")
            }
        }
    }

    private mutating func lookForMembers<Member>(_ members: [Member], path: String) {
        guard members.isEmpty else { return }
        note(.error("geo.empty", "The shape is empty; leave it out or draw it.", at: path))
    }

    private mutating func lookAtMultiPolygon(_ multi: MultiPolygon, path: String) {
        lookForMembers(multi.polygons, path: path)
        let before = problems.count
        for (index, polygon) in multi.polygons.enumerated() {
            lookAtPolygon(polygon, path: "\(path)/\(index)")
        }
        guard multi.polygons.count > 1, !problems[before...].hasErrors else { return }
        lookWithGeos(.multiPolygon(multi), path: path)
    }

    private mutating func lookAtPolygon(_ polygon: Polygon, path: String) {
        let before = problems.count
        for (index, ring) in polygon.rings.enumerated() {
            if index > 0, ring.isEmpty {
                note(
                    .warning("geo.empty", "An empty hole is left out.", at: "\(path)/\(index)")
                )
            } else {
                lookAtRing(ring, path: "\(path)/\(index)")
            }
        }
        // GEOS cannot build a ring that is open or too short, and crossings mean nothing out of
        // range.
        guard !problems[before...].hasErrors else { return }
        lookWithGeos(.polygon(polygon), path: path)
        guard !problems[before...].hasErrors, !polygon.isRightHanded else { return }
        note(
            .warning(
                "geo.not_ccw",
                """
                A ring runs the wrong way round; outer rings should run anticlockwise and holes \
                clockwise. It is turned when the file is read.
                """,
                at: path,
                place: polygon.exterior.first
            )
        )
    }
}
