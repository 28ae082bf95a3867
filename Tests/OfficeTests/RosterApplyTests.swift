import Coordination
import RosterImport
import SampleData
import SyncCore
import SyncEngine
import Testing

struct RosterApplyTests {
    static let roster = """
        Fornavn;Etternavn;Fødselsdato;Mobil;E-post;Postnr;Poststed;Samtykke kontakt;Interesser
        Kari;Nordmann;03.05.1984;91234567;kari@example.no;4630;KRISTIANSAND;ja;rydding, transport
        Ole;Bang;12.11.1990;92345678;;4631;KRISTIANSAND;nei;
        Ada;Vik;;;ada@example.no;;;;

        """

    @Test func `a planned roster becomes persons with all their rows`() throws {
        let centre = try TestCentre()
        let done = try centre.apply(try centre.plan(Self.roster))
        #expect(done.count(.created) == 3)
        #expect(
            try centre.rows(.person).map { $0["displayName"]?.text } == [
                "Kari Nordmann", "Ole Bang", "Ada Vik",
            ]
        )
        #expect(try centre.rows(.centreMembership).count == 3)
        #expect(try centre.rows(.contactPoint).count == 4)
        let kari = try require(try centre.rows(.personPrivate).first)
        #expect(kari["birthOn"] == "1984-05-03")
        #expect(kari["postalCode"] == "4630")
        let interests = try require(try centre.rows(.person).first)["interests"]
        #expect(interests == ["rydding", "transport"])
        let consents = try centre.rows(.consent).map { $0["choice"]?.text }
        #expect(consents == ["given", "withdrawn"])
        #expect(try centre.rows(.importBatch).count == 1)
    }

    @Test func `the same plan again, and the same file again, write nothing`() throws {
        let centre = try TestCentre()
        let plan = try centre.plan(Self.roster)
        try centre.apply(plan)
        let head = try centre.head()
        let again = try centre.apply(plan)
        #expect(again.isEmpty)
        #expect(again.count(.unchanged) == 3)
        let second = try centre.apply(try centre.plan(Self.roster))
        #expect(second.isEmpty)
        #expect(try centre.head() == head)
    }

    @Test func `an import that was stopped is run again and writes what is missing`() throws {
        let centre = try TestCentre()
        let plan = try centre.plan(RosterSample(rows: 200, seed: 3).bytes)
        let apply = try centre.decide(plan)
        struct Killed: Error {}
        var operations = 0
        #expect(throws: Killed.self) {
            _ = try apply.run { edits in
                guard operations < 2 else { throw Killed() }
                operations += 1
                return try centre.submit(edits)
            }
        }
        let half = try centre.rows(.person).count
        #expect(half > 0)
        #expect(half < apply.count(.created))
        for person in try centre.rows(.person) {
            let rows = try centre.service.read {
                try $0.rows(.personPrivate, where: "personId", is: person.id.json)
            }
            #expect(rows.count == 1, "a person without her private row is half a person")
        }
        let rest = try centre.apply(plan)
        #expect(rest.count(.refused) == 0)
        #expect(try centre.rows(.person).count == apply.count(.created))
        #expect(try centre.rows(.importBatch).count == 1)
    }

    @Test func `a person who has changed since the plan is asked about`() throws {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(Self.roster))
        let newer = Self.roster.replacing("4630;KRISTIANSAND", with: "4632;KRISTIANSAND")
        let plan = try centre.plan(newer)
        #expect(plan.header.counts.update == 1)
        let kari = try require(try centre.rows(.personPrivate).first)
        _ = try centre.submit([Edit(.personPrivate, kari.id, set: ["note": "Har nøkkel"])])
        let done = try centre.apply(plan)
        #expect(done.count(.ask) == 1)
        #expect(done.rows.first { $0.state == .ask }?.codes == ["roster.person_moved"])
        let now = try centre.service.read { try $0.row(kari.id) }
        #expect(now?["postalCode"] == "4630")
    }

    @Test func `somebody who came in since the plan and could be the row is asked about`() throws {
        let centre = try TestCentre()
        let plan = try centre.plan(Self.roster)
        let early = "Fornavn;Etternavn;Fødselsdato;Mobil\nKari;Nordmann;03.05.1984;91234567\n"
        try centre.apply(try centre.plan(early))
        let done = try centre.apply(plan)
        #expect(done.rows[0].state == .ask)
        #expect(done.rows[0].codes == ["roster.person_appeared"])
        #expect(done.count(.created) == 2)
    }

    @Test func `a field edited by a person later than the file is kept`() throws {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(Self.roster))
        let kari = try require(try centre.rows(.personPrivate).first)
        let set: JSONObject = ["postalCode": "4635", "postalPlace": "KRISTIANSAND"]
        _ = try centre.submit([Edit(.personPrivate, kari.id, set: set)])
        let newer = Self.roster.replacing("4630;KRISTIANSAND", with: "4632;KRISTIANSAND")
        let old = CalendarDate(year: 2020, month: 1, day: 1)
        let plan = try centre.plan(newer, fileDate: old)
        try centre.apply(plan)
        #expect(try centre.service.read { try $0.row(kari.id) }?["postalCode"] == "4635")
        #expect(plan.rows[0].reasons.contains { $0.code == "field.edited_later" })
    }

    @Test func `a withdrawn consent is not given back by a file`() throws {
        let centre = try TestCentre()
        try centre.apply(try centre.plan(Self.roster))
        let yes = Self.roster.replacing("KRISTIANSAND;nei", with: "KRISTIANSAND;ja")
        try centre.apply(try centre.plan(yes))
        let consents = try centre.rows(.consent).map { $0["choice"]?.text }
        #expect(consents == ["given", "withdrawn"])
    }

    @Test func `another centre's person is known elsewhere and nothing more is told`() throws {
        let centre = try TestCentre()
        let other = try centre.addCentre()
        // The office's grant is for the founding centre, so the hub itself plants the neighbour's
        // person.
        try Plant.person(in: other, centre)
        let text = "Fornavn;Etternavn;Fødselsdato;Mobil\nEva;Nabo;01.02.1980;93456789\n"
        let plan = try centre.plan(text)
        #expect(plan.rows[0].action == .ask)
        #expect(plan.rows[0].candidates.allSatisfy { $0.isElsewhere && $0.person == nil })
        let done = try centre.apply(plan)
        #expect(done.count(.ask) == 1)
        #expect(done.isEmpty)
    }

    @Test func `two rows of one person are one person`() throws {
        let centre = try TestCentre()
        let text = """
            Fornavn;Etternavn;Fødselsdato;Mobil;E-post
            Kari;Nordmann;03.05.1984;91234567;
            Kari;Nordmann;03.05.1984;91234567;kari@example.no

            """
        let done = try centre.apply(try centre.plan(text))
        #expect(done.count(.created) == 1)
        #expect(done.count(.linked) == 1)
        #expect(try centre.rows(.person).count == 1)
        #expect(try centre.rows(.contactPoint).count == 2)
    }

    @Test func `a damaged plan is refused`() throws {
        let centre = try TestCentre()
        var bytes = try PlanFile.write(try centre.plan(Self.roster))
        bytes[bytes.count / 2] ^= 1
        let error = #expect(throws: RosterError.self) { try PlanFile.read(bytes) }
        #expect(error?.code == "roster.plan_damaged")
    }

    @Test func `a centre the store does not have is refused`() throws {
        let centre = try TestCentre()
        let plan = try centre.plan(Self.roster, centre: RowID(high: 1, low: 2))
        let error = #expect(throws: RosterError.self) { try centre.decide(plan) }
        #expect(error?.code == "roster.centre_unknown")
    }
}
