import Coordination
import SyncCore
import SyncEngine
import Testing

@Suite struct FactTests {
    let village: Village

    init() throws { village = try Village() }

    private let stranger = Actor(
        role: .actionOwner,
        centre: Village.centre,
        person: Village.ola,
        origin: 21
    )

    private func report(
        _ id: UInt64,
        replaces: UInt64? = nil,
        person: RowID? = nil,
        centre: RowID = Village.centre
    ) -> Edit {
        var set: JSONObject = [
            "centreId": centre.json, "reportedAt": .integer(Village.start), "bagsFull": 4,
        ]
        set["replaces"] = replaces.map { RowID($0).json }
        set["reportedById"] = person?.json
        return Edit(.cleanupReport, RowID(id), set: set)
    }

    @Test func `nobody takes a stranger's report out of the totals`() throws {
        try village.hub.submit(report(300), by: village.owner)
        let edit = report(301, replaces: 300)
        #expect(try village.hub.submit(edit, by: stranger) == .held(["fact.others"]))
        #expect(try village.hub.submit(edit, by: village.owner) == .accepted)
    }

    @Test func `the office and whom a report is about correct it`() throws {
        try village.hub.submit(report(300, person: Village.ola), by: village.owner)
        #expect(
            try village.hub.submit(report(301, replaces: 300), by: stranger) == .accepted
        )
        try village.hub.submit(report(302), by: village.owner)
        #expect(
            try village.hub.submit(report(303, replaces: 302), by: village.coordinator)
                == .accepted
        )
    }

    @Test func `a correction stays in its centre and with its kind`() throws {
        try village.hub.submit(report(300), by: village.owner)
        let neighbour = Actor(role: .coordinator, centre: Village.otherCentre, person: nil)
        let foreign = report(301, replaces: 300, centre: Village.otherCentre)
        #expect(try village.hub.submit(foreign, by: neighbour) == .held(["fact.others"]))
        let zone = report(301, replaces: Village.zone.low)
        #expect(try village.hub.submit(zone, by: village.owner) == .held(["fact.others"]))
    }

    @Test func `a correction does not correct itself`() throws {
        #expect(
            try village.hub.submit(report(300, replaces: 300), by: village.coordinator)
                == .refused(["fact.replaces_itself"])
        )
    }

    @Test func `a contested correction counts only once a person has taken it`() throws {
        try village.hub.submit(report(300), by: village.owner)
        try village.hub.submit(report(301, replaces: 300), by: village.owner)
        try village.hub.submit(report(302, replaces: 300), by: village.owner)
        func counts(_ id: UInt64) -> Bool? {
            village.row(RowID(id)).map { CleanupReportView($0).counts }
        }
        func settle(on id: UInt64) throws {
            let edit = Edit(.cleanupReport, RowID(300), set: ["replacedBy": RowID(id).json])
            try village.hub.submit(edit, by: .hub)
        }
        try settle(on: 301)
        #expect([300, 301, 302].map(counts) == [false, true, false])
        try settle(on: 302)
        #expect([300, 301, 302].map(counts) == [false, false, true])
    }
}
