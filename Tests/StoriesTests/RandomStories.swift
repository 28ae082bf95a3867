import Stories
import SyncCore

/// Makes a story by lot: many kinds of work, lost messages, moves, removals, erasures and
/// decisions.
///
/// Nothing is expected of single steps; hub and devices have to be equal at the end. The same seed
/// makes the same story.
struct RandomStories {
    private var random: SplitMix
    private var made = 0

    init(seed: UInt64) { random = SplitMix(state: seed) }

    static let setup: [JSONValue] =
        [
            row("volunteerCentre", "north", ["name": "Nord"]),
            row(
                "organisation",
                "operator",
                ["centreId": "@centre", "name": "Drift", "kind": "operator"]
            ),
            row(
                "cleanupZone",
                "zone-1",
                ["centreId": "@centre", "name": "En", "mode": "unassigned"]
            ),
            row(
                "cleanupZone",
                "zone-2",
                ["centreId": "@north", "name": "To", "mode": "unassigned"]
            ),
            row("segment", "segment-1", ["zoneId": "@zone-1"]),
            row("segment", "segment-2", ["zoneId": "@zone-2"]),
            row(
                "task",
                "task",
                ["centreId": "@centre", "kind": "event", "title": "T", "state": "draft"]
            ),
            row(
                "shift",
                "shift",
                ["taskId": "@task", "startsAt": "T+9d", "endsAt": "T+10d", "slots": 1]
            ),
        ] + ["kari", "ola", "pia"].flatMap(person)

    private static func row(_ entity: String, _ name: String, _ set: JSONValue) -> JSONValue {
        ["entity": .string(entity), "row": .string(name), "set": set]
    }

    private static func person(_ name: String) -> [JSONValue] {
        [
            row("person", name, ["displayName": .string(name)]),
            row(
                "centreMembership",
                "\(name)-member",
                ["personId": .string("@\(name)"), "centreId": "@centre"]
            ),
            row(
                "personPrivate",
                "\(name)-private",
                ["personId": .string("@\(name)"), "centreId": "@centre"]
            ),
        ]
    }

    static let devices: [JSONValue] = [
        ["name": "anne", "role": "coordinator"],
        ["name": "bo", "role": "coordinator", "clock": "3h"],
        ["name": "nils", "role": "coordinator", "centre": "north"],
        ["name": "alice", "role": "actionOwner"],
        ["name": "kari", "role": "volunteer", "person": "kari", "clock": "-100y"],
    ]

    mutating func story(steps count: Int) -> JSONValue {
        var steps: [JSONValue] = []
        var time: Int64 = 0
        for _ in 0..<count {
            time += Int64(random.below(3_600_000))
            var step = self.step().object ?? [:]
            step["at"] = .integer(time)
            step["expect"] = ["mayFail": true]
            steps.append(.object(step))
        }
        return [
            "format": 1, "title": "By lot", "why": "Whatever happens, all stores come out equal.",
            "devices": .array(Self.devices), "setup": .array(Self.setup), "steps": .array(steps),
            // Harsher than any real rule, so that what is explained is mostly what was folded.
            "history": ["days": 1, "entries": 1],
            "holds": ["duplicate-delivery", "crash-between-steps", "converges"],
        ]
    }

    private mutating func step() -> JSONValue {
        switch random.below(20) {
        case 0..<6: sync()
        case 6: ["pull": device()]
        case 7: ["push": device()]
        case 8: ["lose": random.pick(["answer", "pull"]), "device": device(withWork: true)]
        case 9: random.below(2) == 0 ? ["tick": true] : ["compact": true]
        case 10, 11: decide()
        case 12: ["office": .object(move())]
        case 13 where random.below(6) == 0: ["erase": random.pick(["ola", "pia"])]
        default: work()
        }
    }

    private mutating func sync() -> JSONValue { ["sync": device()] }

    private mutating func device(withWork: Bool = false) -> JSONValue {
        random.pick(["anne", "bo", "nils", "alice", "kari"])
    }

