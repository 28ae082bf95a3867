import SyncCore

/// Tells a scenario as a story of `sync-fixtures/`, where that form has the words for it.
package enum Fixture {
    /// The bytes of the story's file; nil for what a story cannot tell.
    package static func story(_ report: Simulation.Report) -> [UInt8]? {
        var steps: [JSONValue] = []
        for moment in report.scenario.moments {
            guard let parts = step(moment.step) else { return nil }
            for (place, part) in parts.enumerated() {
                var members = part.object ?? [:]
                if place == 0 { members["at"] = .integer(moment.at) }
                members["expect"] = ["mayFail": true]
                steps.append(.object(members))
            }
        }
        let story: JSONValue = [
            "format": 1,
            "title": .string("Found by the simulator, seed \(report.scenario.seed)"),
            "why": .string(report.failure?.message ?? "All stores come out equal."),
            "devices": .array(report.scenario.devices.map(device)),
            "setup": .array(report.scenario.setup.map(row)), "steps": .array(steps),
            "holds": ["duplicate-delivery", "crash-between-steps", "converges"],
        ]
        return story.line()
    }

    private static func device(_ spec: SimDeviceSpec) -> JSONValue {
        var members = spec.json.object ?? [:]
        if spec.centre == "centre" { members["centre"] = nil }
        return .object(members)
    }

    private static func row(_ edit: SimEdit) -> JSONValue {
        var members = edit.json.object ?? [:]
        members["do"] = nil
        return .object(members)
    }

    private static func step(_ step: SimStep) -> [JSONValue]? {
        switch step {
        case .make, .tick, .erase, .end, .join, .crash, .compact: [step.json]
        case .copyDevice(let name):
            [["copyStore": .string(name), "as": .string("\(name)-kept")]]
        case .returnDevice(let name):
            [["restoreStore": .string(name), "from": .string("\(name)-kept")]]
        case .clone(let name, let copy): [["copyStore": .string(name), "as": .string(copy)]]
        case .backup: [["backup": "kept"]]
        case .restore: [["restoreHub": "kept"]]
        case .grant(let name, let grant): [told(grant, name)]
        case .sync(let device, _, let faults): sync(device, faults)
        case .clock(let name, let offset, false):
            [["clock": .string(name), "offset": .integer(offset)]]
        default: nil
        }
    }

    private static func told(_ grant: SimGrant, _ device: String) -> JSONValue {
        var step: JSONObject = [
            "grant": .string(device), "role": .string(grant.role), "centre": .string(grant.centre),
            "person": .string(grant.person ?? ""),
        ]
        if let until = grant.until { step["until"] = .integer(until) }
        return .object(step)
    }

    private static func sync(_ device: String, _ faults: [SimFault]) -> [JSONValue]? {
        let name = JSONValue.string(device)
        guard let fault = faults.first(where: { $0 != .none }) else { return [["sync": name]] }
        switch fault {
        case .loseAnswer, .hubDiesAfter: return [["lose": "answer", "device": name]]
        case .cut: return [["lose": "push", "device": name]]
        case .deviceDies: return [["lose": "answer", "device": name], ["crash": name]]
        default: return nil
        }
    }
}
