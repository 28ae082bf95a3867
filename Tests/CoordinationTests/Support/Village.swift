import Coordination
import Geometry
import SyncCore
import SyncEngine

/// A centre with a zone of two segments, a task with a shift, and the people who work there.
struct Village {
    let hub: TestHub

    static let centre = RowID(1)
    static let otherCentre = RowID(2)
    static let zone = RowID(10)
    static let segment = RowID(11)
    static let secondSegment = RowID(12)
    static let operatorFirm = RowID(20)
    static let task = RowID(30)
    static let shift = RowID(31)
    static let kari = RowID(101)
    static let ola = RowID(102)

    let coordinator = Actor(role: .coordinator, centre: centre, person: nil, origin: 11)
    let manager = Actor(role: .manager, centre: centre, person: nil, origin: 12)
    let officer = Actor(role: .officer, centre: centre, person: nil, origin: 13)
    let owner = Actor(role: .actionOwner, centre: centre, person: nil, origin: 14)
    let karisPhone = Actor(role: .volunteer, centre: centre, person: kari, origin: 15)

    /// Noon in Norway on this day.
    static func noon(_ day: String) -> Int64 {
        LocalDate(day).map { OsloTime.start(of: $0) + 12 * 3_600_000 } ?? 0
    }

    static let start = noon("2026-03-01")

    init() throws {
        hub = try TestHub(now: Self.start)
        try hub.submit(
            [
                Edit(.volunteerCentre, Self.centre, set: ["name": "Strand frivilligsentral"]),
                Edit(.volunteerCentre, Self.otherCentre, set: ["name": "Nabo frivilligsentral"]),
                Edit(
                    .organisation,
                    Self.operatorFirm,
                    set: ["centreId": Self.centre.json, "name": "Rydd AS", "kind": "operator"]
                ),
                Edit(
                    .cleanupZone,
                    Self.zone,
                    set: [
                        "centreId": Self.centre.json, "name": "Nordvika",
                        "mode": "self_organised", "geometry": Shapes.zone,
                    ]
                ),
                Self.segment(Self.segment, Shapes.line(north: 0)),
                Self.segment(Self.secondSegment, Shapes.line(north: 2000)),
                Edit(
                    .task,
                    Self.task,
                    set: [
                        "centreId": Self.centre.json, "kind": "event", "title": "Dugnad",
                        "state": "published", "startsAt": .integer(Self.noon("2026-09-10")),
                        "endsAt": .integer(Self.noon("2026-09-12")),
                    ]
                ),
                Edit(
                    .shift,
                    Self.shift,
                    set: [
                        "taskId": Self.task.json, "slots": 1,
                        "startsAt": .integer(Self.noon("2026-09-10")),
                        "endsAt": .integer(Self.noon("2026-09-11")),
                    ]
                ),
            ] + Self.person(Self.kari, "Kari") + Self.person(Self.ola, "Ola"),
            by: .hub
        )
    }

    private static func segment(_ id: RowID, _ line: JSONValue) -> Edit {
        Edit(.segment, id, set: ["zoneId": zone.json, "geometry": line])
    }

    private static func person(_ id: RowID, _ name: String) -> [Edit] {
        [
            Edit(.person, id, set: ["displayName": .string(name)]),
            Edit(
                .centreMembership,
                RowID(id.low + 1000),
                set: ["personId": id.json, "centreId": centre.json]
            ),
        ]
    }

    func row(_ id: RowID) -> RowState? { hub.world.row(id) }

    func notices(_ code: String) -> [RowState] {
        hub.world.rows(.notice, where: "code", is: .string(code))
    }
}

extension RowID {
    /// A short id for tests.
    init(_ number: UInt64) { self.init(high: 0, low: number) }
}

/// Shapes around 5.30 E, 60.40 N.
enum Shapes {
    private static let south = 60.4
    /// Metres of one degree of latitude there, WGS 84.
    private static let metresPerDegree = 111_419.0

    /// A kilometre of shore from west to east, so many metres north of the zone's southern edge.
    static func line(north metres: Double) -> JSONValue {
        let latitude = JSONValue.double(south + metres / metresPerDegree)
        return [
            "type": "LineString",
            "coordinates": [[.double(5.3), latitude], [.double(5.32), latitude]],
        ]
    }

    static let zone: JSONValue = box(from: -500, to: 3000)

    /// A reserve that ends so many metres south of the first segment.
    static func reserve(southBy metres: Double) -> JSONValue {
        box(from: -metres - 300, to: -metres)
    }

    static func box(from low: Double, to high: Double) -> JSONValue {
        let bottom = JSONValue.double(south + low / metresPerDegree)
        let top = JSONValue.double(south + high / metresPerDegree)
        let west = JSONValue.double(5.29)
        let east = JSONValue.double(5.33)
        return [
            "type": "Polygon",
            "coordinates": [
                [[west, bottom], [east, bottom], [east, top], [west, top], [west, bottom]]
            ],
        ]
    }
}
