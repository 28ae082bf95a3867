import Glibc

/// The transverse Mercator map of the WGS84 ellipsoid by Krüger's series to the fourth order.
///
/// Formulas as in C. F. F. Karney, "Transverse Mercator with an accuracy of a few nanometers"
/// (2011), section 2; to this order the series is good to better than a millimetre within 3000 km
/// of the central meridian. Scale is 1 on the central meridian.
enum TransverseMercator {
    private static let semiMajorAxis = 6_378_137.0
    private static let flattening = 1 / 298.257223563
    private static let n = flattening / (2 - flattening)
    private static let rectifyingRadius =
        semiMajorAxis / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64)
    private static let eccentricity = 2 * n.squareRoot() / (1 + n)

    private static let forward = series([
        [1 / 2, -2 / 3, 5 / 16, 41 / 180], [13 / 48, -3 / 5, 557 / 1440], [61 / 240, -103 / 140],
        [49561 / 161280],
    ])
    private static let backward = series([
        [1 / 2, -2 / 3, 37 / 96, -1 / 360], [1 / 48, 1 / 15, -437 / 1440], [17 / 480, -37 / 840],
        [4397 / 161280],
    ])
    private static let latitudes = series([
        [2, -2 / 3, -2, 116 / 45], [7 / 3, -8 / 5, -227 / 45], [56 / 15, -136 / 35], [4279 / 630],
    ])

    /// The coefficients by rows: row j holds those of nʲ, nʲ⁺¹ and so on.
    private static func series(_ rows: [[Double]]) -> [Double] {
        rows.enumerated().map { row, factors in
            var power = pow(n, Double(row + 1))
            var sum = 0.0
            for factor in factors {
                sum += factor * power
                power *= n
            }
            return sum
        }
    }

    /// Metres east of the central meridian and north of the equator.
    static func project(
        latitude: Double,
        longitudeFromCentre: Double
    ) -> (east: Double, north: Double) {
        let (phi, lambda) = (latitude * .pi / 180, longitudeFromCentre * .pi / 180)
        let conformal = sinh(atanh(sin(phi)) - eccentricity * atanh(eccentricity * sin(phi)))
        let xi = atan2(conformal, cos(lambda))
        let eta = atanh(sin(lambda) / (1 + conformal * conformal).squareRoot())
        var (north, east) = (xi, eta)
        for (index, factor) in forward.enumerated() {
            let order = 2 * Double(index + 1)
            north += factor * sin(order * xi) * cosh(order * eta)
            east += factor * cos(order * xi) * sinh(order * eta)
        }
        return (rectifyingRadius * east, rectifyingRadius * north)
    }

    /// Degrees from metres: the way back of `project`.
    static func unproject(
        east: Double,
        north: Double
    ) -> (latitude: Double, longitudeFromCentre: Double) {
        let (xi, eta) = (north / rectifyingRadius, east / rectifyingRadius)
        var (conformalXi, conformalEta) = (xi, eta)
        for (index, factor) in backward.enumerated() {
            let order = 2 * Double(index + 1)
            conformalXi -= factor * sin(order * xi) * cosh(order * eta)
            conformalEta -= factor * cos(order * xi) * sinh(order * eta)
        }
        let chi = asin(sin(conformalXi) / cosh(conformalEta))
        var phi = chi
        for (index, factor) in latitudes.enumerated() {
            phi += factor * sin(2 * Double(index + 1) * chi)
        }
        let lambda = atan2(sinh(conformalEta), cos(conformalXi))
        return (phi * 180 / .pi, lambda * 180 / .pi)
    }
}
