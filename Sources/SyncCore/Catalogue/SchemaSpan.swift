/// How far apart the schema versions of a hub and its clients may be (DESIGN.md 3.10).
package enum SchemaSpan {
    /// A client may be so many versions behind its hub.
    package static let behind = 4
    /// A client may be so many versions ahead of its hub.
    package static let ahead = 2

    /// Whether a client of one version and a hub of another understand each other.
    package static func allows(client: Int, hub: Int) -> Bool {
        client > 0 && client >= hub - behind && client <= hub + ahead
    }
}
