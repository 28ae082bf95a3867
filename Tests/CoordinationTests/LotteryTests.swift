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

    private func promise(
        _ id: RowID = Self.draw,
        season: Int64 = 2026,
        _ extra: JSONObject = [:]
    ) -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "season": .integer(season), "prizes": 1,
            "seedHash": .string(Lottery.promise(of: "svart hav")),
        ]
        set.merge(extra) { $1 }
        return Edit(.lotteryDraw, id, set: set)
    }

    private func result(_ list: TicketList, seed: String = "svart hav") -> Edit {
        let winners = Lottery.winners(among: list.numbers, seed: "svart hav", prizes: 1)
        return Edit(
            .lotteryDraw,
            Self.draw,
            set: [
                "seed": .string(seed), "ticketsHash": .string(Lottery.hash(list.bytes)),
                "ticketCount": .integer(Int64(list.numbers.count)),
                "winners": .array(winners.map { .string($0) }),
                "drawnAt": .integer(Village.start),
            ]
        )
    }

    private func bags(_ id: UInt64, of person: RowID?, at day: String = "2026-02-02") -> Edit {
        var set: JSONObject = [
            "centreId": Village.centre.json, "bagsFull": 3, "pickup": "waiting",
            "depositedAt": .integer(Village.noon(day)),
        ]
        set["reportedById"] = person?.json
        return Edit(.wasteDeposit, RowID(id), set: set)
    }

    /// What the hub's rows give now.
    private func tickets(_ village: Village) throws -> TicketList {
        let draw: LotteryView? = try village.hub.world.view(Self.draw)
        return try TicketBook(try #require(draw), in: village.hub.world).list
    }

    @Test func `one draw is promised for a season, and the hub says when`() throws {
        let village = try Village()
        let hub = village.hub
        let early: JSONObject = ["committedAt": .integer(Village.noon("2026-01-01"))]
        #expect(
            try hub.submit(promise(Self.draw, early), by: village.coordinator)
                == .refused(["field.hub_only"])
        )
        #expect(try hub.submit(promise(), by: village.coordinator) == .accepted)
        #expect(village.row(Self.draw)?["committedAt"] == .integer(hub.world.now))
        let other: JSONObject = ["seedHash": .string(Lottery.promise(of: "kvitt hav"))]
        for actor in [village.coordinator, village.manager] {
            #expect(
                try hub.submit(promise(RowID(801), other), by: actor)
                    == .refused(["lottery.promised"])
            )
        }
        #expect(
            try hub.submit(promise(RowID(802), season: 2027, other), by: village.coordinator)
                == .accepted
        )
        // What is drawn stands as well.
        #expect(
            try hub.submit(result(try tickets(village)), by: village.coordinator) == .accepted
        )
        #expect(
            try hub.submit(promise(RowID(801), other), by: village.coordinator)
                == .refused(["lottery.promised"])
        )
    }

    @Test func `a draw is promised before the first bag in anybody's name`() throws {
        let village = try Village()
        let hub = village.hub
        for edit in [bags(310, of: nil), bags(311, of: Village.kari, at: "2025-12-30")] {
            #expect(try hub.submit(edit, by: village.coordinator) == .accepted)
        }
        #expect(
            try hub.submit(promise(RowID(801), season: 2025), by: village.coordinator)
                == .refused(["lottery.late"])
        )
        #expect(try hub.submit(promise(), by: village.coordinator) == .accepted)
        // A bag that waits has its number already: it is as late as one that was delivered.
        let later = try Village()
        #expect(
            try later.hub.submit(bags(310, of: Village.kari), by: later.coordinator) == .accepted
        )
        #expect(
            try later.hub.submit(promise(), by: later.coordinator) == .refused(["lottery.late"])
        )
    }

    @Test func `the seed is promised first, and what is drawn stays drawn`() throws {
        let village = try Village()
        let hub = village.hub
        #expect(
            try hub.submit(
                promise(RowID(801), ["seed": "svart hav", "winners": ["A"]]),
                by: village.coordinator
            ) == .refused(["lottery.not_committed"])
        )
        #expect(try hub.submit(promise(), by: village.coordinator) == .accepted)
        let list = try tickets(village)
        #expect(
            try hub.submit(result(list, seed: "kvitt hav"), by: village.coordinator)
                == .refused(["lottery.seed"])
        )
        #expect(try hub.submit(result(list), by: village.coordinator) == .accepted)
        var other = result(list)
        other.set["winners"] = ["B"]
        #expect(
            try hub.submit(other, by: village.coordinator) == .refused(["lottery.drawn"])
        )
        #expect(
            try hub.submit(other, by: village.karisPhone) == .refused(["access.denied"])
        )
    }

    @Test func `winners, count and hash are those of the hub's rows, or nothing is drawn`() throws {
        let village = try Village()
        let hub = village.hub
        #expect(try hub.submit(promise(), by: village.coordinator) == .accepted)
        let yes = Edit(
            .consent,
            RowID(850),
            set: [
                "personId": Village.kari.json, "centreId": Village.centre.json,
                "purpose": "lottery", "choice": "given", "givenBy": "self",
                "givenAt": .integer(Village.start),
            ]
        )
        #expect(try hub.submit(yes, by: village.karisPhone) == .accepted)
        for (id, person) in [(UInt64(310), Village.kari), (311, Village.ola)] {
            #expect(try hub.submit(bags(id, of: person), by: village.coordinator) == .accepted)
            let collected = Edit(.wasteDeposit, RowID(id), set: ["pickup": "collected"])
            #expect(try hub.submit(collected, by: village.coordinator) == .accepted)
        }
        let list = try tickets(village)
        // Kari's three bags; Ola has said no yes.
        #expect(list.numbers.count == 3)
        let right = result(list)
        let won = right.set["winners"]?.array ?? []
        let loser = try #require(list.numbers.first { !won.contains(.string($0)) })
        let olas = Lottery.number(ofBag: 0, in: RowID(311), draw: Self.draw)
        let chosen = TicketList(
            draw: Self.draw,
            season: 2026,
            promise: list.promise,
            prizes: 1,
            numbers: [olas]
        )
        let wrongs: [(String, JSONValue)] = [
            ("winners", .array([.string(loser)])), ("winners", .array(won + ["A"])),
            ("winners", []), ("ticketCount", 4), ("ticketsHash", "00"),
        ]
        for (field, value) in wrongs {
            var wrong = right
            wrong.set[field] = value
            let answer = try hub.submit(wrong, by: village.coordinator)
            #expect(answer == .refused(["lottery.result"]), "\(field)")
            #expect(hub.findings.first?.field == field)
        }
        // A list of her own that agrees with itself is none of the hub's.
        #expect(
            try hub.submit(result(chosen), by: village.coordinator)
                == .refused(["lottery.result"])
        )
        #expect(try hub.submit(right, by: village.coordinator) == .accepted)
        #expect(village.row(Self.draw)?["winners"] == .array(won))
    }
}
