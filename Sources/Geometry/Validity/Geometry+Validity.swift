extension Geometry {
    /// Everything wrong with the shape, each with its place; empty for a shape that may be used as
    /// it is.
    ///
    /// Paths point into the shape's GeoJSON form. At most one problem of a kind is given for each
    /// ring or line, so the answer stays short for a file of rubbish.
    package func problems() -> [GeometryProblem] {
        var check = GeometryCheck()
        check.look(at: self, path: "")
        return check.problems
    }

    /// The nearest shape that GEOS finds valid.
    ///
    /// This guesses what was meant (a bow-tie becomes two triangles, an area may lose parts), so
    /// show the result to a person; nothing in the reading of files calls it.
    package func madeValid() throws(GeometryError) -> Geometry {
        let context = try GeosContext()
        return try context.make(self).madeValid().value().rightHanded()
    }
}
