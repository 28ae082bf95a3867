import Coordination
import RosterImport
import SyncCore
import SyncEngine
import Testing

/// What a person has said of a row counts the next time as well, and when only a part was applied.
struct RosterRememberedTests {
    private func options(_ centre: TestCentre) throws -> PlanOptions {
        PlanOptions(
            centre: centre.centre.description,
            today: try require(CalendarDate(year: 2026, month: 5, day: 1))
        )
    }

    private func known(_ centre: TestCentre) throws -> [KnownPerson] {
        let today = try require(CalendarDate(year: 2026, month: 5, day: 1))
        return try centre.service.read { [home = centre.centre] in
            try PersonSnapshot($0).known(inView: [home], today: today)
        }
    }

    @Test func `a row that was said to be an earlier one is not asked about again`() throws {
        let centre = try TestCentre()
        let text = """
            Fornavn;Etternavn;E-post
            Foo;Bar;foo-1@example.com
            Foo;Bar;foo-2@example.com

            """
        var plan = try centre.plan(text)
        #expect(plan.rows.map(\.action) == [.create, .ask])
        try plan.answer(row: 3, .row(2), known: [], options: try options(centre))
        #expect(try centre.apply(plan).rows.map(\.state) == [.created, .linked])
        let head = try centre.head()
        let again = try centre.plan(text)
        #expect(again.header.counts.unchanged == 2)
        try centre.apply(again)
        #expect(try centre.head() == head)
        // Not where the row says something else.
        let other = try centre.plan(text.replacing("foo-2", with: "foo-3"))
        #expect(other.rows.map(\.action) == [.unchanged, .ask])
    }

    @Test func `nor is one that was said to be a person of the store, also with nothing to write`()
        throws
    {
        let centre = try TestCentre()
        try centre.apply(
            try centre.plan("Fornavn;Etternavn;Fødselsdato;Mobil\nKari;Moe;03.05.1984;91234567\n")
        )
        let text = "Fornavn;Etternavn;Fødselsdato\nKari;Moe;\n"
        var plan = try centre.plan(text)
        #expect(plan.rows.map(\.action) == [.ask])
        let known = try known(centre)
        let kari = try require(known.first)
        try plan.answer(row: 2, .person(kari.id), known: known, options: try options(centre))
        let done = try centre.apply(plan)
        #expect(done.rows.map(\.state) == [.unchanged])
        #expect(try centre.plan(text).rows.map(\.action) == [.unchanged])
        // Taken back, it asks again.
        _ = try centre.undo(done.batch)
        #expect(try centre.plan(text).rows.map(\.action) == [.ask])
    }

    @Test
    func `five rows of a person are remembered; more are asked about, and nothing is written`()
        throws
    {
        let centre = try TestCentre()
        let head = "Fornavn;Etternavn;Fødselsdato;Mobil\n"
        try centre.apply(try centre.plan(head + "Kari;Moe;03.05.1984;91234567\n"))
        let lists = (0..<7).map { head + "Kari;Moe;;4100000\($0)\n" }
        func answer(_ text: String) throws {
            var plan = try centre.plan(text)
            let known = try known(centre)
            let kari = try require(known.first)
            try plan.answer(row: 2, .person(kari.id), known: known, options: try options(centre))
            try centre.apply(plan)
        }
        for text in lists {
            #expect(try centre.plan(text).rows.map(\.action) == [.ask])
            try answer(text)
        }
        let read = try lists.map { try centre.plan($0).rows.map(\.action) }
        #expect(read.prefix(4).allSatisfy { $0 == [.unchanged] })
        #expect(read.suffix(3).allSatisfy { $0 == [.ask] })
        let written = try centre.head()
        for text in lists.suffix(3) { try answer(text) }
        #expect(try centre.head() == written)
        #expect(try lists.map { try centre.plan($0).rows.map(\.action) } == read)
    }

    @Test func `an answer keeps the spelling there is, as a match does`() throws {
        let centre = try TestCentre()
        try centre.apply(
            try centre.plan("Fornavn;Etternavn;E-post\nKåre;Sørensen;a@example.no\n")
        )
        var plan = try centre.plan("Fornavn;Etternavn;E-post\nKaare;Soerensen;b@example.no\n")
        #expect(plan.rows.map(\.action) == [.ask])
        let known = try known(centre)
        let id = try require(known.first).id
        try plan.answer(row: 2, .person(id), known: known, options: try options(centre))
        #expect(plan.rows[0].changes == [])
        #expect(plan.rows[0].contacts.map(\.contact.value) == ["b@example.no"])
    }

    @Test func `what waited is applied after a part was, also beside somebody of the same name`()
        throws
    {
        let centre = try TestCentre()
        let text = """
            Fornavn;Etternavn;Fødselsdato;Mobil;E-post
            Kari;Moe;;91234567;
            Kari;Moe;;98765432;kari@example.no
            Kari;Moe;;98765432;

            """
        var plan = try centre.plan(text)
        #expect(plan.rows.map(\.action) == [.create, .ask, .ask])
        try plan.answer(row: 4, .new, known: [], options: try options(centre))
        #expect(try centre.apply(plan).count(.created) == 2)
        try plan.answer(row: 3, .new, known: [], options: try options(centre))
        let done = try centre.apply(plan)
        #expect(done.count(.ask) == 0)
        #expect(done.count(.created) == 1)
        #expect(try centre.rows(.person).count == 3)
    }
}
