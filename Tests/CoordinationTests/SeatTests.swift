import Coordination
import SyncCore
import SyncEngine
import Testing

@Suite struct SeatTests {
    let village: Village

    init() throws { village = try Village() }

    /// Signs up a token of its own for each number.
    @discardableResult
    private func signUp(_ number: UInt64, token: UInt64? = nil) throws -> Answer {
        try village.hub.submit(
            Edit(
                .signup,
                RowID(400 + number),
                set: [
                    "shiftId": Village.shift.json, "tokenId": RowID(token ?? 900 + number).json,
                    "wish": "wants",
                ]
            ),
            by: village.owner
        )
    }

    private func wish(_ number: UInt64, _ wish: String) throws -> Answer {
        try village.hub.submit(
            Edit(.signup, RowID(400 + number), set: ["wish": .string(wish)]),
            by: village.owner
        )
    }

    private func slots(_ count: Int64) throws -> Answer {
        try village.hub.submit(
            Edit(.shift, Village.shift, set: ["slots": .integer(count)]),
            by: village.coordinator
        )
    }

    private var placements: [String?] {
        village.hub.world.rows(.signup).map { $0["placement"]?.text }
    }

    @Test func `seats are given in order of arrival and the rest wait`() throws {
        for number: UInt64 in 0..<3 { try signUp(number) }
        #expect(placements == ["confirmed", "waitlisted", "waitlisted"])
        #expect(village.notices("signup.waitlisted").count == 2)
    }

    @Test func `a withdrawal promotes the first who waits, and tells`() throws {
        for number: UInt64 in 0..<3 { try signUp(number) }
        #expect(try wish(0, "withdrawn") == .accepted)
        #expect(placements == [nil, "confirmed", "waitlisted"])
        let notices = village.notices("signup.promoted")
        #expect(notices.map { $0["subjectId"]?.text } == [RowID(401).description])
    }

    @Test func `who comes back stands last in the queue`() throws {
        for number: UInt64 in 0..<3 { try signUp(number) }
        _ = try wish(1, "withdrawn")
        _ = try wish(1, "wants")
        _ = try wish(0, "withdrawn")
        #expect(placements == [nil, "waitlisted", "confirmed"])
    }

    @Test func `more seats promote`() throws {
        for number: UInt64 in 0..<3 { try signUp(number) }
        #expect(try slots(2) == .accepted)
        #expect(placements == ["confirmed", "confirmed", "waitlisted"])
    }

    @Test func `cutting below what is confirmed is held, with the number`() throws {
        _ = try slots(2)
        for number: UInt64 in 0..<3 { try signUp(number) }
        #expect(try slots(1) == .held(["shift.below_confirmed"]))
        #expect(village.hub.findings.first?.detail == "2")
        #expect(placements == ["confirmed", "confirmed", "waitlisted"])
        #expect(try slots(2) == .accepted)
    }

    @Test func `an answer given is kept when a person lets the cut in`() throws {
        _ = try slots(2)
        for number: UInt64 in 0..<3 { try signUp(number) }
        village.hub.world.isWaived = true
        #expect(try slots(1) == .accepted)
        #expect(placements == ["confirmed", "confirmed", "waitlisted"])
        _ = try wish(0, "withdrawn")
        #expect(placements == [nil, "confirmed", "waitlisted"])
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `no order of arrival overbooks`(seed: UInt64) throws {
        _ = try slots(5)
        var random = SplitMix(state: seed)
        for step in 0..<120 {
            let number = UInt64.random(in: 0..<20, using: &random)
            let row = village.row(RowID(400 + number))
            if row == nil {
                try signUp(number)
            } else {
                _ = try wish(number, row?["wish"] == "wants" ? "withdrawn" : "wants")
            }
            let wanting = village.hub.world.rows(.signup).filter { $0["wish"] == "wants" }
            let confirmed = placements.filter { $0 == "confirmed" }.count
            #expect(confirmed == min(5, wanting.count), "step \(step)")
        }
    }

    @Test func `one live sign-up for a pass and shift`() throws {
        try signUp(0, token: 900)
        #expect(try signUp(1, token: 900) == .refused(["signup.duplicate"]))
        _ = try wish(0, "withdrawn")
        #expect(try signUp(1, token: 900) == .accepted)
        #expect(try wish(0, "wants") == .refused(["signup.duplicate"]))
    }

    @Test func `a sign-up names somebody`() throws {
        let edit = Edit(
            .signup,
            RowID(400),
            set: ["shiftId": Village.shift.json, "wish": "wants"]
        )
        #expect(try village.hub.submit(edit, by: village.owner) == .refused(["signup.nobody"]))
    }

    @Test func `a volunteer signs up herself and nobody else`() throws {
        func edit(_ person: RowID) -> Edit {
            Edit(
                .signup,
                RowID(400),
                set: [
                    "shiftId": Village.shift.json, "personId": person.json, "wish": "wants",
                ]
            )
        }
        #expect(
            try village.hub.submit(edit(Village.ola), by: village.karisPhone)
                == .refused(["access.denied"])
        )
        #expect(try village.hub.submit(edit(Village.kari), by: village.karisPhone) == .accepted)
    }

    @Test func `a cancelled task tells everybody and takes no more sign-ups`() throws {
        for number: UInt64 in 0..<2 { try signUp(number) }
        try village.hub.submit(
            Edit(.task, Village.task, set: ["state": "cancelled"]),
            by: village.coordinator
        )
        #expect(village.notices("task.cancelled").count == 2)
        #expect(try signUp(3) == .refused(["task.not_open"]))
    }

    @Test func `removing a shift with confirmed people is held; then they are told`() throws {
        try signUp(0)
        let removal = Edit(.shift, Village.shift, mark: .removed)
        #expect(
            try village.hub.submit(removal, by: village.coordinator)
                == .held(["shift.below_confirmed"])
        )
        village.hub.world.isWaived = true
        #expect(try village.hub.submit(removal, by: village.coordinator) == .accepted)
        #expect(placements == ["declined"])
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same run for the same seed on every machine.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
