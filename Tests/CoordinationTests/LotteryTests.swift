import Coordination
import SyncCore
import SyncEngine
import Testing

/// DOMAIN.md B7: same tickets and same seed, same winners on every machine.
@Suite struct LotteryTests {
    private static let draw = RowID(800)

    @Test func `the numbers and the winners are those of the documented algorithm`() {
        // By Python: hashlib.blake2b(digest_size=…) and base 32 by Crockford's digits.
        let numbers = (0..<4).map {
            Lottery.number(ofBag: $0, in: RowID(7), draw: Self.draw)
        }
        #expect(numbers == Self.known)
        #expect(Lottery.promise(of: "svart hav") == Self.promise)
        #expect(Lottery.winners(among: numbers, seed: "svart hav", prizes: 2) == Self.winners)
    }

    private static let known = [
        "Q9JP-JZQ1-4ZK5",
        "J16A-YQ35-6570",
        "7J9K-HCC2-C4G2",
        "DPTG-X9RQ-Z2N3",
    ]
    private static let promise = "b43bd38ebd04c32f5a8fd54f1dced3d17d03246b6205f93d9383bab2ee102ca7"
    private static let winners = ["Q9JP-JZQ1-4ZK5", "7J9K-HCC2-C4G2"]

    @Test func `the order of the list does not matter, and another seed draws others`() {
        let numbers = (0..<200).map { Lottery.number(ofBag: $0, in: RowID(7), draw: Self.draw) }
        #expect(Set(numbers).count == 200)
        let one = Lottery.winners(among: numbers, seed: "a", prizes: 10)
        #expect(one == Lottery.winners(among: numbers.reversed(), seed: "a", prizes: 10))
        #expect(one != Lottery.winners(among: numbers, seed: "b", prizes: 10))
        #expect(Lottery.winners(among: numbers, seed: "a", prizes: 3) == Array(one.prefix(3)))
        #expect(Lottery.winners(among: ["x"], seed: "a", prizes: 5) == ["x"])
    }

    @Test func `a list is read as it was written, and a changed one is not`() throws {
        let list = TicketList(
            draw: Self.draw,
            season: 2026,
            promise: Lottery.promise(of: "svart hav"),
            prizes: 2,
            numbers: ["B", "A", "A"]
        )
        #expect(list.numbers == ["A", "B"])
        #expect(TicketList(list.bytes) == list)
        #expect(TicketList(list.bytes + [10]) == nil)
        #expect(TicketList(Array(list.bytes.dropLast())) == nil)
        let doubled = String(decoding: list.bytes, as: UTF8.self) + "B\n"
        #expect(TicketList(Array(doubled.utf8)) == nil)
        #expect(list.winners("another") == nil)
        #expect(list.winners("svart hav")?.count == 2)
    }

    @Test func `the seed is promised first, and what is drawn stays drawn`() throws {
        let village = try Village()
        func promised(_ id: UInt64, _ extra: JSONObject = [:]) -> Edit {
            var set: JSONObject = [
                "centreId": Village.centre.json, "season": 2026, "prizes": 1,
                "seedHash": .string(Lottery.promise(of: "svart hav")),
                "committedAt": .integer(Village.start),
            ]
            set.merge(extra) { $1 }
            return Edit(.lotteryDraw, RowID(id), set: set)
        }
        func result(_ seed: String, _ winner: String = "A") -> Edit {
            Edit(
                .lotteryDraw,
                Self.draw,
                set: [
                    "seed": .string(seed), "ticketsHash": "00", "ticketCount": 1,
                    "winners": [.string(winner)], "drawnAt": .integer(Village.start),
                ]
            )
        }
        let hub = village.hub
        #expect(
            try hub.submit(
                promised(801, ["seed": "svart hav", "winners": ["A"]]),
                by: village.coordinator
            ) == .refused(["lottery.not_committed"])
        )
        #expect(try hub.submit(promised(800), by: village.coordinator) == .accepted)
        #expect(
            try hub.submit(result("kvitt hav"), by: village.coordinator)
                == .refused(["lottery.seed"])
        )
        #expect(try hub.submit(result("svart hav"), by: village.coordinator) == .accepted)
        #expect(
            try hub.submit(result("svart hav", "B"), by: village.coordinator)
                == .refused(["lottery.drawn"])
        )
        #expect(
            try hub.submit(result("svart hav", "B"), by: village.karisPhone)
                == .refused(["access.denied"])
        )
    }
}
