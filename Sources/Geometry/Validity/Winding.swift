// RFC 7946 section 3.1.6: outer rings run anticlockwise, holes clockwise; a reader should not
// refuse the other way round, so it is put right and said.

/// Twice the signed area in square degrees, positive when the ring runs anticlockwise.
func doubledSignedArea(_ ring: [Position]) -> Double {
    guard let origin = ring.first else { return 0 }
    // Measured from the first position: near 0 the differences keep their digits.
    var sum = 0.0
    for (one, next) in zip(ring, ring.dropFirst()) {
        sum +=
            (one.longitude - origin.longitude) * (next.latitude - origin.latitude)
            - (next.longitude - origin.longitude) * (one.latitude - origin.latitude)
    }
    return sum
}

extension Polygon {
    /// Whether outer ring and holes run as RFC 7946 asks.
    package var isRightHanded: Bool {
        doubledSignedArea(exterior) >= 0 && holes.allSatisfy { doubledSignedArea($0) <= 0 }
    }

    /// The same area with its rings running as RFC 7946 asks, and without empty holes.
    package func rightHanded() -> Polygon {
        Polygon(
            exterior: doubledSignedArea(exterior) < 0 ? exterior.reversed() : exterior,
            holes: holes.filter { !$0.isEmpty }.map {
                doubledSignedArea($0) > 0 ? $0.reversed() : $0
            }
        )
    }
}

extension Geometry {
    /// The same shape with every ring running as RFC 7946 asks.
    package func rightHanded() -> Geometry {
        switch self {
        case .polygon(let polygon): .polygon(polygon.rightHanded())
        case .multiPolygon(let multi):
            .multiPolygon(MultiPolygon(multi.polygons.map { $0.rightHanded() }))
        case .collection(let members): .collection(members.map { $0.rightHanded() })
        default: self
        }
    }
}
