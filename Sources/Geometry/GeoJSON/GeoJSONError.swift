/// Why bytes or a JSON value were not accepted as GeoJSON.
///
/// Codes begin with `geojson.`, or are those of `JSONError` when the bytes are not JSON at all.
package struct GeoJSONError: Error, Hashable, Sendable {
    package let code: String
    /// English, and says what to do.
    package let message: String
    /// A JSON pointer (RFC 6901) to the member at fault, `/features/3/geometry/coordinates/0`.
    package let path: String
    /// The number of the feature at fault, from 0; nil when it is the document.
    package let feature: Int?

    package init(code: String, message: String, path: String, feature: Int? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.feature = feature
    }
}
