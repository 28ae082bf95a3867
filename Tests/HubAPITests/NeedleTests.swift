import Coordination
import HubAPI
import SyncCore
import SyncEngine
import Testing

/// Minors and blocked addresses leave by no path: every answer to every role is searched for planted words.
struct NeedleTests {
    /// What was planted, and who alone may be sent it.
    private enum Needle: String, CaseIterable {
        case minorFamily = "Nålefamilie"
        case minorPhone = "+4799900011"
        case minorMail = "naal.liten@example.org"
        case minorBirth = "2014-02-03"
        case guardianPhone = "+4799900012"
        case guardianName = "Foresattnål"
        case note = "Notatnål"
        case allergy = "Allerginål"
        case adultPhone = "+4799900013"
        case blockedStreet = "Nålegata 7"
        case blockedPlace = "Nåleby"
        case blockedPostal = "9876"
        case reporterNote = "Hos nålenaboen"
        case subject = "Nålebrygga"
        case asked = "Spørsmålsnål"
        case answer = "Svarnål"
        /// The row itself: what it says is codes, which stand in the answers anyhow.
        case declaration = "0197a3c1-0000-7000-8000-00000000d0d0"

        func mayReach(_ role: Role) -> Bool {
            let office = [Role.coordinator, .manager, .privacyOfficer].contains(role)
            switch self {
            case .blockedStreet, .blockedPlace, .blockedPostal, .declaration: return false
            case .guardianPhone, .guardianName, .adultPhone:
                // Whoever leads the action reaches those who come.
                return office || role == .actionOwner
            case .reporterNote:
                return ![.publicRole, .pass, .volunteer].contains(role)
            default: return office
            }
        }
    }

    private static let pathsOfAll = [
        "/v1/health", "/v1/openapi.yaml", "/v1/zones?segments=true", "/v1/needs", "/v1/tasks.ics",
        "/v1/opportunities.jsonld", "/v1/depots", "/v1/review", "/v1/review/stats",
    ]

