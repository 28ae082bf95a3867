import Geometry
import SyncCore

/// Finds for each shape of a file the row that is the same place.
///
/// The same name and shape first; then, in order, the same name with a shape that at least touches.
/// Two places of one name far from each other stay two places.
struct PlaceMatch {
    struct Place {
        let key: String
        let shape: [UInt8]
        let box: BoundingBox?
    }

    private let stored: [Place]
    private var taken: Set<Int> = []

    init(stored: [Place]) { self.stored = stored }

    /// For each place of the file the number of the stored one, nil for a new place.
    mutating func matches(_ places: [Place]) -> [Int?] {
        var found: [Int?] = places.map { place in
            take { $0.key == place.key && $0.shape == place.shape }
        }
        for (number, place) in places.enumerated() where found[number] == nil {
            found[number] = take { $0.key == place.key && Self.touch($0.box, place.box) }
        }
        return found
    }

    private mutating func take(where fits: (Place) -> Bool) -> Int? {
        for (number, place) in stored.enumerated() where !taken.contains(number) && fits(place) {
            taken.insert(number)
            return number
        }
        return nil
    }

    private static func touch(_ one: BoundingBox?, _ other: BoundingBox?) -> Bool {
        guard let one, let other else { return false }
        return one.overlaps(other)
    }
}

extension JSONValue {
    /// The box around a GeoJSON value; nil where it holds no position.
    var geometryBox: BoundingBox? {
        (try? Geometry.fromGeoJSON(self))?.boundingBox
    }
}

extension Edit {
    /// The edit that gives a row these values, nil when it has them; a removed row comes back.
    ///
    /// A value of null takes nothing from a row.
    static func bringing(
        _ set: JSONObject,
        to row: RowState?,
        _ entity: EntityName,
        _ id: RowID,
        isRemoved: Bool = false
    ) -> Edit? {
        let wanted = set.filter { !$0.value.isNull }
        guard let row, !isRemoved else {
            return Edit(entity, id, set: wanted, mark: isRemoved ? .restored : nil)
        }
        let changed = wanted.filter { row[$0.key]?.bytes() != $0.value.bytes() }
        return changed.isEmpty ? nil : Edit(entity, id, set: changed)
    }
}
