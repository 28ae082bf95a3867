import Coordination
import Geometry
import SyncCore
import SyncEngine
import Synchronization

/// A store as large as the country, or a part of it: every centre as large as the mean one.
///
/// The rows are written by the hub's own hand, as its rules write, so that they are the ones a push would leave behind,
/// with history, look-ups, scopes and sums, without each being judged.
struct NationalStore {
    /// 515 centres, a million persons, five million sign-ups and a million stretches, divided by `part`.
    struct Size {
        let part: Int
        var centres: Int { max(1, 515 / part) }
        static let personsOfCentre = 1_942
        static let zonesOfCentre = 20
        static let segmentsOfZone = 97
        static let tasksOfCentre = 100
        static let signupsOfShift = 97
        static let reportsOfCentre = 200
        static let bansOfCentre = 7
        /// One centre in so many is the first of a municipality; there are 357.
        static let municipalities = 357

        var persons: Int { centres * Self.personsOfCentre }
        var segments: Int { centres * Self.zonesOfCentre * Self.segmentsOfZone }
        var signups: Int { centres * Self.tasksOfCentre * Self.signupsOfShift }
    }

    let path: String
    let size: Size
    private(set) var centres: [RowID] = []
    /// Tasks of the first centre that are drafts yet, with all they need to be published.
    private(set) var drafts: [RowID] = []

    init(_ size: Size, in scratch: Scratch, progress: (Int) -> Void) throws {
        self.size = size
        path = scratch.file("hub.db")
        let plants = Plants()
        let domain = PlantingDomain(wrapped: try Coordination.domain(), plants: plants)
        let first = try HubService.found(
            path: path,
            centre: "Benk frivilligsentral",
            municipality: nil,
            domain: domain,
            environment: .system
        )
        let service = try HubService(path: path, domain: domain, environment: .system)
        defer { service.close() }
        for number in 0..<size.centres {
            // The store's own office may publish in the first one.
            let made = NationalCentre(number, number == 0 ? first : Environment.system.newID())
            centres.append(made.id)
            if number == 0 { drafts = made.drafts }
            for part in made.rows {
                plants.add(part)
                guard try service.write({ try $0.tick() }) else {
                    throw Scratch.Failure(what: "the rows were not written")
                }
            }
            progress(number + 1)
        }
    }

    /// Edits for the next tick.
    private final class Plants: Sendable {
        private let edits = Mutex<[Edit]>([])
        func add(_ more: [Edit]) { edits.withLock { $0 += more } }
        func take() -> [Edit] {
            edits.withLock { edits in
                defer { edits = [] }
                return edits
            }
        }
    }

    private struct PlantingDomain: WrappedDomain {
        let wrapped: any Domain
        let plants: Plants

        func tick(in world: any World) throws -> [Edit] { plants.take() }

        func consequences(
            of changes: [RowChange],
            by actor: Actor,
            in world: any World
        ) throws -> [Edit] { [] }
    }
}

/// One centre's rows: zones along a shore of their own, stretches, people, tasks with sign-ups, reports.
struct NationalCentre {
    typealias Size = NationalStore.Size

    let id: RowID
    let drafts = (0..<NationalReport.asked).map { _ in newID() }
    private let number: Int
    private let persons = (0..<Size.personsOfCentre).map { _ in newID() }
    private let organisation = newID()
    private let zones = (0..<Size.zonesOfCentre).map { _ in newID() }
    /// By zone, along the shore.
    private let segments = (0..<Size.zonesOfCentre).map { _ in
        (0..<Size.segmentsOfZone).map { _ in newID() }
    }
    private let now = Environment.system.now()

    init(_ number: Int, _ id: RowID) {
        self.number = number
        self.id = id
    }

    private static func newID() -> RowID { Environment.system.newID() }

    /// In parts that one commit takes.
    var rows: [[Edit]] { [places, people] + work }

    /// A place at one of a centre's stretches.
    static func somewhere(_ centre: Int, _ chance: Int) -> Position {
        let zone = chance % Size.zonesOfCentre
        let segment = chance / Size.zonesOfCentre % Size.segmentsOfZone
        let (east, north) = point(centre, zone, segment)
        return Position(longitude: east + 0.003, latitude: north)
    }

    private func point(_ zone: Int, _ segment: Int) -> (Double, Double) {
        Self.point(number, zone, segment)
    }

    private static func point(_ number: Int, _ zone: Int, _ segment: Int) -> (Double, Double) {
        let row = number % 25
        let column = number / 25
        return (
            5 + Double(column) * 0.5 + Double(zone) * 0.02,
            58 + Double(row) * 0.4 + Double(segment) * 0.002
        )
    }

    private func position(_ zone: Int, _ segment: Int) -> JSONValue {
        let (east, north) = point(zone, segment)
        return [.double(east), .double(north)]
    }

