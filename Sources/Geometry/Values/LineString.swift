/// A line through two or more positions, such as a stretch of shore.
package struct LineString: Hashable, Sendable {
    package var positions: [Position]

    package init(_ positions: [Position]) {
        self.positions = positions
    }
}
