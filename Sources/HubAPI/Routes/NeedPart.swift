import Coordination
import Geometry
import SyncCore
import SyncEngine

/// A part of the map of needs: what is nearest to a place, or what lies in a box.
///
/// Anybody may ask and nothing is kept of the answer, so that both are bounded.
enum NeedPart {
    case near(Position, count: Int, metres: Double)
    case box(PlaceBox)

    /// How many of the nearest there are at most, and how many where nothing is said.
    private static let most = 100
    private static let usual = 10
    /// As large as a box may be: about 28 km each way at 60° N.
    private static let widest = 0.5
    private static let highest = 0.25

    /// The part a query names; nil for the whole map.
    init?(_ call: Call) throws(SyncError) {
        let metres = try call.queryNumber("within")
        let count = try call.queryNumber("count")
        if let place = try call.queryDegrees("near", 2) {
            let farthest = Int(NearestNeeds.farthest)
            guard metres ?? 0 <= farthest else { throw .field("within", "at most \(farthest)") }
            guard (1...Self.most).contains(count ?? 1) else {
                throw .field("count", "a whole number from 1 to \(Self.most)")
            }
            self = .near(
                Position(longitude: place[0], latitude: place[1]),
                count: count ?? Self.usual,
                metres: Double(metres ?? farthest)
            )
            return
        }
        guard metres == nil, count == nil else {
            throw .field("near", "given together with 'within' and 'count'")
        }
        guard let box = try call.queryBox("bbox") else { return nil }
        guard box.east - box.west <= Self.widest, box.north - box.south <= Self.highest else {
            throw .field("bbox", "at most \(Self.widest) degrees wide and \(Self.highest) high")
        }
        self = .box(box)
    }

    func map(_ reader: HubReader, _ centre: RowID?, _ limit: Int, at now: Int64) throws -> JSONValue
    {
        switch self {
        case .near(let place, let count, let metres):
            try NearestNeeds(
                reader,
                to: place,
                first: min(count, limit),
                within: metres,
                centre: centre,
                at: now
            ).geoJSON
        case .box(let box):
            try NeedMap(reader, centre: centre, in: box, at: now).geoJSON(first: limit)
        }
    }
}
