package import SyncCore

/// What a client sends to be enrolled.
package struct JoinRequest: Sendable {
    package let code: String
    /// What its owner calls the device.
    package let name: String
    package let incarnation: RowID
    /// What the store was before; nil of one that joins for the first time.
    package let former: FormerStore?

    package init(
        code: String,
        name: String,
        incarnation: RowID,
        former: FormerStore? = nil
    ) {
        self.code = code
        self.name = name
        self.incarnation = incarnation
        self.former = former
    }
}

/// What a store that joins again says of what it was, as far as that can still be read.
package struct FormerStore: Sendable {
    /// Its last incarnation.
    package let incarnation: RowID?
    package let device: RowID?
    /// Whether the device is to keep the name the office knows it by, where the hub has it.
    package let keepsName: Bool

    package init(incarnation: RowID?, device: RowID?, keepsName: Bool = false) {
        self.incarnation = incarnation
        self.device = device
        self.keepsName = keepsName
    }
}

extension JoinRequest {
    /// The body of `POST /v1/devices`.
    package var json: JSONValue {
        var members: JSONObject = [
            "code": .string(code), "name": .string(name), "incarnation": incarnation.json,
        ]
        if let former {
            members["again"] = true
            members["earlier"] = former.incarnation?.json
            members["device"] = former.device?.json
            if former.keepsName { members["keepName"] = true }
        }
        return .object(members)
    }
}
