import SyncCore

extension ScenarioMaker {
    // MARK: Facts

    mutating func report(by device: String?) -> SimEdit {
        if lot.chance(25), !(rows["cleanupReport"] ?? []).isEmpty {
            return reportEdit()
        }
        let person = somebody(device)
        let isNamed = lot.chance(50)
        return new(
            "cleanupReport",
            [
                "centreId": lot.chance(85) ? "@centre" : "@north", "reportedAt": at(0...60_000),
                "segmentIds": .array([.string("@\(row("segment"))")]),
                "zoneId": lot.chance(50) ? .string("@\(row("cleanupZone"))") : .null,
                "claimId": lot.chance(40) ? .string("@\(row("claim"))") : .null,
                "hazards": lot.chance(25) ? ["sharp"] : .null,
                "bagsFull": .integer(Int64(lot.below(9))),
                "weightG": lot.chance(20) ? .integer(Int64(lot.below(90_000))) : .null,
                "reportedById": isNamed ? .string("@\(person)") : .null,
                "note": isNamed ? .string(Plants.text(of: person, "note")) : text("note"),
                "replaces": lot.chance(25) && !(rows["cleanupReport"] ?? []).isEmpty
                    ? .string("@\(row("cleanupReport"))") : .null,
            ]
        )
    }

    private mutating func reportEdit() -> SimEdit {
        guard lot.chance(50) else {
            return set("cleanupReport", row("cleanupReport"), ["validatedAt": at(0...90_000)])
        }
        return set(
            "cleanupReport",
            row("cleanupReport"),
            ["hazardLiftedAt": at(0...90_000), "hazardLiftReason": "gone"]
        )
    }

    mutating func deposit(by device: String?) -> SimEdit {
        guard lot.chance(60) || (rows["wasteDeposit"] ?? []).isEmpty else {
            let states = ["requested", "planned", "collected", "failed", "written_off", "waiting"]
            return set(
                "wasteDeposit",
                row("wasteDeposit"),
                ["pickup": code(states), "pickupReason": "so"]
            )
        }
        return new(
            "wasteDeposit",
            [
                "centreId": "@centre", "depositedAt": at(0...60_000),
                "bagsFull": .integer(Int64(lot.within(1...5))),
                "bagsHalf": .integer(Int64(lot.below(3))),
            ]
        )
    }

    // MARK: People

    private mutating func person(_ tail: String) -> String { "\(lot.pick(people))-\(tail)" }

    /// Fields where the careful value wins.
    mutating func careful() -> SimEdit {
        switch lot.below(5) {
        case 0: set("personPrivate", person("private"), ["doNotContact": .bool(lot.chance(50))])
        case 1: set("personPrivate", person("private"), ["addressBlocked": .bool(lot.chance(50))])
        case 2:
            set(
                "centreMembership",
                person("member"),
                ["visibility": code(["shared", "centre_only"])]
            )
        default:
            set("personPrivate", person("private"), ["photoChoice": code(["yes", "ask", "no"])])
        }
    }

    /// Fields about which a person decides.
    mutating func human() -> SimEdit {
        let name = lot.pick(people)
        let field = lot.pick(["allergies", "emergencyContact"])
        let value = JSONValue.string(Plants.text(of: name, "\(field)\(lot.below(4))"))
        return set("personPrivate", "\(name)-private", [field: lot.chance(85) ? value : .null])
    }

    mutating func personEdit() -> SimEdit {
        let name = lot.pick(people)
        switch lot.below(7) {
        case 0: return set("person", name, add: ["skills": [lot.pick(["boat", "saw"])]])
        case 1: return set("person", name, remove: ["skills": [lot.pick(["boat", "saw"])]])
        case 2: return set("person", name, ["status": code(["active", "paused", "left"])])
        case 3:
            return set(
                "personPrivate",
                "\(name)-private",
                ["postalCode": code(["4631", "4608"]), "postalPlace": text("P")]
            )
        case 4:
            let note = Plants.text(of: name, "note\(lot.below(9))")
            return set("personPrivate", "\(name)-private", ["note": .string(note)])
        default:
            let shown = Plants.text(of: name, "name\(lot.below(9))")
            return set("person", name, ["displayName": .string(shown)])
        }
    }

    mutating func contact() -> SimEdit {
        let name = lot.pick(people)
        let value = JSONValue.string(Plants.text(of: name, "\(lot.below(9))@example.org"))
        guard lot.chance(30) else {
            return set("contactPoint", "\(name)-contact", ["valueNormalised": value])
        }
        return new(
            "contactPoint",
            [
                "personId": .string("@\(name)"), "centreId": "@centre", "kind": "email",
                "valueNormalised": value,
            ]
        )
    }

    mutating func consent() -> SimEdit {
        guard lot.chance(50) else {
            return set("consent", row("consent"), ["choice": code(["given", "withdrawn"])])
        }
        return new(
            "consent",
            [
                "personId": .string("@\(lot.pick(people))"),
                "centreId": lot.chance(80) ? "@centre" : "@north",
                "purpose": code(["contact", "photo", "share_with_centre"]), "givenAt": at(0...9000),
                "choice": code(["given", "withdrawn"]),
            ]
        )
    }

    // MARK: Marks and rarities

    mutating func mark() -> SimEdit {
        let entity = lot.pick([
            "cleanupZone", "cleanupZone", "task", "task", "shift", "segment", "centreMembership",
            "contactPoint", "organisation", "person",
        ])
        let name = entity == "contactPoint" ? person("contact") : row(entity)
        return SimEdit(
            kind: lot.chance(55) ? .remove : .restore,
            entity: EntityName(rawValue: entity),
            row: name
        )
    }

    mutating func rare(by device: String?) -> SimEdit {
        switch lot.below(6) {
        case 0:
            return new(
                "centreMembership",
                [
                    "personId": .string("@\(lot.pick(people))"),
                    "centreId": code(["@north", "@centre"]),
                ]
            )
        case 1:
            let name = lot.pick(people)
            return new(
                "personPrivate",
                [
                    "personId": .string("@\(name)"), "centreId": code(["@north", "@centre"]),
                    "givenName": .string(Plants.text(of: name, "given")),
                ]
            )
        case 2: return set("organisation", row("organisation"), ["name": text("O")])
        case 3:
            return new(
                "litterReport",
                [
                    "centreId": "@centre", "segmentId": .string("@\(row("segment"))"),
                    "amount": "bagful", "seenAt": at(0...60_000),
                    "hazards": lot.chance(50) ? ["oil"] : .null,
                ]
            )
        case 4:
            return new(
                "cleanupZone",
                ["centreId": code(["@centre", "@north"]), "name": text("Z"), "mode": "unassigned"]
            )
        default:
            return new("segment", ["zoneId": .string("@\(row("cleanupZone"))"), "name": text("S")])
        }
    }
}
