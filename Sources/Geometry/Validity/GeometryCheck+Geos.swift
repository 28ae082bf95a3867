import CGeos

extension GeometryCheck {
    /// Asks GEOS for the first reason, if any, why an area breaks the OGC rules.
    mutating func lookWithGeos(_ geometry: Geometry, path: String) {
        do {
            let context = try GeosContext()
            guard let (reason, place) = try context.make(geometry).invalidity() else { return }
            let (code, advice) = explanation(of: reason)
            note(.error(code, advice, at: path, place: place))
        } catch {
            note(.error(error.code, error.message, at: path))
        }
    }

    /// GEOS's words (`TopologyValidationError.cpp`) as a code of ours and what to do.
    private func explanation(of reason: String) -> (code: String, advice: String) {
        switch reason {
        case "Self-intersection", "Ring Self-intersection":
            (
                "geo.self_intersection",
                "The outline crosses or touches itself here; move its corners."
            )
        case "Hole lies outside shell":
            (
                "geo.hole_outside",
                "A hole lies outside its outer ring; make it a polygon of its own."
            )
        case "Holes are nested":
            ("geo.holes_nested", "A hole lies inside another hole; remove one of them.")
        case "Interior is disconnected":
            ("geo.interior_disconnected", "Holes cut the area in two; make it two polygons.")
        case "Nested shells":
            ("geo.shells_nested", "A polygon lies inside another one; remove one of them.")
        case "Duplicate Rings":
            ("geo.duplicate_ring", "The same ring occurs twice; remove one of them.")
        case "Too few points in geometry component":
            ("geo.ring_too_short", "A ring has fewer than three different corners; draw it again.")
        default:
            ("geo.invalid", "The area is not valid (\(reason)); draw it again.")
        }
    }
}

extension GeosGeometry {
    /// GEOS's reason and place when the shape is invalid; nil when it is valid.
    fileprivate func invalidity() throws(GeometryError) -> (reason: String, place: Position?)? {
        var reason: UnsafeMutablePointer<CChar>?
        var location: OpaquePointer?
        let result = GEOSisValidDetail_r(context.handle, pointer, 0, &reason, &location)
        defer { GEOSFree_r(context.handle, reason) }
        let place = try location.map { (found) throws(GeometryError) in
            try context.own(found).value().positions.first
        }
        guard try !context.answer(result) else { return nil }
        return (reason.map { String(cString: $0) } ?? "no reason given", place ?? nil)
    }
}
