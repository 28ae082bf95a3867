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
            "seedHash": .string(Lottery.promise(of: "svart hav")), "drawOn": "2026-03-20",
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

    private func yes(_ id: UInt64 = 850) -> Edit {
        Edit(
            .consent,
            RowID(id),
            set: [
                "personId": Village.kari.json, "centreId": Village.centre.json,
                "purpose": "lottery", "choice": "given", "givenBy": "self",
                "givenAt": .integer(Village.start),
            ]
        )
    }

    private func collect(_ id: UInt64) -> Edit {
        Edit(.wasteDeposit, RowID(id), set: ["pickup": "collected"])
    }

    /// Kari says yes and brings three bags.
    private func kari(brings id: UInt64, in village: Village) throws {
        #expect(try village.hub.submit(yes(), by: village.karisPhone) == .accepted)
        for edit in [bags(id, of: Village.kari), collect(id)] {
            #expect(try village.hub.submit(edit, by: village.coordinator) == .accepted)
        }
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
        let other: JSONObject = [
            "seedHash": .string(Lottery.promise(of: "kvitt hav")), "drawOn": "2026-12-20",
        ]
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
        try kari(brings: 310, in: village)
        try hub.tick(at: Village.noon("2026-03-20"))
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
        try kari(brings: 310, in: village)
        try hub.tick(at: Village.noon("2026-03-20"))
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
        #expect(try hub.submit(yes(), by: village.karisPhone) == .accepted)
        for (id, person) in [(UInt64(310), Village.kari), (311, Village.ola)] {
            #expect(try hub.submit(bags(id, of: person), by: village.coordinator) == .accepted)
            #expect(try hub.submit(collect(id), by: village.coordinator) == .accepted)
        }
        try hub.tick(at: Village.noon("2026-03-20"))
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

    @Test func `a promise names a day to come, and nothing is drawn before it`() throws {
        let village = try Village()
        let hub = village.hub
        for day: JSONValue in [.null, "2026-02-28", "2026-03-01"] {
            #expect(
                try hub.submit(promise(Self.draw, ["drawOn": day]), by: village.coordinator)
                    == .refused(["lottery.day"])
            )
        }
        #expect(try hub.submit(promise(), by: village.coordinator) == .accepted)
        try kari(brings: 310, in: village)
        try hub.tick(at: Village.noon("2026-03-19"))
        #expect(
            try hub.submit(result(try tickets(village)), by: village.coordinator)
                == .refused(["lottery.not_yet"])
        )
        #expect(hub.findings.first?.detail == "2026-03-20")
        try hub.tick(at: Village.noon("2026-03-20"))
        #expect(village.row(Self.draw)?["sealedAt"] != nil)
        #expect(
            try hub.submit(result(try tickets(village)), by: village.coordinator) == .accepted
        )
    }

    /// Who knows the seed could else wait for the list by which somebody wins.
    @Test func `whenever it is drawn, the list is that of the promised day`() throws {
        let village = try Village()
        let hub = village.hub
        #expect(try hub.submit(promise(), by: village.coordinator) == .accepted)
        try kari(brings: 310, in: village)
        try hub.submit(bags(311, of: Village.kari), by: village.coordinator)
        try hub.tick(at: Village.noon("2026-03-20"))
        let list = try tickets(village)
        #expect(list.numbers.count == 3)
        let olasYes = Edit(
            .consent,
            RowID(851),
            set: yes().set.merging(["personId": Village.ola.json]) { $1 }
        )
        // Picked up later, left later though dated before, another's yes, and a no.
        for edit in [
            collect(311), bags(312, of: Village.kari, at: "2026-03-02"), collect(312),
            bags(313, of: Village.ola), collect(313), olasYes,
        ] {
            #expect(try hub.submit(edit, by: village.coordinator) == .accepted)
            #expect(try tickets(village) == list)
        }
        var correction = bags(314, of: Village.kari)
        correction.set["bagsFull"] = 9
        correction.set["replaces"] = RowID(310).json
        #expect(try hub.submit(correction, by: village.coordinator) == .accepted)
        #expect(try tickets(village) == list)
        let no = Edit(.consent, RowID(850), set: ["choice": "withdrawn"])
        #expect(try hub.submit(no, by: village.karisPhone) == .accepted)
        #expect(try tickets(village) == list)
        hub.world.now = Village.noon("2027-01-10")
        #expect(try tickets(village) == list)
        #expect(try hub.submit(result(list), by: village.coordinator) == .accepted)
    }

    @Test func `what an office writes between midnight and the seal is late all the same`() throws {
        let village = try Village()
        let hub = village.hub
        #expect(try hub.submit(promise(), by: village.coordinator) == .accepted)
        try kari(brings: 310, in: village)
        hub.world.now = Village.noon("2026-03-20")
        try hub.submit(bags(311, of: Village.kari), by: village.coordinator)
        try hub.submit(collect(311), by: village.coordinator)
        try hub.tick(at: Village.noon("2026-03-20") + 60_000)
        #expect(try tickets(village).numbers.count == 3)
    }

    @Test func `a draw without tickets is none, and the promise stands`() throws {
        let village = try Village()
        #expect(try village.hub.submit(promise(), by: village.coordinator) == .accepted)
        try village.hub.tick(at: Village.noon("2026-03-20"))
        #expect(
            try village.hub.submit(result(try tickets(village)), by: village.coordinator)
                == .refused(["lottery.no_tickets"])
        )
        #expect(village.row(Self.draw)?["seed"] == nil)
    }

    @Test func `bags dated in the future give no ticket`() throws {
        let village = try Village()
        let hub = village.hub
        #expect(try hub.submit(promise(), by: village.coordinator) == .accepted)
        #expect(try hub.submit(yes(), by: village.karisPhone) == .accepted)
        // A clock may be ahead by hours.
        for (id, day, count) in [(310, "2026-03-03", 0), (311, "2026-03-02", 3)] {
            try hub.submit(bags(UInt64(id), of: Village.kari, at: day), by: village.coordinator)
            try hub.submit(collect(UInt64(id)), by: village.coordinator)
            #expect(try tickets(village).numbers.count == count)
        }
        try hub.tick(at: Village.noon("2026-03-20"))
        #expect(try tickets(village).numbers.count == 3)
    }

    @Test func `a list that went through a mail is read as it was`() {
        let list = TicketList(
            draw: Self.draw,
            season: 2026,
            promise: Lottery.promise(of: "svart hav"),
            prizes: 2,
            numbers: ["A", "B"]
        )
        let mailed = String(decoding: list.bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        #expect(TicketList(Array(mailed.utf8)) == nil)
        #expect(TicketList.unixLines(Array(mailed.utf8)) == list.bytes)
        #expect(TicketList.unixLines([0x0D, 0x41, 0x0D]) == [0x0D, 0x41, 0x0D])
    }
}
