import Coordination
import Foundation
import RosterImport
import SyncCore
import SyncEngine
import Testing

/// Persons that are read when they are asked for make the same plan as persons in memory.
struct RosterStoreTests {
    private static let head = "Fornavn;Etternavn;Fødselsdato;Mobil;E-post\n"

    /// People no two of whom are born on one day.
    private static func list(_ range: Range<Int>) -> String {
        head
            + range.map { number in
                "\(row(number, "9123\(1000 + number);kari\(number)@example.no"))\n"
            }.joined()
    }

    private static func row(_ number: Int, _ rest: String, given: String = "Kari") -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let born = "\(two(1 + number % 28)).\(two(1 + number % 12)).\(1950 + number % 50)"
        return "\(given);Nordmann;\(born);\(rest)"
    }

    /// Plans by persons in memory.
    private static func listed(_ text: String, _ centre: TestCentre) throws -> Plan {
        let table = try RosterReader.read(Array(text.utf8))
        let today = try require(CalendarDate(year: 2026, month: 5, day: 1))
        let home = centre.centre
        return try centre.service.read { reader in
            var options = PlanOptions(
                centre: home.description,
                today: today,
                sourceHash: String(repeating: "ab", count: 32),
                created: "2026-05-01 12:00 #\(try reader.head())"
            )
            let snapshot = try PersonSnapshot(reader)
            options.erased = snapshot.erased
            return try Planner.plan(
                table,
                mapping: HeaderMapping(of: table),
                known: try snapshot.known(inView: [home], today: today),
                options: options
            )
        }
    }

    @Test func `a plan is the same whether persons are in memory or in the store`() throws {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(Self.list(0..<40)))
        // One of them was merged into another, and one is gone.
        let persons = try centre.rows(.person)
        let alias = Edit(
            .personAlias,
            Environment.system.newID(),
            set: [
                "centreId": centre.centre.json, "personId": persons[3].id.json,
                "sameAsId": persons[4].id.json,
            ]
        )
        #expect(try centre.submit([alias]).tookEffect)
        #expect(try centre.submit([Edit(.person, persons[9].id, mark: .removed)]).tookEffect)
        let text =
            Self.list(0..<45) + Self.row(3, "91231003;ny@example.no") + "\n"
            + Self.row(7, "91231007;", given: "Karl") + "\n"
        let (stored, listed) = (try centre.plan(text), try Self.listed(text, centre))
        #expect(stored == listed)
        #expect(stored.header.counts.unchanged >= 38)
        #expect(stored.header.counts.create >= 5)
    }

    @Test func `several operations go at once, and a second run writes nothing`() throws {
        let centre = try TestCentre()
        let text = Self.list(0..<120)
        let plan = try centre.plan(text)
        let office = centre.service
        let apply = try centre.decide(plan)
        let done = try apply.run(
            by: OperationPacker(all: { all in try office.write { try $0.submit(all: all) } })
        )
        #expect(done.count(.created) == 120)
        let head = try centre.head()
        // 120 persons with four rows each, no more than 200 edits to an operation.
        #expect(head >= 3 && head < 10)
        #expect(try centre.decide(plan).isEmpty)
        #expect(try centre.decide(plan).count(.unchanged) == 120)
        #expect(try centre.plan(text).header.counts.unchanged == 120)
        #expect(try centre.head() == head)
    }

    @Test func `what is submitted together has seen what comes before it`() throws {
        let centre = try TestCentre()
        let person = Environment.system.newID()
        let operations = [
            [Edit(.person, person, set: ["displayName": "Kari"])],
            [Edit(.person, person, set: ["displayName": ""])],
            [Edit(.person, person, set: ["displayName": "Kari Nordmann"])],
        ]
        let before = try centre.head()
        let outcomes = try centre.service.write { try $0.submit(all: operations) }
        #expect(outcomes.map(\.verdict) == [.applied, .refused, .applied])
        #expect(outcomes.map(\.seq) == [before + 1, before + 2, before + 3])
        #expect(try centre.rows(.person).map { $0["displayName"] } == ["Kari Nordmann"])
        // And what comes after has the next number.
        let next = try centre.submit([Edit(.person, person, set: ["displayName": "Kari"])])
        #expect(next.seq == before + 4 && next.number == outcomes[2].number + 1)
    }
}
