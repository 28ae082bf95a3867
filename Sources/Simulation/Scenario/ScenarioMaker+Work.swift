import SyncCore

extension ScenarioMaker {
    /// One operation on a device, or at the office.
    mutating func work(on device: String?) -> SimStep {
        var edits = [edit(by: device)]
        while lot.chance(12), edits.count < 4 {
            let more = edit(by: device)
            if !edits.contains(where: { $0.row == more.row }) { edits.append(more) }
        }
        return .make(on: device, edits)
    }

    private mutating func edit(by device: String?) -> SimEdit {
        switch lot.below(30) {
        case 0, 1: zoneName()
        case 2...4: zoneMode(row("cleanupZone"))
        case 5: move()
        case 6, 7: taskEdit()
        case 8: taskState()
        case 9: set("task", row("task"), add: word("requires", ["boat", "vest", "rope"]))
        case 10: set("task", row("task"), remove: word("requires", ["boat", "vest", "rope"]))
        case 11, 12: shiftEdit()
        case 13, 14: signup(for: row("shift"), by: device)
        case 15: wish()
        case 16, 17: claim(of: row("segment"), by: device)
        case 18: claimEdit()
        case 19: report(by: device)
        case 20: deposit(by: device)
        case 21, 22: careful()
        case 23: human()
        case 24: personEdit()
        case 25: contact()
        case 26: consent()
        case 27, 28: mark()
        default: rare(by: device)
        }
    }

    /// What many do at once: sign up, claim a stretch, mark a zone, rename it.
    mutating func storm(_ kind: Int, _ target: String, by device: String) -> [SimEdit] {
        switch kind {
        case 0: [lot.chance(15) ? slots(of: target) : signup(for: target, by: device)]
        case 1: [claim(of: target, by: device)]
        case 2: [zoneMode(target)]
        default: [set("cleanupZone", target, ["name": text("N")])]
        }
    }

    // MARK: Forms of edits

    func set(
        _ entity: EntityName,
        _ row: String,
        _ values: JSONObject = [:],
        add: NameMap<[String]> = [:],
        remove: NameMap<[String]> = [:]
    ) -> SimEdit {
        SimEdit(kind: .edit, entity: entity, row: row, set: values, add: add, remove: remove)
    }

    mutating func new(_ entity: String, _ values: JSONObject) -> SimEdit {
        let name = newRow(entity)
        return SimEdit(
            kind: .new,
            entity: EntityName(rawValue: entity),
            row: name,
            set: values.filter { !$0.value.isNull }
        )
    }

    mutating func text(_ start: String) -> JSONValue {
        made += 1
        return .string("\(start)\(lot.below(3) == 0 ? "" : String(made))")
    }

    mutating func code(_ values: [String]) -> JSONValue { .string(lot.pick(values)) }

    private mutating func word(_ field: String, _ words: [String]) -> NameMap<[String]> {
        [field: [lot.pick(words)]]
    }

    /// A person: mostly the device's own, where it has one.
    mutating func somebody(_ device: String?) -> String {
        let own = devices.first { $0.name == device }?.person
        return own.flatMap { lot.chance(80) ? $0 : nil } ?? lot.pick(people)
    }

    mutating func at(_ range: ClosedRange<Int>) -> JSONValue {
        .string("T+\(lot.within(range))s")
    }

    // MARK: Places

    private mutating func zoneName() -> SimEdit {
        switch lot.below(4) {
        case 0: set("cleanupZone", row("cleanupZone"), ["description": text("D")])
        case 1: set("segment", row("segment"), ["name": text("S")])
        case 2:
            set(
                "cleanupZone",
                row("cleanupZone"),
                ["status": code(["draft", "active", "retired"])]
            )
        default: set("cleanupZone", row("cleanupZone"), ["name": text("N")])
        }
    }

    private mutating func zoneMode(_ zone: String) -> SimEdit {
        set(
            "cleanupZone",
            zone,
            [
                "mode": code([
                    "self_organised", "unassigned", "joint", "professional", "no_cleanup",
                ]),
                "modeReason": text("R"), "modeFrom": .null, "modeTo": .null,
                "operatorId": lot.chance(80) ? .string("@operator-0") : .null,
            ]
        )
    }

    /// A row goes to another centre, or under another parent.
    mutating func move() -> SimEdit {
        let centres = ["@centre"] + (rows["volunteerCentre"] ?? []).map { "@\($0)" }
        switch lot.below(4) {
        case 0: return set("segment", row("segment"), ["zoneId": .string("@\(row("cleanupZone"))")])
        case 1: return set("task", row("task"), ["centreId": code(centres)])
        default: return set("cleanupZone", row("cleanupZone"), ["centreId": code(centres)])
        }
    }

    // MARK: Work

    private mutating func taskEdit() -> SimEdit {
        switch lot.below(6) {
        case 0:
            return new(
                "task",
                [
                    "centreId": code(["@centre", "@north"]), "kind": code(["event", "cleanup"]),
                    "title": text("T"), "state": code(["idea", "draft", "published"]),
                    "zoneId": .string("@\(row("cleanupZone"))"),
                ]
            )
        case 1:
            let start = lot.within(100_000...900_000)
            return set(
                "task",
                row("task"),
                ["startsAt": .string("T+\(start)s"), "endsAt": .string("T+\(start + 90_000)s")]
            )
        case 2: return set("task", row("task"), ["zoneId": .string("@\(row("cleanupZone"))")])
        default: return set("task", row("task"), ["title": text("T")])
        }
    }

    private mutating func taskState() -> SimEdit {
        let states = [
            "idea", "draft", "published", "in_progress", "reported", "validated", "closed",
            "cancelled", "halted", "duplicate",
        ]
        return set("task", row("task"), ["state": code(states)])
    }

    private mutating func slots(of shift: String) -> SimEdit {
        set("shift", shift, ["slots": .integer(Int64(lot.below(6)))])
    }

    private mutating func shiftEdit() -> SimEdit {
        guard lot.chance(15) else { return slots(of: row("shift")) }
        return new(
            "shift",
            [
                "taskId": .string("@\(row("task"))"), "startsAt": "T+777600s",
                "endsAt": "T+864000s", "slots": .integer(Int64(lot.below(4))),
            ]
        )
    }

    private mutating func signup(for shift: String, by device: String?) -> SimEdit {
        new(
            "signup",
            [
                "shiftId": .string("@\(shift)"), "personId": .string("@\(somebody(device))"),
                "wish": "wants",
            ]
        )
    }

    private mutating func wish() -> SimEdit {
        set("signup", row("signup"), ["wish": code(["wants", "withdrawn"])])
    }

    private mutating func claim(of segment: String, by device: String?) -> SimEdit {
        let person = somebody(device)
        let isNamed = lot.chance(50)
        return new(
            "claim",
            [
                "segmentId": .string("@\(segment)"),
                "byName": isNamed ? .string(Plants.text(of: person, "claims")) : text("G"),
                "personId": isNamed ? .string("@\(person)") : .null,
                "fromAt": at(0...100_000), "expiresAt": at(100_000...900_000),
            ]
        )
    }

    private mutating func claimEdit() -> SimEdit {
        switch lot.below(3) {
        case 0: set("claim", row("claim"), ["startedAt": at(0...90_000)])
        case 1: set("claim", row("claim"), ["expiresAt": at(0...900_000)])
        default: set("claim", row("claim"), ["releasedAt": lot.chance(70) ? at(0...90_000) : .null])
        }
    }
}
