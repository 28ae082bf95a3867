package import Geometry
package import SyncCore
package import SyncEngine

/// Weights from earlier cleanups, brought in as reports.
///
/// Each row of a source has one report, found again by the source's own id, so that the same file
/// again writes nothing. A report is a fact: where a later file says something else, the row is
/// named and nothing changes.
package struct LitterImport: Sendable {
    /// One weighed cleanup.
    package struct Weight: Sendable, Hashable {
        package let sourceID: String
        package let beach: String
        package let place: Position
        package let grams: Int64
        package let day: LocalDate
        package let team: String

        package init(
            sourceID: String,
            beach: String,
            place: Position,
            grams: Int64,
            day: LocalDate,
            team: String
        ) {
            self.sourceID = sourceID
            self.beach = beach
            self.place = place
            self.grams = grams
            self.day = day
            self.team = team
        }
    }

    package enum Action: String, Sendable { case create, unchanged, differs, refused }

    package private(set) var actions: [Action]
    private let pieces: [(number: Int, edits: [Edit])]

    /// Compares the weights with the reports the centre has.
    package init(
        _ weights: [Weight],
        source: String,
        centre: RowID,
        reader: HubReader
    ) throws {
        let zones = try ZoneFinder(reader.rows(.cleanupZone, where: "centreId", is: centre.json))
        var actions: [Action] = []
        var pieces: [(Int, [Edit])] = []
        for (number, weight) in weights.enumerated() {
            let id = RowID.derived(from: centre, "litter/\(source)/\(weight.sourceID)")
            let set = try Self.values(weight, centre, zones)
            if let row = try reader.row(id) {
                let isSame = ["weightG", "reportedAt", "note"].allSatisfy { row[$0] == set[$0] }
                actions.append(isSame ? .unchanged : .differs)
            } else {
                actions.append(.create)
                pieces.append((number, [Edit(.cleanupReport, id, set: set)]))
            }
        }
        self.actions = actions
        self.pieces = pieces
    }

    package func count(_ action: Action) -> Int { actions.count { $0 == action } }

    /// Writes the new reports and returns what became of each row.
    package func apply(through submit: @escaping OperationPacker.Submit) throws -> LitterImport {
        let outcomes = try OperationPacker(submit).send(pieces.map(\.edits))
        var done = self
        for (piece, outcome) in zip(pieces, outcomes) where !outcome.tookEffect {
            done.actions[piece.number] = .refused
        }
        return done
    }

    private static func values(
        _ weight: Weight,
        _ centre: RowID,
        _ zones: ZoneFinder
    ) throws -> JSONObject {
        let place = "\(weight.place.latitude), \(weight.place.longitude)"
        let note = [weight.beach, place, weight.team].filter { !$0.isEmpty }
        var set: JSONObject = [
            "centreId": centre.json, "weightG": .integer(weight.grams),
            // The source has days; noon is never on another day, whatever the zone.
            "reportedAt": .integer(OsloTime.start(of: weight.day) + 12 * 3_600_000),
            "note": .string(note.joined(separator: " · ")),
        ]
        set["zoneId"] = try zones.zone(at: weight.place)?.json
        return set
    }
}

/// Finds the zone that a place lies in.
struct ZoneFinder {
    private let zones: [(id: RowID, box: BoundingBox, geometry: Geometry)]

    init(_ rows: [RowState]) throws {
        zones = try rows.compactMap { row in
            guard let value = row["geometry"], !value.isNull else { return nil }
            let geometry = try Geometry.fromGeoJSON(value)
            return geometry.boundingBox.map { (row.id, $0, geometry) }
        }
    }

    /// The zone around the place; the first one where several overlap.
    func zone(at place: Position) throws -> RowID? {
        let point = BoundingBox(
            west: place.longitude,
            south: place.latitude,
            east: place.longitude,
            north: place.latitude
        )
        for zone in zones where zone.box.overlaps(point) {
            let check = try NearbyCheck(zone.geometry, metres: 0)
            if try check.reaches(.point(place)) { return zone.id }
        }
        return nil
    }
}
