/// Cuts a shoreline into the segments that volunteers claim.
package enum Shoreline {
    /// Most segments one zone may get of one line: 1000 km of shore at 100 m.
    package static let maximumSegments = 10_000

    /// Clipping leaves crumbs where a line runs along an edge; pieces shorter than this are no
    /// segment.
    package static let shortestPieceMetres = 1.0

    /// The part of a shoreline inside a zone, cut in equal pieces of about so many metres.
    ///
    /// Each stretch inside the zone is cut by itself, in the line's direction, into as many equal
    /// pieces as come nearest to `metres` (a stretch of 260 m gives three of 87 m). What lies in
    /// one of the areas `taken` is left out, so that neighbours which share an edge do not both get
    /// the same shore. Throws `geo.argument_range` unless 10 ≤ metres ≤ 10 000,
    /// `geo.too_many_segments`, or `geo.geos_failed` for a zone that is not valid.
    package static func segments(
        of line: LineString,
        within zone: MultiPolygon,
        about metres: Double = 100,
        except taken: [MultiPolygon] = []
    ) throws(GeometryError) -> [LineString] {
        guard (10...10_000).contains(metres) else {
            throw .range("Segments must be 10 to 10 000 metres long; choose such a length.")
        }
        var segments: [LineString] = []
        for stretch in try stretches(of: line, within: zone, except: taken) {
            let length = stretch.lengthMetres
            guard length >= shortestPieceMetres else { continue }
            let count = (length / metres).rounded()
            guard Double(segments.count) + count <= Double(maximumSegments) else {
                throw GeometryError(
                    code: "geo.too_many_segments",
                    message: """
                        The zone would get more than \(maximumSegments) segments; \
                        divide it, or choose longer segments.
                        """
                )
            }
            segments += stretch.cut(intoEqualPieces: max(1, Int(count)))
        }
        return segments
    }

    private static func stretches(
        of line: LineString,
        within zone: MultiPolygon,
        except taken: [MultiPolygon]
    ) throws(GeometryError) -> [LineString] {
        let area = Geometry.multiPolygon(zone)
        guard let box = area.boundingBox else { return [] }
        // A coast is long and a zone short: most edges are passed over before GEOS sees any.
        let runs = line.runs(near: box)
        guard !runs.isEmpty else { return [] }
        let context = try GeosContext()
        let whole = try context.make(.multiLineString(runs))
        var clipped = try whole.intersection(context.make(area))
        for neighbour in taken.map(Geometry.multiPolygon)
        where neighbour.boundingBox?.overlaps(box) == true {
            clipped = try clipped.difference(context.make(neighbour))
        }
        // Touching an edge may leave single points, and merging wants lines only.
        let lines = try context.make(.multiLineString(clipped.value().lines))
        return try inOrder(try lines.lineMerged().value().lines, along: whole)
    }

    /// GEOS gives stretches in any order and direction; the shore has both.
    private static func inOrder(
        _ stretches: [LineString],
        along whole: borrowing GeosGeometry
    ) throws(GeometryError) -> [LineString] {
        var placed: [(start: Double, line: LineString)] = []
        for stretch in stretches where stretch.positions.count > 1 {
            let (one, two) = (stretch.positions[0], stretch.positions[1])
            // Two spots inside one edge: unlike its ends, they cannot be the seam of a closed
            // shore.
            let early = try along(whole, one.towards(two, share: 0.25))
            let late = try along(whole, one.towards(two, share: 0.75))
            if early <= late {
                placed.append((early, stretch))
            } else {
                let turned = LineString(stretch.positions.reversed())
                let start = turned.positions[0].towards(turned.positions[1], share: 0.25)
                placed.append((try along(whole, start), turned))
            }
        }
        return placed.sorted { $0.start < $1.start }.map(\.line)
    }

    private static func along(
        _ whole: borrowing GeosGeometry,
        _ position: Position
    ) throws(GeometryError) -> Double {
        try whole.distanceAlong(to: whole.context.make(.point(position)))
    }
}

extension LineString {
    /// The longest runs of edges whose boxes overlap the box.
    fileprivate func runs(near box: BoundingBox) -> [LineString] {
        var runs: [LineString] = []
        var current: [Position] = []
        for (from, to) in zip(positions, positions.dropFirst()) {
            if BoundingBox(from, to).overlaps(box) {
                current += current.isEmpty ? [from, to] : [to]
            } else if !current.isEmpty {
                runs.append(LineString(current))
                current = []
            }
        }
        return current.isEmpty ? runs : runs + [LineString(current)]
    }

    /// The line in so many pieces of equal length in metres; neighbours share their end.
    func cut(intoEqualPieces count: Int) -> [LineString] {
        guard count > 1, let box = BoundingBox(around: positions) else { return [self] }
        let steps = stepsMetres(on: LocalProjection(centre: box.centre))
        let length = steps.reduce(0, +) / Double(count)
        var pieces: [LineString] = []
        var current = [positions[0]]
        var done = 0.0
        for (step, (from, to)) in zip(steps, zip(positions, positions.dropFirst())) {
            while pieces.count < count - 1, length * Double(pieces.count + 1) < done + step {
                let along = length * Double(pieces.count + 1) - done
                let end = from.towards(to, share: along / step)
                pieces.append(LineString(current + [end]))
                current = [end]
            }
            current.append(to)
            done += step
        }
        return pieces + [LineString(current)]
    }
}
