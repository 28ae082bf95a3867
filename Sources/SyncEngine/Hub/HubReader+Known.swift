import Storage
package import SyncCore

/// What a store says of itself to ask whether a hub is its own; nothing of it is a secret.
package struct StoreQuestion: Sendable {
    package let device: RowID
    /// The last cursor it was given; nil before the first page.
    package let cursor: Cursor?
    /// The timeline the hub had told it when it joined; nil where that is not known any more.
    package let timeline: RowID?

    package init(device: RowID, cursor: Cursor? = nil, timeline: RowID? = nil) {
        self.device = device
        self.cursor = cursor
        self.timeline = timeline
    }

    /// The body of `POST /v1/devices/known`.
    package var json: JSONValue {
        var members: JSONObject = ["device": device.json]
        if let cursor { members["cursor"] = .string(cursor.token) }
        members["timeline"] = timeline?.json
        return .object(members)
    }
}

/// What a hub says to a store that asks, at another address, whether this is its hub.
package struct StoreKnowledge: Sendable, Equatable {
    /// How the device stands at the hub.
    package enum Standing: String, Sendable, CaseIterable {
        case inUse = "in_use"
        case retired, revoked, unknown
    }

    /// Whether the hub has the device, or it or the one it was restored from made the cursor for it, or had the
    /// timeline.
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
    /// Whether a store belongs to this hub, by its device, its last cursor and the timeline it joined.
    ///
    /// A hub that was restored from before the enrolment knows the device no more, and the seal of the cursor
    /// all the same: its key stays with the store. Before a device's first page only the timeline tells, which the
    /// restored hub has in its past.
    package func knows(_ question: StoreQuestion) throws -> StoreKnowledge {
        let device = try store.first(
            "SELECT \(Device.columns) FROM device WHERE id = ?1",
            question.device
        ) { try Device($0) }
        let isSealed = question.cursor.map { identity.made($0, for: question.device) } ?? false
        let isOfOurPast = question.timeline.map { identity.had($0) } ?? false
        return StoreKnowledge(
            isOurs: device != nil || isSealed || isOfOurPast,
            standing: device.map(Self.standing) ?? .unknown,
            timeline: identity.timeline
        )
    }

    private static func standing(_ device: Device) -> StoreKnowledge.Standing {
        guard device.revoked == nil else { return .revoked }
        return device.retired == nil ? .inUse : .retired
    }
}
