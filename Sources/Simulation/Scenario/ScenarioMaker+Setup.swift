import SyncCore

extension ScenarioMaker {
    private static let names = ["kari", "ola", "pia", "nils", "siri", "tor"]

    private mutating func found(
        _ entity: EntityName,
        _ row: String,
        _ set: JSONObject,
        add: NameMap<[String]> = [:]
    ) {
        setup.append(SimEdit(kind: .new, entity: entity, row: row, set: set, add: add))
        rows[entity.rawValue, default: []].append(row)
    }

    /// Two or three centres with their places, work and people.
    mutating func makeSetup() {
        found("volunteerCentre", "north", ["name": "Nord"])
        if lot.chance(30) { found("volunteerCentre", "east", ["name": "Øst"]) }
        let centres = ["@centre"] + (rows["volunteerCentre"] ?? []).map { "@\($0)" }
        for (place, centre) in centres.enumerated() {
            found(
                "organisation",
                "operator-\(place)",
                ["centreId": .string(centre), "name": "Drift", "kind": "operator"]
            )
            found(
                "cleanupZone",
                "zone-\(place)",
                ["centreId": .string(centre), "name": "Vika", "mode": "unassigned"]
            )
            for stretch in 0..<(place == 0 ? 2 : 1) {
                found(
                    "segment",
                    "segment-\(place)\(stretch)",
                    ["zoneId": .string("@zone-\(place)")]
                )
            }
        }
        makeTasks()
        for name in Self.names.prefix(profile.personCount) { makePerson(name) }
    }

    private mutating func makeTasks() {
        for number in 0..<lot.within(1...2) {
            found(
                "task",
                "task-\(number)",
                [
                    "centreId": "@centre", "kind": lot.pick(["event", "cleanup"]), "title": "T",
                    "state": lot.pick(["draft", "published"]),
                    "zoneId": lot.pick(["@zone-0", .null]), "startsAt": "T+345600s",
                    "endsAt": "T+432000s",
                ],
                add: ["requires": ["vest"]]
            )
            found(
                "shift",
                "shift-\(number)",
                [
                    "taskId": .string("@task-\(number)"), "startsAt": "T+777600s",
                    "endsAt": "T+864000s", "slots": .integer(Int64(profile.slots)),
                ]
            )
        }
    }

    private mutating func makePerson(_ name: String) {
        let person = JSONValue.string("@\(name)")
        let about: JSONObject = ["personId": person, "centreId": "@centre"]
        found(
            "person",
            name,
            ["displayName": .string(Plants.text(of: name, "name")), "status": "active"],
            add: ["skills": ["boat"]]
        )
        found("centreMembership", "\(name)-member", about)
        found(
            "personPrivate",
            "\(name)-private",
            about.merging(
                [
                    "givenName": .string(Plants.text(of: name, "given")),
                    "photoChoice": lot.pick(["yes", "ask", "no"]),
                ]
            ) { $1 }
        )
        found(
            "contactPoint",
            "\(name)-contact",
            about.merging(
                [
                    "kind": "email",
                    "valueNormalised": .string(Plants.text(of: name, "0@example.org")),
                ]
            ) { $1 }
        )
        guard lot.chance(60) else { return }
        found(
            "consent",
            "\(name)-consent",
            about.merging(
                [
                    "purpose": "photo", "givenAt": "T-90s",
                    "choice": lot.pick(["given", "withdrawn"]),
                ]
            ) { $1 }
        )
    }

    mutating func makeDevices() {
        devices.append(SimDeviceSpec(name: "anne", role: "coordinator"))
        devices.append(SimDeviceSpec(name: "nora", role: "coordinator", centre: "north"))
        let roles = [
            "coordinator", "actionOwner", "volunteer", "volunteer", "volunteer", "officer",
            "manager", "pass", "operator", "public", "wasteCompany", "privacyOfficer",
        ]
        while devices.count < profile.deviceCount {
            let role = devices.count < 4 ? lot.pick(Array(roles.prefix(4))) : lot.pick(roles)
            var device = SimDeviceSpec(name: "d\(devices.count)", role: role)
            if role == "volunteer", lot.chance(85) { device.person = lot.pick(people) }
            if role == "actionOwner", lot.chance(70) { device.person = lot.pick(people) }
            if role == "coordinator", lot.chance(30) { device.person = lot.pick(people) }
            if lot.chance(15) { device.centre = "north" }
            if lot.chance(10) { device.joinsLater = true }
            devices.append(device)
        }
        if profile.hasCopies {
            var copy = lot.pick(devices)
            copy.cloneOf = copy.name
            copy.name += "-copy"
            copy.joinsLater = true
            devices.append(copy)
        }
        for place in devices.indices where lot.chance(25) {
            let years: Int64 = 31_536_000_000
            devices[place].clock = lot.pick([100 * years, -100 * years, 7_200_000, -86_400_000])
        }
    }
}
