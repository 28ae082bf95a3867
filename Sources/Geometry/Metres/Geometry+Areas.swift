extension Geometry {
    /// The areas of both shapes as one; lines and points are left out.
    package func areas(joinedWith other: Geometry) throws(GeometryError) -> Geometry {
        try combined(with: other) { (mine, theirs) throws(GeometryError) in
            try mine.union(theirs, grid: Self.grid)
        }
    }

    /// What of the areas lies in the other shape, too.
    package func areas(inside other: Geometry) throws(GeometryError) -> Geometry {
        try combined(with: other) { (mine, theirs) throws(GeometryError) in
            try mine.intersection(theirs, grid: Self.grid)
        }
    }

    /// What of the areas does not lie in the other shape.
    package func areas(outside other: Geometry) throws(GeometryError) -> Geometry {
        try combined(with: other) { (mine, theirs) throws(GeometryError) in
            try mine.difference(theirs, grid: Self.grid)
        }
    }

    /// How much belongs to the areas of one of two shapes and not of both, in square metres.
    package func differenceSquareMetres(from other: Geometry) throws(GeometryError) -> Double {
        try areas(outside: other).areaSquareMetres + other.areas(outside: self).areaSquareMetres
    }

    /// The length of the shape's lines that lie in the areas of another, in metres.
    package func lengthMetres(inside other: Geometry) throws(GeometryError) -> Double {
        guard let box = boundingBox, let otherBox = other.boundingBox, box.overlaps(otherBox) else {
            return 0
        }
        let context = try GeosContext()
        return try context.make(self).intersection(context.make(other.onlyAreas)).value()
            .lengthMetres
    }

    /// What shapes are written with, a centimetre: a shape that is rounded afterwards may come to cross itself.
    private static let grid = 1e-7

    /// In degrees: which side of an edge a place lies on is the same on every map.
    private func combined(
        with other: Geometry,
        _ combine: (borrowing GeosGeometry, borrowing GeosGeometry) throws(GeometryError) ->
            GeosGeometry
    ) throws(GeometryError) -> Geometry {
        let context = try GeosContext()
        let both = try combine(context.make(onlyAreas), context.make(other.onlyAreas))
        return try both.value().onlyAreas.rightHanded()
    }

    // What has nothing of the kind asked for comes back as an empty polygon.
    private var onlyAreas: Geometry {
        .multiPolygon(MultiPolygon(polygons.filter { !$0.exterior.isEmpty }))
    }
}
