import Storage
package import SyncCore

/// What a replica knows of itself and its hub from its enrolment.
package struct ReplicaIdentity: Sendable {
    package let hubURL: String
    package let device: RowID
    package let centre: RowID
    package let role: Role
    /// The person the device is linked to, if any.
    package let person: RowID?
    /// What the office knows the device by; nil of a store that joined before that was kept.
    package let name: String?
    /// The hub's timeline when the store joined it; nil as for `name`.
    package let timeline: RowID?
    /// The present life of this store; a restored or copied store starts a new one by itself.
    package let incarnation: RowID
    /// The bearer token; shown to nobody.
    package let token: String

    init(_ meta: Meta) throws {
        guard let hubURL = try meta["hubURL"],
            let device = try meta["device"].flatMap({ RowID($0) }),
            let centre = try meta["centre"].flatMap({ RowID($0) }),
            let role = try meta["role"],
            let incarnation = try Self.incarnation(meta),
            let token = try meta["token"]
        else {
            throw SyncError(
                "replica.not_joined",
                "The store has joined no hub yet; run 'dugnad field join'."
            )
        }
        self.hubURL = hubURL
        self.device = device
        self.centre = centre
        self.role = Role(rawValue: role)
        self.incarnation = incarnation
        person = try meta["person"].flatMap { RowID($0) }
        name = try meta["name"]
        timeline = try meta["timeline"].flatMap { RowID($0) }
        self.token = token
    }

    /// The present life of a store; nil of one that has joined no hub.
    static func incarnation(_ meta: Meta) throws -> RowID? {
        try meta.store.first("SELECT incarnation FROM life ORDER BY first DESC LIMIT 1") {
            RowID($0.text(0))
        } ?? nil
    }
}
