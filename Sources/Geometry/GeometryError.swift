/// Why a calculation with shapes could not be done.
///
/// Codes begin with `geo.` and never change meaning. The message holds coordinates at most.
package struct GeometryError: Error, Hashable, Sendable {
    package let code: String
    package let message: String

    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

extension GeometryError {
    static func geos(_ detail: String) -> GeometryError {
        GeometryError(
            code: "geo.geos_failed",
            message: """
                The shape could not be worked with; check it for crossing lines. \
                GEOS says: \(detail)
                """
        )
    }

    static let empty = GeometryError(
        code: "geo.empty",
        message: "The shape has no positions; draw at least one point."
    )

    static func tooWide(degrees: Double) -> GeometryError {
        GeometryError(
            code: "geo.too_wide",
            message: """
                The shape is \(degrees.rounded()) degrees of longitude wide, too wide for one flat \
                map (at most \(LocalProjection.widestDegrees)); measure its parts one by one.
                """
        )
    }

    static func range(_ what: String) -> GeometryError {
        GeometryError(code: "geo.argument_range", message: what)
    }
}