    private mutating func decide() -> JSONValue {
        let subjects: [(JSONValue, JSONValue)] = [
            ("zone-1", "mode"), ("zone-2", "mode"), ("task", "state"), ("zone-1", "-removed"),
            ("task", "-removed"), ("kari-private", "allergies"), ("zone-1", ""), ("zone-2", ""),
            ("shift", ""),
        ]
        let subject = subjects[random.below(subjects.count)]
        let choices: [JSONValue] =
            subject.1 == "" ? ["accept", "reject"] : ["take", "keep"]
        var step: JSONObject = [
            "decide": random.pick(choices), "about": subject.0, "unit": subject.1,
        ]
        if random.below(2) == 0 { step["device"] = random.pick(["anne", "bo", "nils"]) }
        return .object(step)
    }

    private mutating func move() -> JSONObject {
        [
            "do": "edit", "row": random.pick(["zone-1", "zone-2"]),
            "set": ["centreId": random.pick(["@centre", "@north"])],
        ]
    }

    private mutating func work() -> JSONValue {
        var step = edit()
        step["device"] = device()
        return .object(step)
    }

    private mutating func edit() -> JSONObject {
        made += 1
        let number = made
        switch random.below(14) {
        case 0: return set(random.pick(["zone-1", "zone-2"]), ["name": .string("N\(number)")])
        case 1: return set(random.pick(["zone-1", "zone-2"]), mode(number))
        case 2: return set("task", ["startsAt": "T+2d", "endsAt": .integer(.max >> 20 | 1)])
        case 3:
            return set(
                "task",
                ["state": random.pick(["published", "cancelled", "draft", "duplicate"])]
            )
        case 4:
            let word = random.pick(["add", "remove"]).text ?? "add"
            return [
                "do": "edit", "row": "task",
                .init(word): ["requires": [random.pick(["boat", "vest"])]],
            ]
        case 5: return set(person("private"), ["allergies": .string("A\(number % 3)")])
        case 6: return set(person("private"), ["photoChoice": random.pick(["yes", "ask", "no"])])
        case 7:
            return new(
                "claim",
                [
                    "segmentId": random.pick(["@segment-1", "@segment-2"]),
                    "byName": .string("G\(number)"),
                    "fromAt": "T+0s", "expiresAt": random.pick(["T+4h", "T+20h"]),
                ]
            )
        case 8, 9:
            return new("signup", ["shiftId": "@shift", "personId": person(""), "wish": "wants"])
        case 10:
            return new(
                "cleanupReport",
                [
                    "centreId": "@centre", "reportedAt": "T+1h", "segmentIds": ["@segment-1"],
                    "hazards": random.below(3) == 0 ? ["sharp"] : .null, "bagsFull": 2,
                ]
            )
        case 11:
            return [
                "do": "remove",
                "row": random.pick(["zone-1", "zone-2", "task", "shift", "kari-member"]),
            ]
        case 12:
            return ["do": "restore", "row": random.pick(["zone-1", "zone-2", "task", "shift"])]
        default: return set("shift", ["slots": .integer(Int64(random.below(4)))])
        }
    }

    private mutating func mode(_ number: Int) -> JSONValue {
        [
            "mode": random.pick(["self_organised", "joint", "professional", "no_cleanup"]),
            "modeReason": .string("R\(number)"), "modeFrom": nil, "modeTo": nil,
            "operatorId": "@operator",
        ]
    }

    private mutating func person(_ tail: String) -> JSONValue {
        let name = random.pick(["kari", "ola", "pia"]).text ?? "kari"
        return .string(tail.isEmpty ? "@\(name)" : "\(name)-\(tail)")
    }

    private func set(_ row: JSONValue, _ values: JSONValue) -> JSONObject {
        ["do": "edit", "row": row, "set": values]
    }

    private func new(_ entity: String, _ values: JSONValue) -> JSONObject {
        [
            "do": "new", "entity": .string(entity), "row": .string("\(entity)-\(made)"),
            "set": values,
        ]
    }
}

/// Sebastiano Vigna's SplitMix64: small, and the same everywhere.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

    mutating func pick(_ values: [JSONValue]) -> JSONValue { values[below(values.count)] }
}
