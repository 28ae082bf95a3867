package import SyncCore
package import SyncEngine

extension Grant {
    /// The body of `POST /v1/office/devices/{id}/grant`.
    package var json: JSONValue {
        var out: JSONObject = ["role": .string(role.rawValue), "centre": centre.json]
        out["person"] = person?.json
        out["ends"] = ends.map { .integer($0) }
        return .object(out)
    }

    init(_ members: JSONObject) throws(SyncError) {
        let ends = members["ends"].flatMap { $0.isNull ? nil : $0 }
        if let ends, ends.integer == nil { throw .field("ends", "a time in Unix milliseconds") }
        self.init(
            role: Role(rawValue: try members.text("role")),
            centre: try members.id("centre"),
            person: try members.optionalID("person"),
            ends: ends?.integer
        )
    }
}

extension GrantChange {
    /// The answer to a change of grants.
    package var json: JSONValue {
        [
            "device": device.json, "epoch": .integer(epoch), "unchanged": .bool(isUnchanged),
            "gained": .array(gained.map { .string($0.rawValue) }),
            "lost": .array(lost.map { .string($0.rawValue) }),
        ]
    }

    /// Reads the answer; nil from another version.
    package init?(_ json: JSONValue) {
        guard let device = json["device"]?.text.flatMap({ RowID($0) }),
            let epoch = json["epoch"]?.integer, let isUnchanged = json["unchanged"]?.bool,
            let gained = json["gained"]?.array, let lost = json["lost"]?.array
        else { return nil }
        self.init(
            device: device,
            epoch: epoch,
            gained: gained.compactMap { $0.text.map { ScopeKey(rawValue: $0) } },
            lost: lost.compactMap { $0.text.map { ScopeKey(rawValue: $0) } },
            isUnchanged: isUnchanged
        )
    }
}
