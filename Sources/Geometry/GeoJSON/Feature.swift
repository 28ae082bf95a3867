package import SyncCore

/// A shape with what is known of it (RFC 7946 section 3.2).
package struct Feature: Hashable, Sendable {
    /// Text or a number; nil when the file gives none.
    package var id: JSONValue?
    package var properties: JSONObject
    package var geometry: Geometry?

    package init(
        id: JSONValue? = nil,
        properties: JSONObject = [:],
        geometry: Geometry?
    ) {
        self.id = id
        self.properties = properties
        self.geometry = geometry
    }
}

/// The features of one file with everything that was found wrong or odd.
package struct FeatureCollection: Hashable, Sendable {
    package var features: [Feature]
    /// Errors mean that a feature must not be used; see `GeometryProblem.feature`.
    package var problems: [GeometryProblem]

    package init(features: [Feature], problems: [GeometryProblem] = []) {
        self.features = features
        self.problems = problems
    }
}
