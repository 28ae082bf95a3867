import Coordination
import RosterImport
import SyncCore
@testable import SyncEngine
import Testing

/// ROSTER.md 3.13: each centre has a record of its own, whatever another one has of the same person.
struct RosterCentresTests {
    private static let head = "Sentral;Fornavn;Etternavn;Fødselsdato;Mobil;Adresse;Postnr\n"

    private static func row(_ centre: String, _ more: String = "91234567;Storgata 1;4630") -> String
    {
        "\(centre);Kari;Nordmann;03.05.1984;\(more)\n"
    }

    /// By the hub's own hand, as the other centre's office would.
    private static func write(_ edits: [Edit], _ centre: TestCentre) throws -> Outcome {
        try centre.service.write { hub in
            let (seq, now) = (try hub.head() + 1, try hub.hubTime())
            let run = hub.newRun(hub.newWorld(seq: seq, now: now))
            try run.run(edits, by: .hub(at: now))
            try hub.recordOwn(run, seq: seq, now: now)
            return Outcome(number: 0, verdict: .applied, seq: seq)
        }
    }

    @discardableResult
    private static func apply(_ plan: Plan, _ centre: TestCentre) throws -> RosterApply {
        try centre.apply(plan)
    }

    private static func both() throws -> (TestCentre, RowID, [String: String]) {
        let centre = try TestCentre()
        let other = try centre.addCentre()
        return (
            centre, other, ["Nord": centre.centre.description, "Sør": other.description]
        )
    }

    @Test(arguments: [true, false])
    func `a second centre gets her number and address too`(isOneFile: Bool) throws {
        let (centre, other, names) = try Self.both()
        if isOneFile {
            let text = Self.head + Self.row("Nord") + Self.row("Sør")
            try Self.apply(try centre.plan(Array(text.utf8), centres: names), centre)
        } else {
            for name in ["Nord", "Sør"] {
                let text = Self.head + Self.row(name)
                try Self.apply(try centre.plan(Array(text.utf8), centres: names), centre)
            }
        }
        #expect(try centre.rows(.person).count == 1)
        for id in [centre.centre, other] {
            func own(_ entity: EntityName) throws -> [RowState] {
                try centre.rows(entity).filter { $0["centreId"] == id.json }
            }
            #expect(try own(.contactPoint).map { $0["valueNormalised"] } == ["+4791234567"])
            #expect(try own(.personPrivate).map { $0["addressLine"] } == ["Storgata 1"])
            #expect(try own(.personPrivate).map { $0["birthOn"] } == ["1984-05-03"])
        }
        let text = Self.head + Self.row("Nord") + Self.row("Sør")
        let again = try centre.plan(Array(text.utf8), centres: names)
        #expect(again.header.counts.unchanged == 2)
    }

    @Test func `each centre's row changes its own record alone`() throws {
        let (centre, other, names) = try Self.both()
        let text = Self.head + Self.row("Nord") + Self.row("Sør", "91234567;Havnegata 2;4631")
        try Self.apply(try centre.plan(Array(text.utf8), centres: names), centre)
        let addresses = try centre.rows(.personPrivate).map { ($0["centreId"], $0["addressLine"]) }
        #expect(addresses.contains { $0 == centre.centre.json && $1 == "Storgata 1" })
        #expect(addresses.contains { $0 == other.json && $1 == "Havnegata 2" })
        let moved = Self.head + Self.row("Sør", "91234567;Havnegata 9;4631")
        let plan = try centre.plan(Array(moved.utf8), centres: names)
        #expect(plan.rows[0].changes.map(\.old) == ["Havnegata 2"])
    }

    @Test func `a plan by centre is applied where nobody has moved, whoever it names`() throws {
        let (centre, other, names) = try Self.both()
        let first = Self.head + Self.row("Nord") + Self.row("Sør")
        try Self.apply(try centre.plan(Array(first.utf8), centres: names), centre)
        // One centre's row alone; the other one's record of her is in view all the same.
        let text = Self.head + Self.row("Nord", "91234567;Storgata 7;4630")
        let plan = try centre.plan(Array(text.utf8), centres: names)
        #expect(plan.rows.map(\.action) == [.update])
        let read = try PlanFile.read(try PlanFile.write(plan))
        #expect(try Self.apply(read, centre).rows.map(\.state) == [.updated])
        // Where she has moved meanwhile it asks.
        let next = Self.head + Self.row("Nord", "91234567;Storgata 8;4630")
        let late = try centre.plan(Array(next.utf8), centres: names)
        let own = try require(
            try centre.rows(.personPrivate).first { $0["centreId"] == other.json }
        )
        _ = try Self.write(
            [Edit(.personPrivate, own.id, set: ["postalCode": "4632", "postalPlace": "X"])],
            centre
        )
        #expect(try Self.apply(late, centre).rows.map(\.codes) == [["roster.person_moved"]])
    }

    @Test func `the office writes for each centre of its store, and mixes none of them up`() throws
    {
        let (centre, other, names) = try Self.both()
        let text = Self.head + "Sør;Eva;Nabo;01.02.1980;93456789;Havnegata 1;4631\n"
        let done = try Self.apply(try centre.plan(Array(text.utf8), centres: names), centre)
        #expect(done.rows.map(\.state) == [.created])
        let person = try require(try centre.rows(.person).first)
        // What it writes for one centre about a person of the other alone waits, as ever.
        let stray = Edit(
            .personPrivate,
            Environment.system.newID(),
            set: ["personId": person.id.json, "centreId": centre.centre.json]
        )
        #expect(try centre.submit([stray]).verdict == .held)
        // And nobody's row changes hands by it.
        let own = try require(try centre.rows(.personPrivate).first)
        let moved = Edit(.personPrivate, own.id, set: ["centreId": centre.centre.json])
        #expect(try centre.submit([moved]).verdict == .refused)
        #expect(try centre.rows(.personPrivate).map { $0["centreId"] } == [other.json])
    }

    @Test func `a name or a birth date that only one of the centres has is hers`() throws {
        let (centre, other, names) = try Self.both()
        let first = Self.head + Self.row("Nord") + Self.row("Sør")
        try Self.apply(try centre.plan(Array(first.utf8), centres: names), centre)
        let own = try require(
            try centre.rows(.personPrivate).first { $0["centreId"] == other.json }
        )
        _ = try Self.write(
            [Edit(.personPrivate, own.id, set: ["familyName": "Dahl", "birthOn": "1984-05-30"])],
            centre
        )
        // Married since, as the second centre knows; and it has another day of birth.
        let text = Self.head + "Sør;Kari;Dahl;30.05.1984;91234567;Storgata 1;4630\n"
        let plan = try centre.plan(Array(text.utf8), centres: names)
        #expect(plan.rows.map(\.action) == [.unchanged])
        #expect(plan.rows[0].person == (try centre.rows(.person).first?.id.description))
    }
}
