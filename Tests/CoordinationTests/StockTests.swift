import Coordination
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md B6: equipment that adds up.
@Suite struct StockTests {
    let village: Village
    private static let depot = RowID(800)

    init() throws {
        village = try Village()
        let set: JSONObject = [
            "centreId": Village.centre.json, "name": "Brygga", "restockBelow": ["glove": 20],
        ]
        #expect(
            try village.hub.submit(
                Edit(.equipmentDepot, Self.depot, set: set),
                by: village.coordinator
            )
                == .accepted
        )
    }

    private func move(
        _ id: UInt64,
        _ delta: Int64,
        _ reason: String,
        item: String = "glove",
        replaces: RowID? = nil
    ) -> Edit {
        var set: JSONObject = [
            "depotId": Self.depot.json, "item": .string(item), "delta": .integer(delta),
            "reason": .string(reason), "movedAt": .integer(Village.start),
        ]
        set["replaces"] = replaces?.json
        return Edit(.stockMovement, RowID(id), set: set)
    }

    private func submit(_ edit: Edit) throws {
        #expect(try village.hub.submit(edit, by: village.owner) == .accepted)
    }

    private var depot: DepotView {
        DepotView(village.row(Self.depot) ?? RowState(entity: .equipmentDepot, id: Self.depot))
    }

    private var reviews: [RowState] {
        village.hub.world.rows(.reviewItem, where: "subjectId", is: Self.depot.json)
    }

    @Test func `the stock is the sum of the movements`() throws {
        try submit(move(801, 40, "in"))
        try submit(move(802, -15, "issue"))
        try submit(move(803, 10, "return"))
        try submit(move(804, -1, "lost"))
        try submit(move(805, 6, "in", item: "picker"))
        try submit(move(806, -2, "count"))
        #expect(depot.stock["glove"] == 32)
        #expect(depot.stock["picker"] == 6)
        #expect(!depot.isOversold)
        #expect(depot.toRestock.isEmpty)
        try submit(move(807, -13, "issue"))
        #expect(depot.toRestock["glove"] == 1)
        #expect(reviews.isEmpty)
    }

    @Test func `of two issues that are too many together both stand, and a person is asked once`()
        throws
    {
        try submit(move(801, 10, "in"))
        try submit(move(802, -8, "issue"))
        try submit(move(803, -8, "issue"))
        #expect(depot.stock["glove"] == -6)
        #expect(depot.isOversold)
        #expect(reviews.count == 1)
        #expect(reviews.first?["kind"] == "depot.oversold")
        try submit(move(804, -1, "issue"))
        try submit(move(805, -1, "issue", item: "picker"))
        #expect(reviews.count == 1)
        try submit(move(806, 30, "in"))
        try submit(move(807, 1, "in", item: "picker"))
        #expect(!depot.isOversold)
        #expect(depot.stock["glove"] == 23)
    }

    @Test func `a correction counts in the place of what it corrects`() throws {
        try submit(move(801, 100, "in"))
        try submit(move(802, 10, "in", replaces: RowID(801)))
        try village.hub.submit(
            Edit(.stockMovement, RowID(801), set: ["replacedBy": RowID(802).json]),
            by: .hub
        )
        try submit(move(803, -1, "issue"))
        #expect(depot.stock["glove"] == 9)
    }

    @Test func `a movement that was none is taken back by a correction to nothing`() throws {
        try submit(move(801, 10, "in"))
        try submit(move(802, 0, "in", replaces: RowID(801)))
        try village.hub.submit(
            Edit(.stockMovement, RowID(801), set: ["replacedBy": RowID(802).json]),
            by: .hub
        )
        try submit(move(803, 1, "in", item: "picker"))
        #expect(depot.stock["glove"] ?? 0 == 0)
    }

    @Test(arguments: [
        ("in", 1, true), ("in", -1, false), ("return", 0, false), ("issue", -1, true),
        ("issue", 1, false), ("lost", 3, false), ("count", -4, true), ("count", 0, false),
    ])
    func `what comes is above nought and what goes is below`(
        reason: String,
        delta: Int64,
        isRight: Bool
    ) throws {
        let answer = try village.hub.submit(move(801, delta, reason), by: village.owner)
        #expect(answer == (isRight ? .accepted : .refused(["stock.sign"])))
    }

    @Test(
        arguments: ["ten", ["glove": "ten"], ["glove": -1], ["glove": 1_000_001], ["a", "b"]]
            as [JSONValue]
    )
    func `what is wanted is a number of each item`(wanted: JSONValue) throws {
        let edit = Edit(.equipmentDepot, Self.depot, set: ["restockBelow": wanted])
        #expect(
            try village.hub.submit(edit, by: village.coordinator) == .refused(["depot.restock"])
        )
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `no order of arrival changes the stock`(seed: UInt64) throws {
        var dice = Dice(seed)
        var waiting = (0..<60).map { number in
            let delta = Int64(dice.below(20) + 1)
            let isIn = dice.below(2) == 0
            return move(UInt64(900 + number), isIn ? delta : -delta, isIn ? "in" : "issue")
        }
        let sum = waiting.reduce(0) { $0 + ($1.set["delta"]?.integer ?? 0) }
        while !waiting.isEmpty {
            try submit(waiting.remove(at: dice.below(waiting.count)))
        }
        #expect(depot.stock["glove"] == sum)
        #expect(depot.isOversold == (sum < 0))
    }
}