    @Test func `no answer to anybody holds what is not hers to see`() throws {
        let hub = try TestHub { $0.limits.enrolmentTries = 100 }
        var persons: [Role: RowID] = [:]
        for role in Role.all { persons[role] = try Self.person(role.rawValue, in: hub) }
        let zone = try Self.plant(in: hub, leader: try #require(persons[.actionOwner]))
        var found = 0
        for role in Role.all {
            let code = try hub.office.invite(
                Invitation(role: role, centre: hub.centre, person: persons[role])
            )
            let device = try TestDevice(hub, code: code, name: role.rawValue)
            var captured: [(path: String, bytes: [UInt8])] = []
            for path in Self.pathsOfAll + ["/v1/zones/\(zone)?segments=true"] {
                let answer = try hub.get(path, headers: [device.authorization])
                captured.append((path, answer.body))
                captured.append((path, try hub.get(path).body))
            }
            captured += try Self.pulls(device)
            found += Self.search(captured, role)
        }
        // The needles are there to be found: the office has them.
        #expect(found > 20)
    }

    /// Every page of a first pull, as it came.
    private static func pulls(_ device: TestDevice) throws -> [(path: String, bytes: [UInt8])] {
        var out: [(path: String, bytes: [UInt8])] = []
        var cursor: Cursor?
        repeat {
            let answer = try device.hub.get(
                device.pullTarget(cursor),
                headers: [device.authorization]
            )
            #expect(answer.status == 200)
            out.append(("pull", answer.body))
            cursor = try answer.pull.end?.cursor
        } while cursor.map { !$0.isComplete } ?? false
        return out
    }

    /// Counts what was found where it may be, and objects to the rest.
    private static func search(_ captured: [(path: String, bytes: [UInt8])], _ role: Role) -> Int {
        var found = 0
        for (path, bytes) in captured {
            let text = String(decoding: bytes, as: UTF8.self)
            for needle in Needle.allCases where text.contains(needle.rawValue) {
                #expect(needle.mayReach(role) && path != "", "\(needle) in \(path) of \(role)")
                #expect(path == "pull" || path.hasPrefix("/v1/review"), "\(needle) in \(path)")
                found += 1
            }
        }
        return found
    }

    private static func person(_ name: String, in hub: TestHub) throws -> RowID {
        let person = Environment.system.newID()
        let made = try hub.office.submit([
            Edit(.person, person, set: ["displayName": .string(name)]),
            Edit(
                .centreMembership,
                Environment.system.newID(),
                set: [
                    "personId": person.json, "centreId": hub.centre.json, "source": "self",
                    "sinceOn": "2026-01-01",
                ]
            ),
        ])
        #expect(made.verdict != .refused, "\(made.findings)")
        return person
    }

    /// A minor and an adult of a blocked address who come to the leader's action; returns the zone.
    private static func plant(in hub: TestHub, leader: RowID) throws -> RowID {
        let (zone, task, shift) = (try hub.zone(), newID(), newID())
        let now = Environment.system.now()
        let (minor, adult) = (try person("Lill", in: hub), try person("Berit", in: hub))
        let starts: JSONValue = .integer(now + 86_400_000)
        let ends: JSONValue = .integer(now + 90_000_000)
        func about(_ entity: EntityName, _ person: RowID, _ set: JSONObject) -> Edit {
            let own: JSONObject = ["personId": person.json, "centreId": hub.centre.json]
            return Edit(entity, newID(), set: own.merging(set) { one, _ in one })
        }
        func contact(_ person: RowID, _ kind: String, _ value: Needle, _ owner: String) -> Edit {
            about(
                .contactPoint,
                person,
                [
                    "kind": .string(kind), "valueNormalised": .string(value.rawValue),
                    "ownedBy": .string(owner),
                ]
            )
        }
        let outcomes = try hub.office.submitAll([
            [
                about(
                    .personPrivate,
                    minor,
                    [
                        "givenName": "Lill", "familyName": needle(.minorFamily),
                        "birthOn": needle(.minorBirth), "guardianName": needle(.guardianName),
                        "note": needle(.note), "allergies": needle(.allergy),
                    ]
                ), contact(minor, "mobile", .minorPhone, "self"),
                contact(minor, "email", .minorMail, "self"),
                contact(minor, "phone", .guardianPhone, "guardian"),
            ],
            [
                about(
                    .personPrivate,
                    adult,
                    [
                        "givenName": "Berit", "addressBlocked": true,
                        "addressLine": needle(.blockedStreet),
                        "postalCode": needle(.blockedPostal),
                        "postalPlace": needle(.blockedPlace), "municipalityNo": "4204",
                    ]
                ), contact(adult, "mobile", .adultPhone, "self"),
            ],
            [
                Edit(
                    .task,
                    task,
                    set: [
                        "centreId": hub.centre.json, "kind": "cleanup", "title": "Rydding",
                        "state": "published", "zoneId": zone.json, "startsAt": starts,
                        "endsAt": ends, "ownerPersonId": leader.json, "isForFamilies": true,
                    ]
                )
            ],
            [
                Edit(
                    .shift,
                    shift,
                    set: [
                        "taskId": task.json, "startsAt": starts, "endsAt": ends, "slots": 10,
                    ]
                )
            ],
            [signup(minor, shift, now)], [signup(adult, shift, now)],
            [
                Edit(
                    .enquiry,
                    newID(),
                    set: [
                        "centreId": hub.centre.json, "fromPersonId": adult.json,
                        "subject": needle(.subject), "text": needle(.asked),
                        "receivedAt": .integer(now), "answer": needle(.answer),
                    ]
                )
            ],
            [
                Edit(
                    .litterReport,
                    newID(),
                    set: [
                        "centreId": hub.centre.json, "amount": "bagful", "seenAt": .integer(now),
                        "note": needle(.reporterNote),
                    ]
                )
            ],
        ])
        #expect(
            outcomes.allSatisfy { $0.verdict != .refused && $0.verdict != .held },
            "\(outcomes.map(\.findings))"
        )
        try declare(adult, in: hub)
        // An address that is written later goes the same way.
        let record = try hub.service.read {
            try $0.rows(.personPrivate, where: "personId", is: adult.json).first?.id
        }
        _ = try hub.office.submit([
            Edit(
                .personPrivate,
                try #require(record),
                set: ["addressLine": needle(.blockedStreet)]
            )
        ])
        return zone
    }

    /// What she says of herself, from her own device.
    private static func declare(_ person: RowID, in hub: TestHub) throws {
        let code = try hub.office.invite(
            Invitation(role: .volunteer, centre: hub.centre, person: person)
        )
        let device = try TestDevice(hub, code: code, name: "Berit")
        let declaration = try #require(RowID(Needle.declaration.rawValue))
        let own: JSONObject = ["personId": person.json, "centreId": hub.centre.json]
        let yes: JSONObject = [
            "purpose": "special_category", "choice": "given", "givenBy": "self",
            "givenAt": .integer(Environment.system.now()),
        ]
        let outcomes = try device.push([
            device.operation(
                1,
                [
                    Edit(.consent, newID(), set: own.merging(yes) { one, _ in one }),
                    Edit(
                        .selfDeclaration,
                        declaration,
                        set: own.merging(["born": "abroad"]) { one, _ in one }
                    ),
                ]
            )
        ]).outcomes
        #expect(outcomes.allSatisfy { $0.verdict == .applied }, "\(outcomes.map(\.findings))")
        // It is there to be found: she is sent it herself.
        #expect(try device.pull().rows.contains { $0.id == declaration })
    }

    private static func signup(_ person: RowID, _ shift: RowID, _ now: Int64) -> Edit {
        Edit(
            .signup,
            newID(),
            set: [
                "personId": person.json, "shiftId": shift.json, "wish": "wants",
                "wishedAt": .integer(now),
            ]
        )
    }

    private static func needle(_ needle: Needle) -> JSONValue { .string(needle.rawValue) }

    private static func newID() -> RowID { Environment.system.newID() }
}
