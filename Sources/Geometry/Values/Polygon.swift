/// An area with one outer ring and any number of holes.
///
/// Each ring repeats its first position as its last. Written out, the outer ring runs anticlockwise
/// and holes run clockwise (RFC 7946 section 3.1.6); a value read from elsewhere may differ, see
/// `rightHanded()`.
package struct Polygon: Hashable, Sendable {
    package var exterior: [Position]
    package var holes: [[Position]]

    package init(exterior: [Position], holes: [[Position]] = []) {
        self.exterior = exterior
        self.holes = holes
    }

    /// The outer ring, then the holes.
    package var rings: [[Position]] { [exterior] + holes }
}

/// Several areas that count as one, such as a municipality with its islands.
package struct MultiPolygon: Hashable, Sendable {
    package var polygons: [Polygon]

    package init(_ polygons: [Polygon]) {
        self.polygons = polygons
    }
}
