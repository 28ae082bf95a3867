extension GeometryCheck {
    mutating func lookAtLine(_ line: LineString, path: String) {
        let positions = line.positions
        guard positions.contains(where: { $0 != positions.first }) else {
            return note(
                .error(
                    "geo.line_too_short",
                    "A line needs two different positions; add one.",
                    at: path,
                    place: positions.first
                )
            )
        }
        lookAtNumbers(positions, path: path)
        lookForDuplicates(positions, path: path)
        guard let jump = antimeridianJump(positions) else { return }
        // Only a warning: a line has no inside that could be taken for the rest of the globe.
        note(
            .warning(
                "geo.crosses_antimeridian",
                "The line spans more than 180 degrees; cut it at the 180th meridian.",
                at: path,
                place: jump
            )
        )
    }

    mutating func lookAtRing(_ ring: [Position], path: String) {
        guard let first = ring.first, let last = ring.last else {
            return note(.error("geo.empty", "The outline is empty; draw it.", at: path))
        }
        guard lookAtNumbers(ring, path: path) else { return }
        if first != last || ring.count == 1 {
            note(
                .error(
                    "geo.unclosed_ring",
                    "The ring is open; repeat its first position as its last.",
                    at: path,
                    place: last
                )
            )
        } else if ring.count < 4 {
            note(
                .error(
                    "geo.ring_too_short",
                    "A ring needs at least four positions, the first repeated as the last.",
                    at: path,
                    place: first
                )
            )
        }
        lookForDuplicates(ring, path: path)
        guard let jump = antimeridianJump(ring) else { return }
        note(
            .error(
                "geo.crosses_antimeridian",
                "The ring crosses the 180th meridian; cut it there into two polygons.",
                at: path,
                place: jump
            )
        )
    }

    /// Checks that numbers are finite and in range, and answers whether they are finite.
    @discardableResult
    mutating func lookAtNumbers(_ positions: [Position], path: String) -> Bool {
        guard positions.allSatisfy(\.isFinite) else {
            note(.error("geo.not_finite", "A coordinate is not a finite number.", at: path))
            return false
        }
        if let place = positions.first(where: { !(-90...90).contains($0.latitude) }) {
            note(
                .error(
                    "geo.latitude_range",
                    "Latitude must be −90 to 90 degrees: use WGS84, longitude first.",
                    at: path,
                    place: place
                )
            )
        }
        if let place = positions.first(where: { !(-180...180).contains($0.longitude) }) {
            note(
                .error(
                    "geo.longitude_range",
                    "Longitude must be −180 to 180 degrees: use WGS84, longitude first.",
                    at: path,
                    place: place
                )
            )
        }
        return true
    }

    private mutating func lookForDuplicates(_ positions: [Position], path: String) {
        let repeats = zip(positions, positions.dropFirst()).filter(==)
        guard let first = repeats.first else { return }
        note(
            .warning(
                "geo.duplicate_position",
                "\(repeats.count) position(s) repeat the one before; they can be left out.",
                at: path,
                place: first.0
            )
        )
    }

    /// Where an edge spans more than half the globe, which means that it was meant the short way
    /// round (RFC 7946 section 3.1.9).
    private func antimeridianJump(_ positions: [Position]) -> Position? {
        zip(positions, positions.dropFirst())
            .first { abs($0.longitude - $1.longitude) > 180 }?.0
    }
}
