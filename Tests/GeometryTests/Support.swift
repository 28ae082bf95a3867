import Foundation
import Geometry
import Testing

/// A closed square in degrees, anticlockwise, by its south-west corner and side.
func square(_ west: Double, _ south: Double, side: Double) -> [Position] {
    [
        Position(west, south), Position(west + side, south), Position(west + side, south + side),
        Position(west, south + side), Position(west, south),
    ]
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A place so many metres east and north of another, on a map around the first.
func place(_ from: Position, east: Double, north: Double) -> Position {
    LocalProjection(centre: from).position(east: east, north: north)
}

/// The folder of collected real files, named by the environment; tests that need it are skipped
/// without.
enum Corpus {
    static let folder = ProcessInfo.processInfo.environment["DUGNAD_CORPUS"]

    static func bytes(_ path: String) throws -> [UInt8] {
        let folder = try #require(Corpus.folder)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/geojson/" + path)))
    }

    static func list() throws -> [String] {
        let folder = try #require(Corpus.folder) + "/geojson"
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        return names.filter { $0.hasSuffix("json") }.sorted()
    }
}

/// The distance between two places in metres, to a millimetre, by Vincenty's inverse formula.
///
/// On the WGS84 ellipsoid (Survey Review 176, 1975); independent of the map under test.
func vincenty(_ one: Position, _ other: Position) -> Double {
    let (a, f) = (6_378_137.0, 1 / 298.257223563)
    let b = a * (1 - f)
    let difference = (other.longitude - one.longitude) * .pi / 180
    let u1 = atan((1 - f) * tan(one.latitude * .pi / 180))
    let u2 = atan((1 - f) * tan(other.latitude * .pi / 180))
    var lambda = difference
    var (sigma, sinSigma, cosSigma, cos2Alpha, cos2Middle) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for _ in 0..<100 {
        let x = cos(u2) * sin(lambda)
        let y = cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(lambda)
        sinSigma = (x * x + y * y).squareRoot()
        guard sinSigma > 0 else { return 0 }
        cosSigma = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(lambda)
        sigma = atan2(sinSigma, cosSigma)
        let sinAlpha = cos(u1) * cos(u2) * sin(lambda) / sinSigma
        cos2Alpha = 1 - sinAlpha * sinAlpha
        cos2Middle = cos2Alpha == 0 ? 0 : cosSigma - 2 * sin(u1) * sin(u2) / cos2Alpha
        let c = f / 16 * cos2Alpha * (4 + f * (4 - 3 * cos2Alpha))
        let middle = cos2Middle + c * cosSigma * (2 * cos2Middle * cos2Middle - 1)
        let next = difference + (1 - c) * f * sinAlpha * (sigma + c * sinSigma * middle)
        guard abs(next - lambda) > 1e-12 else { break }
        lambda = next
    }
    let u = cos2Alpha * (a * a - b * b) / (b * b)
    let bigA = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    let bigB = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    let square = cos2Middle * cos2Middle
    let tail = bigB / 6 * cos2Middle * (4 * sinSigma * sinSigma - 3) * (4 * square - 3)
    let correction =
        bigB * sinSigma * (cos2Middle + bigB / 4 * (cosSigma * (2 * square - 1) - tail))
    return b * bigA * (sigma - correction)
}
