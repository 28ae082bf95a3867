import Storage
package import SyncCore

/// What a hub says to a store that asks, at another address, whether this is its hub.
package struct StoreKnowledge: Sendable, Equatable {
    /// How the device stands at the hub.
    package enum Standing: String, Sendable, CaseIterable {
        case inUse = "in_use"
        case retired, revoked, unknown
    }

    /// Whether the hub has the device, or it or the one it was restored from made the cursor for it.
    package let isOurs: Bool
    package let standing: Standing
    /// The timeline that now runs.
    package let timeline: RowID

    package init(isOurs: Bool, standing: Standing, timeline: RowID) {
        self.isOurs = isOurs
        self.standing = standing
        self.timeline = timeline
    }

    /// The answer of `POST /v1/devices/known`.
    package var json: JSONValue {
        [
            "ours": .bool(isOurs), "device": .string(standing.rawValue), "timeline": timeline.json,
        ]
    }

    /// Reads the answer; nil where it is none.
    package init?(_ json: JSONValue) {
        guard let isOurs = json["ours"]?.bool,
            let standing = json["device"]?.text.flatMap({ Standing(rawValue: $0) }),
            let timeline = json["timeline"]?.text.flatMap({ RowID($0) })
        else { return nil }
        self.init(isOurs: isOurs, standing: standing, timeline: timeline)
    }
}

extension HubReader {
    /// Whether a store belongs to this hub, by its device and its last cursor, none of which is a secret.
    ///
    /// A hub that was restored from before the enrolment knows the device no more, and the seal of the cursor
    /// all the same: its key stays with the store.
    package func knows(device id: RowID, cursor: Cursor?) throws -> StoreKnowledge {
        let device = try store.first(
            "SELECT \(Device.columns) FROM device WHERE id = ?1",
            id
        ) { try Device($0) }
        let isSealed = cursor.map { identity.made($0, for: id) } ?? false
        return StoreKnowledge(
            isOurs: device != nil || isSealed,
            standing: device.map(Self.standing) ?? .unknown,
            timeline: identity.timeline
        )
    }

    private static func standing(_ device: Device) -> StoreKnowledge.Standing {
        guard device.revoked == nil else { return .revoked }
        return device.retired == nil ? .inUse : .retired
    }
}
