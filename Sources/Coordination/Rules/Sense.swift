import Geometry
package import SyncCore

/// What cannot be meant as it is written: a name of blanks, a place with its numbers swapped, an age below another.
///
/// Looks at one row alone, so that a field client says it at once with the same words as the hub.
package enum Sense {
    /// Hazards that have a word; of others a person is asked to choose one or `other`.
    package static let hazards = [
        "sharp", "needle", "chemical", "medicine", "explosive", "asbestos", "oil", "carcass",
        "unknown_liquid", "other",
    ]

    /// When a fact was; before this day nobody kept such records.
    package static let times: [EntityName: String] = [
        .cleanupReport: "reportedAt", .litterReport: "seenAt", .wasteDeposit: "depositedAt",
        .stockMovement: "movedAt", .contribution: "broughtAt",
    ]

    /// What is wrong with a row whoever wrote it: of the fields that say something else than before.
    package static func faults(
        of row: RowState,
        before: RowState? = nil,
        _ spec: EntitySpec
    ) -> [Finding] {
        var found: [Finding] = []
        for field in spec.required where isBlank(row[field.name]) {
            guard before?[field.name] != row[field.name] else { continue }
            found.append(Finding("text.blank", row, field: field.name))
        }
        let ages = ["minAge", "maxAge"]
        if let least = row.integer("minAge"), let most = row.integer("maxAge"), least > most,
            ages.contains(where: { before?[$0] != row[$0] })
        {
            found.append(Finding("task.ages", row, field: "maxAge"))
        }
        return found
    }

    /// What somebody at a desk has mistyped; what a device found in the field is kept all the same, since a danger
    /// that nobody has a word for is one, and a clock that ran wrong saw what it saw.
    package static func slips(of row: RowState, before: RowState? = nil) -> [Finding] {
        var found: [Finding] = []
        let unknown = row.texts("hazards").filter { !hazards.contains($0) }
        if !unknown.isEmpty, before?["hazards"] != row["hazards"] {
            found.append(Finding("hazard.unknown", row, field: "hazards"))
        }
        if let field = times[row.entity], let time = row.integer(field), time < earliest,
            before?[field] != row[field]
        {
            found.append(Finding("report.long_ago", row, field: field))
        }
        for field in ["geometry", "point"] where before?[field] != row[field] {
            guard let value = row[field], let shape = try? Geometry.fromGeoJSON(value),
                let box = shape.boundingBox, let code = fault(of: box)
            else { continue }
            found.append(Finding(code, row, field: field))
        }
        return found
    }

    /// 1 January 1970 UTC.
    private static let earliest: Int64 = 0

    private static func isBlank(_ value: JSONValue?) -> Bool {
        guard let text = value?.text else { return false }
        return text.allSatisfy(\.isWhitespace)
    }

    /// Norway with its sea, Svalbard and Jan Mayen, and room around them, in degrees.
    private static let waters = BoundingBox(west: -16, south: 56, east: 40, north: 85)

    /// Why a place cannot be one of ours; no place of ours is one with its numbers swapped.
    private static func fault(of box: BoundingBox) -> String? {
        if waters.holds(box) { return nil }
        let swapped = BoundingBox(
            west: box.south,
            south: box.west,
            east: box.north,
            north: box.east
        )
        return waters.holds(swapped) ? "place.swapped" : "place.far"
    }
}

extension BoundingBox {
    fileprivate func holds(_ other: BoundingBox) -> Bool {
        west <= other.west && other.east <= east && south <= other.south && other.north <= north
    }
}
