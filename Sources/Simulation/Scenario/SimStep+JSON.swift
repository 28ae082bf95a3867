package import SyncCore

extension SimStep {
    /// The step as one object; close to the form of `sync-fixtures/`, with what that form lacks added.
    package var json: JSONValue {
        switch self {
        case .make(let device?, let edits):
            ["device": .string(device), "edits": .array(edits.map(\.json))]
        case .make(nil, let edits): ["office": ["edits": .array(edits.map(\.json))]]
        case .sync(let device, let rows, let faults):
            [
                "sync": .string(device), "rowsPerPage": .integer(Int64(rows)),
                "network": .array(faults.map { .string($0.text) }),
            ]
        case .late(let place): ["late": .integer(Int64(place))]
        case .stalePage(let device): ["stalePage": .string(device)]
        case .crash(let name): ["crash": .string(name)]
        case .clock(let name, let offset, let isFrozen):
            ["clock": .string(name), "offset": .integer(offset), "frozen": .bool(isFrozen)]
        case .tick: ["tick": true]
        case .decide(let device, let place, let choice):
            [
                "decidePlace": .integer(Int64(place)), "choice": .integer(Int64(choice)),
                "device": device.map { .string($0) } ?? .null,
            ]
        case .reopen(let device, let place):
            [
                "reopenPlace": .integer(Int64(place)),
                "device": device.map { .string($0) } ?? .null,
            ]
        case .erase(let person): ["erase": .string(person)]
        case .end(let device, .retire): ["retire": .string(device)]
        case .end(let device, let ending):
            ["revoke": .string(device), "lost": .bool(ending == .lost)]
        case .join(let device): ["join": .string(device)]
        case .backup: ["backup": true]
        case .restore: ["restore": true]
        case .copyDevice(let device): ["copyDevice": .string(device)]
        case .returnDevice(let device): ["returnDevice": .string(device)]
        case .clone(let device, let name): ["clone": .string(device), "as": .string(name)]
        case .grant(let device, let grant):
            .object(grant.json.merging(["grant": .string(device)]) { $1 })
        case .compact: ["compact": true]
        case .timer(let device): ["timer": .string(device)]
        case .group(let devices, let fault):
            ["group": .array(devices.map { .string($0) }), "fault": .string(fault.text)]
        case .stumble(let device, let call):
            ["stumble": .string(device), "call": .integer(Int64(call))]
        }
    }

    package init(_ json: JSONValue) throws(WireError) {
        if let name = json["sync"]?.text {
            let faults = (json["network"]?.array ?? []).compactMap { SimFault($0.text ?? "") }
            self = .sync(name, rowsPerPage: Int(json["rowsPerPage"]?.integer ?? 2000), faults)
        } else if let place = json["late"]?.integer {
            self = .late(Int(place))
        } else if let name = json["stalePage"]?.text {
            self = .stalePage(name)
        } else if let name = json["crash"]?.text {
            self = .crash(name)
        } else if let name = json["clock"]?.text {
            let isFrozen = json["frozen"]?.bool ?? false
            self = .clock(name, offset: json["offset"]?.integer ?? 0, isFrozen: isFrozen)
        } else if json["tick"] != nil {
            self = .tick
        } else if let place = json["decidePlace"]?.integer {
            let choice = Int(json["choice"]?.integer ?? 0)
            self = .decide(on: json["device"]?.text, place: Int(place), choice: choice)
        } else {
            self = try Self.rarer(json)
        }
    }

    private static func rarer(_ json: JSONValue) throws(WireError) -> SimStep {
        if let place = json["reopenPlace"]?.integer {
            return .reopen(on: json["device"]?.text, place: Int(place))
        }
        if let person = json["erase"]?.text { return .erase(person) }
        if let name = json["retire"]?.text { return .end(name, .retire) }
        if let name = json["revoke"]?.text {
            return .end(name, json["lost"]?.bool == true ? .lost : .revoke)
        }
        if let name = json["join"]?.text { return .join(name) }
        if json["backup"] != nil { return .backup }
        if json["restore"] != nil { return .restore }
        if let name = json["copyDevice"]?.text { return .copyDevice(name) }
        if let name = json["returnDevice"]?.text { return .returnDevice(name) }
        if let step = newest(json) { return step }
        let edits = json["edits"]?.array ?? json["office"]?["edits"]?.array
        guard let edits else {
            throw WireError("scenario.malformed", "A step of the scenario is of no known kind.")
        }
        var read: [SimEdit] = []
        for edit in edits { read.append(try SimEdit(edit)) }
        return .make(on: json["device"]?.text, read)
    }
}

extension SimStep {
    fileprivate static func newest(_ json: JSONValue) -> SimStep? {
        if let name = json["clone"]?.text { return .clone(name, as: json["as"]?.text ?? "") }
        if let name = json["grant"]?.text { return .grant(name, SimGrant(json)) }
        if json["compact"] != nil { return .compact }
        if let name = json["timer"]?.text { return .timer(name) }
        if let devices = json["group"]?.array {
            return .group(devices.compactMap(\.text), SimFault(json["fault"]?.text ?? "") ?? .none)
        }
        guard let name = json["stumble"]?.text else { return nil }
        return .stumble(name, call: Int(json["call"]?.integer ?? 0))
    }
}

