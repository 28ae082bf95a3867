import Coordination
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md M5: later sums tell nothing of those who came, left or answered otherwise between.
@Suite struct DeclarationSumTests {
    let village: Village

    init() throws { village = try Village() }

    /// Somebody new says yes and what she has to say.
    private func declare(_ number: UInt64, _ said: JSONObject) throws {
        let person = RowID(10_000 + number)
        var set: JSONObject = ["personId": person.json, "centreId": Village.centre.json]
        set.merge(said) { $1 }
        try village.hub.submit(
            [
                Edit(.person, person, set: ["displayName": "Frivillig"]),
                Edit(
                    .centreMembership,
                    RowID(20_000 + number),
                    set: ["personId": person.json, "centreId": Village.centre.json]
                ),
                Edit(
                    .consent,
                    RowID(30_000 + number),
                    set: [
                        "personId": person.json, "centreId": Village.centre.json,
                        "purpose": "special_category", "choice": "given", "givenBy": "self",
                        "givenAt": .integer(Village.start),
                    ]
                ),
                Edit(.selfDeclaration, RowID(40_000 + number), set: set),
            ],
            by: .hub
        )
    }

    private func declare(_ numbers: Range<UInt64>, abroad: UInt64) throws {
        for number in numbers {
            let isAbroad = number - numbers.lowerBound < abroad
            try declare(
                number,
                [
                    "born": isAbroad ? "abroad" : "in_norway",
                    "work": number % 2 == 0 ? "working" : "pensioner",
                ]
            )
        }
    }

    private func tables(_ quarter: String) -> JSONValue? {
        village.hub.world.rows(.declarationSum, where: "quarter", is: .string(quarter)).first?[
            "tables"
        ]
    }

    private func table(_ quarter: String, _ attributes: JSONValue) -> JSONValue? {
        tables(quarter)?.array?.first { $0["attributes"] == attributes }?["cells"]
    }

    @Test func `a quarter is counted once it is over, and what was counted stays`() throws {
        try declare(0..<30, abroad: 10)
        #expect(village.hub.world.rows(.declarationSum).isEmpty)
        try village.hub.tick(at: Village.noon("2026-04-01"))
        #expect(table("2026-Q1", ["born"]) == ["abroad": 10, "in_norway": 20])
        #expect(
            table("2026-Q1", ["born", "work"]) == [
                "abroad": ["working": 5, "pensioner": 5],
                "in_norway": ["working": 10, "pensioner": 10],
            ]
        )
        // Nobody has said anything of the rest, so nothing is told of it.
        #expect(tables("2026-Q1")?.array?.count == 3)
        let told = tables("2026-Q1")
        for edit in [
            Edit(.consent, RowID(30_000), set: ["choice": "withdrawn"]),
            Edit(.selfDeclaration, RowID(40_001), set: ["born": "in_norway"]),
            Edit(.selfDeclaration, RowID(40_002), mark: .removed),
        ] {
            try village.hub.submit(edit, by: .hub)
            try village.hub.tick(at: Village.noon("2026-05-01"))
            #expect(tables("2026-Q1") == told)
            #expect(village.hub.world.rows(.declarationSum).count == 1)
        }
    }

    @Test func `those of the next quarter are others, and too few wait`() throws {
        try declare(0..<30, abroad: 10)
        try village.hub.tick(at: Village.noon("2026-04-01"))
        try declare(100..<129, abroad: 10)
        try village.hub.tick(at: Village.noon("2026-07-01"))
        #expect(village.hub.world.rows(.declarationSum).count == 2)
        #expect(tables("2026-Q2") == nil)
        try declare(200..<201, abroad: 0)
        try village.hub.tick(at: Village.noon("2026-08-01"))
        #expect(tables("2026-Q2") == nil)
        try village.hub.tick(at: Village.noon("2026-10-01"))
        #expect(table("2026-Q3", ["born"]) == ["abroad": 10, "in_norway": 20])
        #expect(table("2026-Q1", ["born"]) == ["abroad": 10, "in_norway": 20])
        // Who has waited is counted, and not again.
        try village.hub.tick(at: Village.noon("2027-01-01"))
        #expect(tables("2026-Q4") == nil)
    }

    @Test func `a quarter closes by how many there are, and not by what they said`() throws {
        // All but four say the same: nothing is told of them, and they are counted all the same.
        try declare(0..<30, abroad: 4)
        try village.hub.tick(at: Village.noon("2026-04-01"))
        #expect(table("2026-Q1", ["born"]) == nil)
        try declare(100..<101, abroad: 1)
        try village.hub.tick(at: Village.noon("2026-07-01"))
        // With one more they would be five, and whoever knows that she came would know what she said.
        #expect(tables("2026-Q2") == nil)
    }

    @Test func `who takes back her yes before it is counted is not in it`() throws {
        try declare(0..<31, abroad: 10)
        try village.hub.submit(
            Edit(.consent, RowID(30_000), set: ["choice": "withdrawn"]),
            by: .hub
        )
        try village.hub.tick(at: Village.noon("2026-04-01"))
        #expect(table("2026-Q1", ["born"]) == ["abroad": 9, "in_norway": 21])
    }

    @Test func `nothing is counted where nobody said anything`() throws {
        try village.hub.tick(at: Village.noon("2026-04-01"))
        #expect(village.hub.world.rows(.declarationSum).isEmpty)
    }
}
