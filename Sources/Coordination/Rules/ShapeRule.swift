import Geometry
import SyncCore
import SyncEngine

/// Shapes can be worked with: closed rings, no crossings, degrees in range, and a length that fits.
struct ShapeRule: Rule {
    /// How far a segment's stated length may be from its geometry.
    private static let tolerance = 0.01

    private static let fields = ["geometry", "point"]
    /// A detail, as the codes of geometry errors are; the finding's own sentence says it.
    private static let notAPoint = "geo." + "not_a_point"

    let catalogue: Catalogue

    var reach: Reach {
        let shaped = catalogue.ordered.filter { spec in
            Self.fields.contains { spec.fields[$0] != nil }
        }
        return .only(Set(shaped.map(\.name)))
    }

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes where !change.after.isRemoved {
            for field in Self.fields where change.changed(field) {
                guard let value = change.after[field] else { continue }
                judge(value, of: change.after, field: field, &objections)
            }
        }
    }

    private func judge(
        _ value: JSONValue,
        of row: RowState,
        field: String,
        _ objections: inout Objections
    ) {
        let geometry: Geometry
        do {
            geometry = try Geometry.fromGeoJSON(value)
        } catch {
            return objections.refuse(
                Finding("geometry.invalid", row, field: field, detail: error.code)
            )
        }
        if field == "point" {
            guard case .point = geometry else {
                return objections.refuse(
                    Finding("geometry.invalid", row, field: field, detail: Self.notAPoint)
                )
            }
        }
        let errors = geometry.problems().filter { $0.severity == .error }
        if let problem = errors.first {
            return objections.refuse(
                Finding("geometry.invalid", row, field: field, detail: problem.code)
            )
        }
        guard row.entity == .segment, let stated = row.integer("lengthM") else { return }
        let length = geometry.lines.reduce(0) { $0 + $1.lengthMetres }
        // A metre is what whole metres leave open on the shortest stretches.
        if abs(length - Double(stated)) > max(length * Self.tolerance, 1) {
            objections.refuse(
                Finding("segment.length", row, field: "lengthM", detail: "\(Int(length.rounded()))")
            )
        }
    }
}