extension SimGrant {
    fileprivate var json: JSONObject {
        var out: JSONObject = ["role": .string(role), "centre": .string(centre)]
        if let person { out["person"] = .string(person) }
        if let until { out["until"] = .integer(until) }
        return out
    }

    fileprivate init(_ json: JSONValue) {
        self.init(
            role: json["role"]?.text ?? "",
            centre: json["centre"]?.text ?? "centre",
            person: json["person"]?.text,
            until: json["until"]?.integer
        )
    }
}

extension SimEdit {
    var json: JSONValue {
        var out: JSONObject = [
            "do": .string(kind.rawValue), "entity": .string(entity.rawValue), "row": .string(row),
        ]
        if !set.isEmpty { out["set"] = .object(set) }
        if !add.isEmpty { out["add"] = .object(JSONObject(add.mapValues(Self.list))) }
        if !remove.isEmpty { out["remove"] = .object(JSONObject(remove.mapValues(Self.list))) }
        return .object(out)
    }

    private static func list(_ elements: [String]) -> JSONValue {
        .array(elements.map { .string($0) })
    }

    init(_ json: JSONValue) throws(WireError) {
        guard let kind = json["do"]?.text.flatMap(Kind.init(rawValue:)),
            let entity = json["entity"]?.text, let row = json["row"]?.text
        else { throw WireError("scenario.malformed", "An edit has do, entity and row.") }
        self.init(
            kind: kind,
            entity: EntityName(rawValue: entity),
            row: row,
            set: json["set"]?.object ?? [:],
            add: Self.lists(json["add"]),
            remove: Self.lists(json["remove"])
        )
    }

    private static func lists(_ json: JSONValue?) -> NameMap<[String]> {
        (json?.object ?? [:]).mapValues { ($0.array ?? []).compactMap(\.text) }
    }
}

extension SimFault {
    var text: String {
        switch self {
        case .none: "ok"
        case .lose: "lose"
        case .cut(let place): "cut:\(place)"
        case .loseAnswer: "lose-answer"
        case .cutAnswer(let place): "cut-answer:\(place)"
        case .double: "double"
        case .delay: "delay"
        case .hubDies(let call): "hub-dies:\(call)"
        case .hubDiesAfter: "hub-dies-after"
        case .deviceDies: "device-dies"
        case .deviceDiesInside(let write): "device-dies-inside:\(write)"
        case .storeFails(let call): "store-fails:\(call)"
        }
    }

    init?(_ text: String) {
        let parts = text.split(separator: ":")
        let number = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
        switch parts.first {
        case "ok": self = .none
        case "lose": self = .lose
        case "cut": self = .cut(number)
        case "lose-answer": self = .loseAnswer
        case "cut-answer": self = .cutAnswer(number)
        case "double": self = .double
        case "delay": self = .delay
        case "hub-dies": self = .hubDies(number)
        case "hub-dies-after": self = .hubDiesAfter
        case "device-dies": self = .deviceDies
        case "device-dies-inside": self = .deviceDiesInside(number)
        case "store-fails": self = .storeFails(number)
        default: return nil
        }
    }
}

extension Scenario {
    /// The scenario as `dugnad-simulate --replay` reads it.
    package var json: JSONValue {
        [
            "simulation": 1, "seed": .string(String(seed)),
            "devices": .array(devices.map(\.json)), "setup": .array(setup.map(\.json)),
            "steps": .array(moments.map(\.json)),
        ]
    }

    /// Reads the file form; throws `scenario.malformed`.
    package init(_ bytes: [UInt8]) throws {
        let json = try JSONValue.parse(bytes, limits: JSONLimits(bytes: 64 << 20, depth: 24))
        guard json["simulation"]?.integer == 1, let devices = json["devices"]?.array,
            let setup = json["setup"]?.array, let steps = json["steps"]?.array
        else {
            throw WireError("scenario.malformed", "The file is no scenario of the simulator.")
        }
        self.init(
            seed: json["seed"]?.text.flatMap { UInt64($0) } ?? 0,
            devices: devices.map(SimDeviceSpec.init),
            setup: try setup.map { try SimEdit($0) },
            moments: try steps.map { step in
                SimMoment(at: step["at"]?.integer ?? 0, step: try SimStep(step))
            }
        )
    }
}

extension SimMoment {
    var json: JSONValue {
        var members = step.json.object ?? [:]
        members["at"] = .integer(at)
        return .object(members)
    }
}

extension SimDeviceSpec {
    var json: JSONValue {
        var out: JSONObject = [
            "name": .string(name), "role": .string(role), "centre": .string(centre),
        ]
        if let person { out["person"] = .string(person) }
        if clock != 0 { out["clock"] = .integer(clock) }
        if joinsLater { out["joinsLater"] = true }
        if let cloneOf { out["cloneOf"] = .string(cloneOf) }
        return .object(out)
    }

    init(_ json: JSONValue) {
        self.init(
            name: json["name"]?.text ?? "",
            role: json["role"]?.text ?? "",
            centre: json["centre"]?.text ?? "centre",
            person: json["person"]?.text,
            clock: json["clock"]?.integer ?? 0,
            joinsLater: json["joinsLater"]?.bool ?? false,
            cloneOf: json["cloneOf"]?.text
        )
    }
}
