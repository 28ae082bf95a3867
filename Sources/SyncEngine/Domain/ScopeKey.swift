package import SyncCore

/// The name of a scope: a set of rows that travel together (DESIGN.md 3.8).
package struct ScopeKey: RawRepresentable, Sendable, Hashable, Comparable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    /// A centre's rows for one audience: `public`, `field`, `coordination`.
    package static func centre(_ id: RowID, _ audience: String) -> ScopeKey {
        ScopeKey(rawValue: "centre/\(id)/\(audience)")
    }

    /// What concerns one task's own leaders.
    package static func leaders(ofTask id: RowID) -> ScopeKey {
        ScopeKey(rawValue: "task/\(id)/leaders")
    }

    /// What concerns one person.
    package static func person(_ id: RowID) -> ScopeKey { ScopeKey(rawValue: "person/\(id)") }

    /// What one device's own work brought about, such as its sides of a review.
    package static func device(_ id: RowID) -> ScopeKey { ScopeKey(rawValue: "device/\(id)") }

    /// What everybody may see, on every device.
    package static let everyone = ScopeKey(rawValue: "everyone")

    package var description: String { rawValue }

    package static func < (one: ScopeKey, other: ScopeKey) -> Bool { one.rawValue < other.rawValue }
}
