import SyncCore

extension ScenarioMaker {
    /// What happens to devices, grants and stores rather than to rows.
    mutating func makeChange() {
        switch lot.below(15) {
        case 0...4: changeGrant()
        case 5: add(.compact)
        case 6, 7: add(.timer(anybody()))
        case 8, 9: makeGroup()
        case 10: if profile.hasStumbles { stumble() } else { leadTask() }
        case 11: leadTask()
        case 12: sayIsSame()
        case 13: failRules()
        default: if profile.hasCopies { copy() } else { add(.timer(anybody())) }
        }
        if profile.hasCopies, lot.chance(40) { copy() }
        if profile.hasStumbles, lot.chance(30) { stumble() }
    }

    private mutating func changeGrant() {
        let roles = [
            "coordinator", "coordinator", "actionOwner", "volunteer", "officer", "manager",
            "public",
        ]
        let name = anybody()
        let centres = ["centre", "centre"] + (rows["volunteerCentre"] ?? [])
        let days = Int64(lot.within(1...30)) * 86_400_000
        add(
            .grant(
                name,
                SimGrant(
                    role: lot.pick(roles),
                    centre: lot.pick(centres),
                    person: lot.chance(60) ? lot.pick(people) : nil,
                    until: lot.chance(40) ? now + days : nil
                )
            )
        )
        guard lot.chance(50) else { return }
        add(work(on: name))
        add(.sync(name, rowsPerPage: profile.rowsPerPage, faults()))
    }

    private mutating func makeGroup() {
        let some = lot.shuffled(devices.map(\.name)).prefix(lot.within(2...6))
        for name in some where lot.chance(60) { add(work(on: name)) }
        // One of them the store does not take: the others share a commit all the same.
        if lot.chance(40), let name = some.first {
            add(.make(on: name, [rename(to: Plants.unstorable)]))
            if lot.chance(60) { add(work(on: name)) }
        }
        let fault = lot.pick([
            SimFault.none, .hubDies(lot.below(40)), .hubDiesAfter, .storeFails(lot.below(40)),
        ])
        add(.group(Array(some), fault))
    }

    private mutating func rename(to name: String) -> SimEdit {
        set("cleanupZone", row("cleanupZone"), ["name": .string(name)])
    }

    private mutating func stumble() {
        let name = anybody()
        add(work(on: name))
        add(.stumble(name, call: lot.below(6)))
    }

    /// Somebody with a device leads a task that others have signed up for, until it is over.
    private mutating func leadTask() {
        let leaders = devices.filter { $0.person != nil }
        guard let leader = leaders.isEmpty ? nil : lot.pick(leaders), let person = leader.person
        else { return }
        let end = now / 1000 + Int64(lot.within(-12...10)) * 86_400
        let field = lot.pick(["ownerPersonId", "ownerPersonId", "safetyLeadId"])
        add(
            .make(
                on: lot.chance(50) ? "anne" : nil,
                [
                    set(
                        "task",
                        row("task"),
                        [
                            field: .string("@\(person)"),
                            "startsAt": .string(at(end - 90_000)), "endsAt": .string(at(end)),
                        ]
                    )
                ]
            )
        )
        add(.sync(leader.name, rowsPerPage: profile.rowsPerPage, faults()))
    }

    private func at(_ seconds: Int64) -> String {
        seconds < 0 ? "T-\(-seconds)s" : "T+\(seconds)s"
    }

    /// Two records are said to be one person, or not to be any more.
    private mutating func sayIsSame() {
        let two = lot.shuffled(people).prefix(2)
        let said = rows["personAlias"] ?? []
        let ended = said.isEmpty || lot.chance(60) ? nil : lot.pick(said)
        add(
            .make(
                on: lot.chance(60) ? "anne" : nil,
                [
                    new(
                        "personAlias",
                        [
                            "centreId": "@centre", "personId": .string("@\(two[two.startIndex])"),
                            "sameAsId": .string("@\(two[two.endIndex - 1])"),
                            "endsId": ended.map { .string("@\($0)") } ?? .null,
                        ]
                    )
                ]
            )
        )
    }

    /// Something the hub's rules were not made for.
    private mutating func failRules() {
        let name = lot.pick([Plants.undecidable, Plants.unstorable])
        add(.make(on: anybody(), [rename(to: name)]))
    }

    private mutating func copy() {
        let name = anybody()
        switch lot.below(5) {
        case 0, 1: add(.copyDevice(name))
        case 2, 3: add(.returnDevice(name))
        default:
            let copies = devices.filter { $0.cloneOf != nil }
            guard let copy = copies.isEmpty ? nil : lot.pick(copies), let source = copy.cloneOf
            else { return }
            add(.clone(source, as: copy.name))
        }
    }
}
