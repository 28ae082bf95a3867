import SyncCore

/// One centre's rows, and what its four devices do with them.
struct CentreSeason {
    let id: RowID
    let setUp: [[Edit]]
    private let scale: Int
    private let persons: [RowID]
    private let tasks: [RowID]
    private let zones: [RowID]

    /// Rows of a centre at scale 1; with 50 centres 2,000 volunteers, 5,000 tasks, and 20,000 zones and reports.
    private enum Size {
        static let persons = 40
        static let tasks = 100
        static let zones = 200
        static let reports = 200
    }

    init(scale: Int, ids: inout Ids) {
        self.scale = scale
        id = ids.next()
        persons = (0..<Size.persons * scale).map { _ in ids.next() }
        tasks = (0..<Size.tasks * scale).map { _ in ids.next() }
        zones = (0..<Size.zones * scale).map { _ in ids.next() }
        let centre = id.json
        var setUp: [[Edit]] = []
        for (place, person) in persons.enumerated() {
            let name: JSONValue = .string("Frivillig nummer \(place)")
            setUp.append([
                Edit("person", person, set: ["displayName": name, "language": "nb"]),
                Edit(
                    "centreMembership",
                    ids.next(),
                    set: ["personId": person.json, "centreId": centre]
                ),
            ])
        }
        for (place, task) in tasks.enumerated() {
            let title: JSONValue = .string("Strandrydding \(place)")
            setUp.append([
                Edit(
                    "task",
                    task,
                    set: ["centreId": centre, "kind": "cleanup", "title": title, "state": "draft"]
                )
            ])
        }
        for (place, zone) in zones.enumerated() {
            setUp.append([
                Edit(
                    "cleanupZone",
                    zone,
                    set: ["centreId": centre, "name": .string("Vika \(place)")]
                )
            ])
        }
        for place in 0..<Size.reports * scale {
            let zone = zones[place % zones.count]
            setUp.append([Self.report(ids.next(), centre: centre, zone: zone, place)])
        }
        self.setUp = setUp
    }

    /// 500 changes for each step of the scale: a fifth of what a pair of devices changes outside its reports is
    /// on fields the other changes, too.
    func deeds(of slot: Int, ids: inout Ids) -> [Season.Deed] {
        (0..<scale).flatMap { round in deeds(of: slot, round, &ids) }
    }

    private func deeds(of slot: Int, _ round: Int, _ ids: inout Ids) -> [Season.Deed] {
        let owns = Owned(slot: slot, round: round)
        // The odd one of a pair changes names and descriptions of the other one's zones.
        let met = Owned(slot: slot & ~1, round: round)
        var deeds: [Season.Deed] = []
        for place in 0..<40 {
            let report = Self.report(
                ids.next(),
                centre: id.json,
                zone: zones[owns.zone(place)],
                place
            )
            deeds.append(deed([report], deeds.count, slot))
        }
        for place in 0..<25 {
            let task = tasks[owns.task(place)]
            let start = Self.season + Int64(place) * 86_400_000
            add(
                &deeds,
                slot,
                "task",
                task,
                ["startsAt": .integer(start), "endsAt": .integer(start + 7_200_000)]
            )
            add(
                &deeds,
                slot,
                "task",
                task,
                [
                    "title": text("Rydding", slot, place),
                    "description": text("Ta med hansker", slot, place),
                ]
            )
            add(&deeds, slot, "task", task, ["capacity": .integer(Int64(10 + place))])
        }
        for place in 0..<50 {
            let own = zones[owns.zone(place)]
            let zone = zones[met.zone(place)]
            add(
                &deeds,
                slot,
                "cleanupZone",
                zone,
                ["description": text("Rullestein og tang", slot, place)]
            )
            add(&deeds, slot, "cleanupZone", zone, ["name": text("Vika", slot, place)])
            add(&deeds, slot, "cleanupZone", own, ["landowner": text("Grunneier", slot, place)])
        }
        for place in 0..<10 {
            let person = persons[owns.person(place)]
            add(&deeds, slot, "person", person, ["displayName": text("Frivillig", slot, place)])
            add(&deeds, slot, "person", person, ["language": "nn"])
        }
        for place in 0..<5 {
            add(
                &deeds,
                slot,
                "task",
                tasks[owns.task(place)],
                ["minAge": .integer(Int64(10 + slot))]
            )
        }
        return deeds
    }

    private func add(
        _ deeds: inout [Season.Deed],
        _ slot: Int,
        _ entity: EntityName,
        _ row: RowID,
        _ set: JSONObject
    ) {
        deeds.append(deed([Edit(entity, row, set: set)], deeds.count, slot))
    }

    /// The odd one is the later on every other operation, so that half of the conflicts are won by who comes first.
    private func deed(_ edits: [Edit], _ place: Int, _ slot: Int) -> Season.Deed {
        let isLater = slot % 2 == 1 && place % 2 == 1
        return Season.Deed(
            edits: edits,
            ago: (isLater ? 600_000 : slot % 2 == 1 ? 1_800_000 : 1_200_000) - Int64(place)
        )
    }

    private func text(_ words: String, _ slot: Int, _ place: Int) -> JSONValue {
        .string("\(words), sett av enhet \(slot) som nummer \(place)")
    }

    private static let season: Int64 = 1_777_000_000_000

    private static func report(_ id: RowID, centre: JSONValue, zone: RowID, _ place: Int) -> Edit {
        Edit(
            "litterReport",
            id,
            set: [
                "centreId": centre, "zoneId": zone.json, "amount": "bagful",
                "seenAt": .integer(1_767_225_600_000 + Int64(place)),
                "note": .string("Isopor og tau ved steinene, nummer \(place)."),
            ]
        )
    }

    /// Which rows of its centre a device changes in one round: no other device has them but by a conflict.
    private struct Owned {
        let slot: Int
        let round: Int

        func person(_ place: Int) -> Int { (round * 4 + slot) * 10 + place }
        func task(_ place: Int) -> Int { (round * 4 + slot) * 25 + place }
        func zone(_ place: Int) -> Int { (round * 4 + slot) * 50 + place }
    }
}
