import RosterImport
import Testing

/// The hard rules: a wrong merge is worse than a question.
@Suite struct MatchingTests {
    private let header = "Fornavn;Etternavn;Fødselsdato;Mobil;E-post;Postnr\n"

    private func action(_ row: String, _ person: KnownPerson) throws -> PlanRow.Action {
        try plan(header + row + "\n", known: [person]).rows[0].action
    }

    @Test func `different birth dates are never the same`() throws {
        let person = known(
            "a",
            "Ole",
            "Moen",
            born: "1980-02-01",
            mobile: "+4791234567",
            email: "o@example.no"
        )
        #expect(try action("Ole;Moen;01.02.1955;91234567;o@example.no;", person) == .create)
        // Day and month exchanged looks like a slip, and is still not decided by a machine.
        #expect(try action("Ole;Moen;02.01.1980;91234567;o@example.no;", person) == .ask)
    }

    @Test func `a shared contact alone is never the same`() throws {
        let person = known("a", "Kari", "Moen", mobile: "+4791234567", email: "k@example.no")
        let plan = try plan(header + "Ole;Moen;;91234567;k@example.no;\n", known: [person])
        #expect(plan.actions == [.create])
        #expect(plan.rows[0].contacts.map(\.ownedBy) == [.shared, .shared])
        #expect(plan.codes(0) == ["contact.shared"])
    }

    @Test func `an equal name alone asks`() throws {
        let plan = try plan(header + "Ole;Moen;;;;\n", known: [known("a", "Ole", "Moen")])
        #expect(plan.actions == [.ask])
        #expect(plan.codes(0) == ["match.name_only"])
        #expect(plan.rows[0].candidates[0].evidence == ["name_equal", "birth_unknown"])
    }

    @Test func `two candidates ask`() throws {
        let people = [
            known("a", "Ole", "Moen", born: "1980-02-01"),
            known("b", "Ole", "Moen", born: "1980-02-01"),
        ]
        let plan = try plan(header + "Ole;Moen;01.02.1980;;;\n", known: people)
        #expect(plan.actions == [.ask])
        #expect(plan.codes(0) == ["match.two_candidates"])
        #expect(plan.rows[0].candidates.map(\.person) == ["a", "b"])
    }

    @Test func `father and son with one name, address and number stay two`() throws {
        let plan = try plan(
            header + "Ole;Moen;01.02.1950;91234567;o@example.no;0150\n"
                + "Ole;Moen;03.04.1982;91234567;o@example.no;0150\n"
        )
        #expect(plan.actions == [.create, .create])
        #expect(plan.rows.allSatisfy { $0.contacts.allSatisfy { $0.ownedBy == .shared } })
    }

    @Test func `a son without a birth date is a question`() throws {
        let father = known("a", "Ole", "Moen", born: "1950-02-01", mobile: "+4791234567")
        #expect(try action("Ole;Moen;;91234567;;", father) == .ask)
    }

    @Test func `twins with nearly one name are a question`() throws {
        let plan = try plan(
            header + "Marie;Moen;01.02.2014;91234567;m@example.no;\n"
                + "Maria;Moen;01.02.2014;91234567;m@example.no;\n"
        )
        #expect(plan.actions == [.create, .ask])
    }

    @Test(arguments: [
        "Kaare;Sørensen;01.02.1980;91234567;;", "Kåre;Sorensen-Lie;01.02.1980;91234567;;",
        "Kåre;Sørensen;01.02.1980;98765432;;", "Sørensen;Kåre;01.02.1980;;;",
        "Kåre;Sørenson;01.02.1980;91234567;;", "Kåre Olav;Sørensen;01.02.1980;91234567;;",
        "KÅRE;SØRENSEN;01.02.1980;;;",
    ])
    func `six kinds of duplicate are found`(row: String) throws {
        let person = known(
            "a",
            "Kåre",
            "Sørensen",
            born: "1980-02-01",
            mobile: "+4791234567",
            email: "k@example.no"
        )
        #expect([.update, .unchanged].contains(try action(row, person)))
    }

    @Test func `a date that is missing once asks, unless the list has none at all`() throws {
        let person = known(
            "a",
            "Kåre",
            "Sørensen",
            born: "1980-02-01",
            mobile: "+4791234567",
            email: "k@example.no"
        )
        #expect(try action("Kåre;Soerensen;;91234567;k@example.no;", person) == .ask)
        let dateless = "Fornavn;Etternavn;Mobil;E-post\nKåre;Soerensen;91234567;k@example.no\n"
        #expect(try plan(dateless, known: [person]).actions == [.unchanged])
    }

    @Test func `an age one year off does not part a person from herself`() throws {
        let text = "Navn;Alder;Mobil\nÅse Lie;45;91234567\n"
        let person = known("a", "Åse", "Lie", born: "1979-09-01", mobile: "+4791234567")
        #expect(try plan(text, known: [person]).actions == [.unchanged])
        let other = known("a", "Åse", "Lie", born: "1950-09-01", mobile: "+4791234567")
        #expect(try plan(text, known: [other]).actions == [.create])
    }

    @Test func `a child is not its parent, and the contact is marked`() throws {
        let plan = try plan(
            header + "Kari;Moen;01.02.1980;91234567;k@example.no;\n"
                + "Emil;Moen;01.02.2015;91234567;k@example.no;\n"
        )
        #expect(plan.actions == [.create, .create])
        #expect(plan.codes(1) == ["guardian.missing", "contact.shared"])
    }

    @Test func `a member number binds unless the name says otherwise`() throws {
        let text = "Medlemsnr;Fornavn;Etternavn\n17;Åse;Lie-Moen\n"
        let same = known("a", "Åse", "Lie", values: [.externalId: "17"])
        #expect(try plan(text, known: [same]).actions == [.update])
        let other = known("a", "Per", "Bakke", values: [.externalId: "17"])
        #expect(try plan(text, known: [other]).actions == [.ask])
        let elsewhere = known("a", "Åse", "Bakke", values: [.externalId: "17"], centres: ["c2"])
        #expect(try plan(text, known: [elsewhere]).actions == [.create])
    }
}
