import Coordination
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md M1: passes never linked are anonymised after a documented time.
@Suite struct PassEndTests {
    let village: Village
    private static let pass = RowID(860)

    init() throws {
        village = try Village()
        try village.hub.submit(
            [
                Edit(
                    .claimToken,
                    Self.pass,
                    set: [
                        "centreId": Village.centre.json, "secretHash": "00",
                        "expiresAt": .integer(Village.noon("2026-04-01")),
                    ]
                ),
                Edit(
                    .claim,
                    RowID(200),
                    set: [
                        "segmentId": Village.segment.json, "byName": "Kari fra Nordvika",
                        "tokenId": Self.pass.json, "fromAt": .integer(Village.start),
                        "expiresAt": .integer(Village.noon("2026-03-05")),
                    ]
                ),
            ],
            by: village.owner
        )
    }

    private func link() throws -> Answer {
        try village.hub.submit(
            Edit(.claimToken, Self.pass, set: ["personId": Village.ola.json]),
            by: village.coordinator
        )
    }

    @Test func `a year after its end a pass is nobody's, and its work still counts`() throws {
        try village.hub.tick(at: Village.noon("2027-04-01"))
        #expect(village.row(Self.pass)?["anonymisedAt"] == nil)
        try village.hub.tick(at: Village.noon("2027-04-02"))
        #expect(village.row(Self.pass)?["anonymisedAt"] != nil)
        #expect(village.row(RowID(200))?["byName"] == "–")
        #expect(village.row(RowID(200))?["tokenId"] == Self.pass.json)
        #expect(try link() == .refused(["token.anonymised"]))
        #expect(try village.hub.tick(at: Village.noon("2027-04-03")) == 0)
    }

    @Test func `a pass that was linked in time keeps its history`() throws {
        #expect(try link() == .accepted)
        try village.hub.tick(at: Village.noon("2028-01-01"))
        #expect(village.row(Self.pass)?["anonymisedAt"] == nil)
        #expect(village.row(RowID(200))?["byName"] == "Kari fra Nordvika")
    }
}
