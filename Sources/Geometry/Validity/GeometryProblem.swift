/// Something wrong, or merely unusual, with a shape: a code, what to do, and where.
package struct GeometryProblem: Hashable, Sendable {
    /// An error means that the shape must not be used; a warning that it was put right or is odd.
    package enum Severity: String, Hashable, Sendable {
        case error, warning
    }

    /// Stable, such as `geo.unclosed_ring`.
    package let code: String
    package let severity: Severity
    /// English, and says what to do.
    package let message: String
    /// A JSON pointer (RFC 6901) into the file or, from `Geometry.problems()`, into the shape:
    /// `/features/3/geometry/coordinates/0`.
    package let path: String
    /// The spot on the map, where one is known.
    package let place: Position?
    /// The number of the feature in its file, from 0; nil outside files and for the file as a
    /// whole.
    package let feature: Int?

    package init(
        code: String,
        severity: Severity,
        message: String,
        path: String,
        place: Position? = nil,
        feature: Int? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.path = path
        self.place = place
        self.feature = feature
    }
}

extension GeometryProblem {
    static func error(
        _ code: String,
        _ message: String,
        at path: String,
        place: Position? = nil
    ) -> GeometryProblem {
        GeometryProblem(code: code, severity: .error, message: message, path: path, place: place)
    }

    static func warning(
        _ code: String,
        _ message: String,
        at path: String,
        place: Position? = nil
    ) -> GeometryProblem {
        GeometryProblem(code: code, severity: .warning, message: message, path: path, place: place)
    }

    /// The same problem with its path seen from further out.
    func under(_ prefix: String) -> GeometryProblem {
        GeometryProblem(
            code: code,
            severity: severity,
            message: message,
            path: prefix + path,
            place: place,
            feature: feature
        )
    }

    func of(feature: Int?) -> GeometryProblem {
        GeometryProblem(
            code: code,
            severity: severity,
            message: message,
            path: path,
            place: place,
            feature: feature
        )
    }
}

extension Sequence where Element == GeometryProblem {
    /// Whether any of the problems forbids use.
    package var hasErrors: Bool { contains { $0.severity == .error } }
}
