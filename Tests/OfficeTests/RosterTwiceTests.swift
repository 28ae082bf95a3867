import Coordination
@testable import RosterImport
import SampleData
import SyncCore
import SyncEngine
import Testing

/// ROSTER.md 3.5: the second run of a file changes nothing.
struct RosterTwiceTests {
    @Test func `a later row's slip does not win when the file is read again`() throws {
        let centre = try TestCentre()
        let text = """
            Fornavn;Etternavn;Fødselsdato;Mobil;E-post
            Kari;Kristoffersen;03.05.1984;91234567;kari@example.no
            Kari;Kristoffersn;03.05.1984;91234567;kari@example.no

            """
        try centre.apply(try centre.plan(text))
        let head = try centre.head()
        let again = try centre.plan(text)
        #expect(again.header.counts.accepted == 0)
        #expect(again.codes(ofRow: 3).contains("field.said_otherwise_earlier"))
        try centre.apply(again)
        #expect(try centre.head() == head)
        #expect(try centre.rows(.personPrivate).map { $0["familyName"] } == ["Kristoffersen"])
    }

    @Test(arguments: [3, 17, 99] as [UInt64])
    func `a sample roster read again changes nothing`(seed: UInt64) throws {
        let centre = try TestCentre()
        let sample = RosterSample(rows: 400, seed: seed).bytes
        try centre.apply(try centre.plan(sample))
        let head = try centre.head()
        let again = try centre.plan(sample)
        #expect(again.header.counts.accepted == 0)
        try centre.apply(again)
        #expect(try centre.head() == head)
    }

    @Test func `what apply did is counted as the plan counted it`() throws {
        let centre = try TestCentre()
        let plan = try centre.plan(RosterSample(rows: 400, seed: 1).bytes)
        let done = try centre.apply(plan)
        #expect(plan.header.counts.link > 2)
        #expect(done.count(.linked) == plan.header.counts.link)
        #expect(done.count(.created) == plan.header.counts.create)
        #expect(done.count(.unchanged) == plan.header.counts.unchanged)
    }

    @Test func `a stopped import is taken up by a new plan of the same file`() throws {
        let centre = try TestCentre()
        let sample = RosterSample(rows: 200, seed: 5).bytes
        struct Killed: Error {}
        var operations = 0
        #expect(throws: Killed.self) {
            _ = try centre.decide(try centre.plan(sample)).run { edits in
                guard operations < 2 else { throw Killed() }
                operations += 1
                return try centre.submit(edits)
            }
        }
        let half = try centre.rows(.person).count
        try centre.apply(try centre.plan(sample))
        #expect(try centre.rows(.person).count > half)
        #expect(try centre.plan(sample).header.counts.accepted == 0)
    }

    @Test func `thousands of rows of one person are looked at again once each at most`() throws {
        let centre = try TestCentre()
        var text = "Fornavn;Etternavn;Fødselsdato;Mobil;Merknad\n"
        for row in 0..<5_000 {
            text += "Kari;Nordmann;03.05.1984;\(40_000_000 + row % 40);nr \(row)\n"
        }
        let plan = try centre.plan(text)
        let apply = try centre.decide(plan)
        #expect(apply.count(.created) == 1 && apply.count(.linked) == 4_999)
        #expect(apply.rowsReadAgain < 5_000, "\(apply.rowsReadAgain)")
    }

    @Test func `an import that was taken back can be made again`() throws {
        let centre = try TestCentre()
        let done = try centre.apply(try centre.plan(RosterApplyTests.roster))
        _ = try centre.undo(done.batch)
        #expect(try centre.plan(RosterApplyTests.roster).header.counts.create == 3)
        let first = try centre.service.read {
            try $0.firstImport(of: String(repeating: "ab", count: 32), to: centre.centre)
        }
        #expect(first == nil)
    }

    @Test func `what has no place in the store is no change the second time`() throws {
        let centre = try TestCentre()
        let text = """
            Medlemsnr;Fornavn;Etternavn;Fødselsdato;Mobil;Kjønn;Språk;Interesser;Innmeldt;Politiattest
            17;Kari;Nordmann;03.05.1984;91234567;K;Norsk, engelsk;Rydding / Transport;2019;ja

            """
        try centre.apply(try centre.plan(text))
        let again = try centre.plan(text)
        #expect(again.header.counts.unchanged == 1)
    }

    @Test func `what a person changed since the file came in stays when it comes again`() throws {
        let centre = try TestCentre()
        let text = "Medlemsnr;Fornavn;Etternavn;Fødselsdato;Postnr\n7;Kari;Moe;03.05.1984;4630\n"
        try centre.apply(try centre.plan(text))
        let kari = try require(try centre.rows(.personPrivate).first)
        let set: JSONObject = ["postalCode": "4635", "postalPlace": "KRISTIANSAND"]
        _ = try centre.submit([Edit(.personPrivate, kari.id, set: set)])
        #expect(try centre.plan(text, importedOn: centre.today).header.counts.unchanged == 1)
    }
}

extension Plan {
    fileprivate func codes(ofRow number: Int) -> [String] {
        rows.first { $0.row == number }?.reasons.map(\.code) ?? []
    }
}
