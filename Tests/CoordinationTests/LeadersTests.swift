import Coordination
import SyncCore
import SyncEngine
import Testing

/// What a task lends to those who lead it, and the cards they are shown.
@Suite struct LeadersTests {
    let village: Village
    private let fortnight: Int64 = 14 * 86_400_000

    init() throws { village = try Village() }

    private func lead(_ person: RowID?) throws {
        let set: JSONObject = ["ownerPersonId": person?.json ?? .null]
        try village.hub.submit(Edit(.task, Village.task, set: set), by: .hub)
    }

    private func signUp(_ person: RowID, _ wish: String = "wants") throws {
        let set: JSONObject = [
            "shiftId": Village.shift.json, "personId": person.json, "wish": .string(wish),
        ]
        try village.hub.submit(Edit(.signup, RowID(600), set: set), by: .hub)
    }

    private func cards() -> [RowState] { village.hub.world.rows(.participantCard) }

    private func loans() throws -> [Loan] {
        village.hub.domain.loans(of: try #require(village.row(Village.task)))
    }

    @Test func `a task lends to its leaders until fourteen days after it`() throws {
        #expect(try loans() == [])
        try lead(Village.ola)
        let end = Village.noon("2026-09-12") + fortnight
        let scope = ScopeKey.leaders(ofTask: Village.task)
        #expect(try loans() == [Loan(scope, to: Village.ola, ends: end)])
        try village.hub.submit(
            Edit(.task, Village.task, set: ["safetyLeadId": Village.kari.json]),
            by: .hub
        )
        #expect(try Set(loans().map(\.person)) == [Village.ola, Village.kari])
    }

    @Test func `a task called off lends for fourteen days from then`() throws {
        try lead(Village.ola)
        let off = Edit(.task, Village.task, set: ["state": "cancelled", "stateReason": "Storm"])
        try village.hub.submit(off, by: village.coordinator)
        #expect(try loans().map(\.ends) == [village.hub.world.now + fortnight])
    }

    @Test(arguments: [
        ("actionOwner", true), ("coordinator", true), ("manager", true), ("volunteer", false),
        ("officer", false), ("wasteCompany", false),
    ])
    func `who may borrow`(role: String, mayBorrow: Bool) {
        let grant = Grant(role: Role(rawValue: role), centre: Village.centre)
        #expect(village.hub.domain.mayBorrow(grant) == mayBorrow)
    }

    @Test func `no card is written for a task without leaders, and one when it has its first`()
        throws
    {
        try signUp(Village.kari)
        #expect(cards() == [])
        try lead(Village.ola)
        #expect(cards().map { $0["name"] } == ["Kari"])
        #expect(cards().map { $0["taskId"] } == [Village.task.json])
        try lead(nil)
        #expect(cards() == [])
    }

    @Test func `a card follows the person's name and ends with her wish`() throws {
        try lead(Village.ola)
        try signUp(Village.kari)
        let name = Edit(.person, Village.kari, set: ["displayName": "Kari Nordli"])
        try village.hub.submit(name, by: .hub)
        #expect(cards().map { $0["name"] } == ["Kari Nordli"])
        try signUp(Village.kari, "withdrawn")
        #expect(cards() == [])
        let left = village.hub.world.states.values.filter { $0.entity == .participantCard }
        #expect(left.allSatisfy { $0.isRemoved && $0["name"] == nil })
    }
}
