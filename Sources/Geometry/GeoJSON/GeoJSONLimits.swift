/// What may not be exceeded when GeoJSON from outside is read.
package struct GeoJSONLimits: Hashable, Sendable {
    /// The most bytes in one file.
    package var bytes: Int
    /// The most features in one file.
    package var features: Int
    /// The most positions in one file.
    package var positions: Int

    package init(bytes: Int = 16 << 20, features: Int = 10_000, positions: Int = 500_000) {
        self.bytes = bytes
        self.features = features
        self.positions = positions
    }

    /// The most geometry collections inside one another; RFC 7946 section 3.1.8 advises against
    /// any.
    static let collectionDepth = 4
    /// The most JSON containers inside one another.
    static let jsonDepth = 32
}