    private var places: [Edit] {
        let no = 1000 + number % Size.municipalities
        var edits = [
            Edit(
                .volunteerCentre,
                id,
                set: ["name": .string("Sentral \(number)"), "isActive": true],
                add: ["municipalityNos": ["\(no)"]]
            )
        ]
        for (place, zone) in zones.enumerated() {
            let (east, north) = point(place, 0)
            let ring: [(Double, Double)] = [
                (east, north), (east + 0.01, north), (east + 0.01, north + 0.2),
                (east, north + 0.2), (east, north),
            ]
            edits.append(
                Edit(
                    .cleanupZone,
                    zone,
                    set: [
                        "centreId": id.json, "name": .string("Sone \(place)"),
                        "mode": "self_organised", "status": "active",
                        "municipalityNo": .string("\(no)"),
                        "geometry": [
                            "type": "Polygon",
                            "coordinates": [.array(ring.map { [.double($0.0), .double($0.1)] })],
                        ],
                    ]
                )
            )
            for segment in 0..<Size.segmentsOfZone {
                edits.append(stretch(zone, place, segment))
            }
        }
        edits += (0..<Size.reportsOfCentre).map(report) + (0..<Size.bansOfCentre).map(ban)
        edits.append(
            Edit(
                .organisation,
                organisation,
                set: ["centreId": id.json, "name": "Turlaget", "kind": "registered"]
            )
        )
        return edits
    }

    /// Some name the stretch, some only the zone, some where in it they stood.
    private func report(_ number: Int) -> Edit {
        let zone = number % zones.count
        let segment = number * 7 % Size.segmentsOfZone
        var set: JSONObject = [
            "centreId": id.json, "zoneId": zones[zone].json,
            "amount": number % 3 == 0 ? "bagful" : "handful", "method": "on_foot",
            "seenAt": .integer(now - Int64(number) * 86_400_000),
        ]
        switch number / zones.count % 5 {
        case 0: break
        case 1, 2: set["point"] = ["type": "Point", "coordinates": position(zone, segment)]
        default: set["segmentId"] = segments[zone][segment].json
        }
        return Edit(.litterReport, Self.newID(), set: set)
    }

    /// A nesting season in a square of a kilometre.
    private func ban(_ number: Int) -> Edit {
        let (east, north) = point(number * 3 % zones.count, number * 13)
        let ring: [(Double, Double)] = [
            (east - 0.008, north), (east - 0.002, north), (east - 0.002, north + 0.01),
            (east - 0.008, north + 0.01), (east - 0.008, north),
        ]
        return Edit(
            .accessRestriction,
            Self.newID(),
            set: [
                "centreId": id.json, "name": .string("Reservat \(number)"), "kind": "traffic",
                "bufferM": 50, "windows": ["04-15/07-31"],
                "geometry": [
                    "type": "Polygon",
                    "coordinates": [.array(ring.map { [.double($0.0), .double($0.1)] })],
                ],
            ]
        )
    }

    private func stretch(_ zone: RowID, _ place: Int, _ segment: Int) -> Edit {
        Edit(
            .segment,
            segments[place][segment],
            set: [
                "zoneId": zone.json, "position": .integer(Int64(segment)), "lengthM": 220,
                "state": "free",
                "geometry": [
                    "type": "LineString",
                    "coordinates": [position(place, segment), position(place, segment + 1)],
                ],
            ]
        )
    }

    private var people: [Edit] {
        persons.enumerated().flatMap { place, person in
            [
                Edit(.person, person, set: ["displayName": .string("Frivillig \(place)")]),
                Edit(
                    .centreMembership,
                    Self.newID(),
                    set: ["personId": person.json, "centreId": id.json, "source": "import"]
                ),
            ]
        }
    }

    /// A task in ten is still to come, and some are drafts; ten tasks a commit.
    private var work: [[Edit]] {
        var parts: [[Edit]] = []
        var part = drafts.map { task($0, state: "draft", days: 30, number: 0) }
        // On the day of the drafts, 11 km from them.
        part.append(task(Self.newID(), state: "published", days: 30, number: 10, isTheirs: true))
        for task in 0..<Size.tasksOfCentre {
            let isAhead = task % 10 == 0
            let days = Int64(isAhead ? task + 1 : -task)
            let row = Self.newID()
            part.append(
                self.task(
                    row,
                    state: isAhead ? "published" : "closed",
                    days: days,
                    number: task,
                    isTheirs: task % 30 == 0
                )
            )
            let shift = Self.newID()
            let starts = now + days * 86_400_000
            part.append(
                Edit(
                    .shift,
                    shift,
                    set: [
                        "taskId": row.json, "startsAt": .integer(starts),
                        "endsAt": .integer(starts + 7_200_000), "slots": 120,
                    ]
                )
            )
            for signup in 0..<Size.signupsOfShift {
                let person = persons[(task * Size.signupsOfShift + signup) % persons.count]
                part.append(
                    Edit(
                        .signup,
                        Self.newID(),
                        set: [
                            "shiftId": shift.json, "personId": person.json, "wish": "wants",
                            "wishedAt": .integer(now), "placement": "confirmed",
                            "placedAt": .integer(now),
                        ]
                    )
                )
            }
            if task % 10 == 9 {
                parts.append(part)
                part = []
            }
        }
        return parts
    }

    private func task(
        _ row: RowID,
        state: String,
        days: Int64,
        number: Int,
        isTheirs: Bool = false
    ) -> Edit {
        let starts = now + days * 86_400_000
        let zone = number % zones.count
        var set: JSONObject = [
            "centreId": id.json, "kind": "cleanup", "title": .string("Rydding \(number)"),
            "state": .string(state), "zoneId": zones[zone].json,
            "startsAt": .integer(starts), "endsAt": .integer(starts + 7_200_000),
            "ownerPersonId": persons[0].json, "isForFamilies": true,
        ]
        if isTheirs { set["organisationId"] = organisation.json }
        let stretches = segments[zone].dropFirst(number % 90).prefix(3).map(\.description)
        return Edit(.task, row, set: set, add: ["segmentIds": stretches])
    }
}
