@testable import RosterImport
import Testing

@Suite struct PlannerTests {
    private let header = "Fornavn;Etternavn;Fødselsdato;Mobil;E-post;Postnr;Merknad\n"

    @Test func `an empty cell never blanks a value`() throws {
        let person = known(
            "a",
            "Åse",
            "Lie",
            born: "1980-02-01",
            mobile: "+4791234567",
            values: [.note: "nøkkel", .postalCode: "0150"]
        )
        let plan = try plan(header + "Åse;Lie;01.02.1980;;;;\n", known: [person])
        #expect(plan.actions == [.unchanged])
        #expect(plan.rows[0].person == "a")
        #expect(plan.rows[0].version == "v-a")
    }

    @Test func `a change shows what was and what will be`() throws {
        let person = known("a", "Åse", "Lie", born: "1980-02-01", values: [.postalCode: "0150"])
        let plan = try plan(header + "Åse;Lie;01.02.1980;91234567;;7010;\n", known: [person])
        #expect(plan.actions == [.update])
        #expect(
            plan.rows[0].changes == [
                FieldChange(field: .postalCode, old: "0150", new: "7010")
            ]
        )
        #expect(plan.rows[0].contacts.map(\.contact.value) == ["+4791234567"])
    }

    @Test func `a field edited after the file was made is kept`() throws {
        let person = known(
            "a",
            "Åse",
            "Lie",
            born: "1980-02-01",
            values: [.postalCode: "0150"],
            editedOn: [.postalCode: try #require(CalendarDate(iso: "2025-05-02"))]
        )
        let row = header + "Åse;Lie;01.02.1980;;;7010;\n"
        let older = try plan(row, known: [person], options: try options(fileDate: "2025-05-01"))
        #expect(older.actions == [.unchanged])
        #expect(older.codes(0) == ["field.edited_later"])
        let newer = try plan(row, known: [person], options: try options(fileDate: "2025-05-03"))
        #expect(newer.actions == [.update])
    }

    @Test func `consent and certificate are never weakened`() throws {
        let person = known(
            "a",
            "Åse",
            "Lie",
            born: "1980-02-01",
            values: [.consentContact: "no", .certificate: "2025-01-15"]
        )
        let text = "Fornavn;Etternavn;Født;Samtykke;Politiattest\nÅse;Lie;01.02.1980;ja;"
        #expect(
            try plan(text + "01.02.2020\n", known: [person]).codes(0).sorted()
                == ["certificate.kept", "consent.withdrawal_kept"]
        )
        #expect(try plan(text + "nei\n", known: [person]).rows[0].changes.isEmpty)
        #expect(try plan(text + "01.03.2025\n", known: [person]).rows[0].changes.count == 1)
    }

    @Test func `spelling in the store stays`() throws {
        let person = known("a", "Kåre", "Moen", born: "1980-02-01")
        let plan = try plan(header + "KAARE;MOEN;01.02.1980;;;;\n", known: [person])
        #expect(plan.actions == [.unchanged])
        #expect(plan.codes(0).contains("name.spelling_kept"))
    }

    @Test func `the second row of a person joins the first`() throws {
        let plan = try plan(
            header + "Åse;Lie;01.02.1980;91234567;;;først\nÅse;Lie;1.2.1980;;a@example.no;;så\n"
        )
        #expect(plan.actions == [.create, .link])
        #expect(plan.rows[1].sameAsRow == 2)
        #expect(plan.rows[1].contacts.map(\.contact.kind) == [.email])
        #expect(plan.rows[1].changes.isEmpty)
        #expect(plan.codes(1) == ["field.said_otherwise_earlier"])
    }

    @Test func `whoever equals a waiting row waits too`() throws {
        let plan = try plan(
            header + "Ole;Moen;;91234567;;;\nOle;Moen;;91234567;;;\n",
            known: [known("a", "Ole", "Moen", born: "1950-02-01")]
        )
        #expect(plan.actions == [.ask, .ask])
    }

    @Test func `the same file twice changes nothing`() throws {
        let text =
            header
            + "Åse;Lie;01.02.1980;91234567;a@example.no;150;x\nOle;Moen;;98765432;;;\n"
            + "Ole;Moen;;;;;\nKari;Moen;;98765432;;;\nFeil;Rad;31.02.1980;;;;\n"
            + "Åse;Lie;1.2.1980;;b@example.no;;\n"
        let first = try plan(text)
        let store = applied(first, to: [])
        let second = try plan(text, known: store)
        #expect(second.header.counts.accepted == 0)
        #expect(second.header.counts.unchanged == first.header.counts.accepted)
        // Without the memory of rows, only a bare name that was never decided is a question still.
        let forgetful = store.map { person in
            var person = person
            person.contentKeys = []
            return person
        }
        #expect(try plan(text, known: forgetful).header.counts.accepted == 0)
    }

    @Test func `another centre's person is known elsewhere, and no more is said`() throws {
        let person = known("a", "Åse", "Lie", born: "1980-02-01", centres: ["c2"])
        let plan = try plan(header + "Åse;Lie;01.02.1980;;;;\n", known: [person])
        #expect(plan.actions == [.ask])
        #expect(plan.codes(0) == ["match.known_elsewhere"])
        let candidate = try #require(plan.rows[0].candidates.first)
        #expect(candidate.isElsewhere)
        #expect(candidate.person == nil)
        #expect(candidate.evidence.isEmpty)
        let namesake = known("a", "Åse", "Lie", centres: ["c2"])
        #expect(
            try RosterImportTests.plan(header + "Åse;Lie;;;;;\n", known: [namesake]).actions == [
                .create
            ]
        )
    }

    @Test func `several centres in one file: one person, two memberships`() throws {
        let text =
            "Fornavn;Etternavn;Født;Sentral\nÅse;Lie;01.02.1980;Nord\n"
            + "Åse;Lie;01.02.1980;Sør\nOle;Moen;02.03.1990;Vest\n"
        let both = try options(centres: ["Nord": "c1", "Sør": "c2"])
        let plan = try plan(text, options: both)
        #expect(plan.actions == [.create, .link, .reject])
        #expect(plan.rows[1].centre == "c2")
        #expect(plan.codes(2) == ["centre.unknown"])
        let person = known("a", "Åse", "Lie", born: "1980-02-01")
        let next = try RosterImportTests.plan(text, known: [person], options: both)
        #expect(next.actions == [.unchanged, .link, .reject])
    }

    @Test func `a number is each centre's own, also of a person of both`() throws {
        var kari = known(
            "a",
            "Kari",
            "Hansen",
            values: [.externalId: "17"],
            centres: ["c1", "c2"]
        )
        kari.held = [
            "c1": KnownHolding(values: [.externalId: "17"]),
            "c2": KnownHolding(values: [.externalId: "99"]),
        ]
        let both = try options(centres: ["Nord": "c1", "Sør": "c2"])
        func read(_ row: String) throws -> Plan {
            let head = "Medlemsnr;Fornavn;Etternavn;Sentral\n"
            return try plan(head + row + "\n", known: [kari], options: both)
        }
        #expect(try read("17;Kari;Olsen;Sør").actions == [.create])
        #expect(try read("99;Kari;Hansen;Sør").rows.map(\.person) == ["a"])
        #expect(try read("17;Kari;Hansen;Nord").rows.map(\.person) == ["a"])
    }

    @Test func `what several centres tell of one person is read the same each time`() throws {
        let text = "Fornavn;Etternavn;Født;Språk;Sentral\nÅse;Lie;01.02.1980;Norsk;c0\n"
        let names = Dictionary(uniqueKeysWithValues: (0..<8).map { ("c\($0)", "c\($0)") })
        let given = try options(centre: "c0", centres: names, fileDate: "2025-03-01")
        let days = try (1...8).map { try #require(CalendarDate(iso: "2025-0\($0)-01")) }
        // Whichever centre edited last, its day is the one that the file is held against.
        let plans = try days.indices.map { shift in
            var person = known("a", "Åse", "Lie", born: "1980-02-01", centres: Set(names.keys))
            for number in days.indices {
                person.held["c\(number)"] = KnownHolding(
                    values: [.language: "Polsk"],
                    editedOn: [.language: days[(number + shift) % days.count]]
                )
            }
            return try plan(text, known: [person], options: given).rows
        }
        #expect(plans.allSatisfy { $0 == plans[0] })
    }

    @Test func `who has left comes back by a person's decision only`() throws {
        let person = known("a", "Åse", "Lie", born: "1980-02-01", standing: .left)
        let plan = try plan(header + "Åse;Lie;01.02.1980;;;;\n", known: [person])
        #expect(plan.codes(0) == ["match.person_has_left"])
    }

    @Test func `identity numbers never reach the plan`() throws {
        let text =
            "Navn;Fødselsnummer;Merknad;Mobil\nÅse Lie;01028012345;fnr 010280 12345;\n"
            + "Ole Moen;;;03048254321\n"
            + (0..<5).map { "Kari Lie;;;9876543\($0)\n" }.joined()
        let plan = try plan(text)
        #expect(plan.actions.prefix(2) == [.create, .reject])
        #expect(plan.header.refusedColumns == ["national_id": 1])
        let written = String(decoding: try PlanFile.write(plan), as: UTF8.self)
        #expect(!written.contains("12345"))
        #expect(!written.contains("03048254321"))
    }

    @Test func `an identity number is no place, no member number and no contact`() throws {
        let text =
            "Fornavn;Etternavn;Mobil;Postnr;Poststed;Medlemsnr\n"
            + "Åse;Lie;91234567 / 010280 12345;0150;Oslo 01028012345;010280 12345\n"
            + (10..<18).map { "Kari;Lie\($0);987654\($0);7010;Trondheim;\($0)\n" }.joined()
        let plan = try plan(text)
        #expect(plan.actions[0] == .create)
        let written = String(decoding: try PlanFile.write(plan), as: UTF8.self)
        #expect(!written.contains("010280 12345") && !written.contains("01028012345"))
        #expect(!plan.rows[0].changes.contains { $0.field == .externalId })
        #expect(plan.rows[1].changes.contains { $0.field == .externalId })
    }

    @Test func `those who may well be the row's person stand before mere namesakes`() throws {
        let namesakes = (10..<40).map { known("a\($0)", "Ole", "Moen") }
        let near = known("z", "Ole", "Moen", values: [.postalCode: "7010"])
        let text = header + "Ole;Moen;;;;7010;\n"
        let plan = try plan(text, known: namesakes + [near])
        #expect(plan.actions == [.ask])
        #expect(plan.rows[0].candidates.count == 20)
        #expect(plan.rows[0].candidates.first?.person == "z")
    }

    @Test func `a row asks what matching found, and an answer keeps what is shared`() throws {
        let text = header + "Ole;Moen;;91234567;;;\nKari;Lie;;91234567;;;\n"
        let first = known("a", "Ole", "Moen", born: "1950-02-01")
        var plan = try plan(text, known: [first])
        #expect(plan.actions[0] == .ask)
        #expect(plan.codes(0).last == "contact.shared")
        #expect(plan.rows[0].question?.hasPrefix("match.") == true)
        try plan.answer(row: 2, .person("a"), known: [first], options: try options())
        #expect(plan.rows[0].contacts.map(\.ownedBy) == [.shared])
    }

    @Test func `capitals are softened on request only`() throws {
        let text = header + "ÅSE;LIE;;;;;\n"
        #expect(try plan(text).rows[0].changes[0].new == "ÅSE")
        let soft = try plan(text, options: try options(capitalisesNames: true))
        #expect(soft.rows[0].changes.map(\.new) == ["Åse", "Lie"])
    }

    @Test func `a list without names cannot be planned`() throws {
        let table = try read("Mobil;E-post\n91234567;a@example.no\n")
        let error = #expect(throws: RosterError.self) {
            try Planner.plan(
                table,
                mapping: HeaderMapping(of: table),
                known: [],
                options: try options()
            )
        }
        #expect(error?.code == "roster.no_name_column")
    }

    @Test func `the order of the snapshot does not matter`() throws {
        let people = (0..<50).map { known("p\($0)", "Ole", "Moen", born: "19\(50 + $0 % 9)-02-01") }
        let text = header + "Ole;Moen;01.02.1955;;;;\nOle;Moen;;;;;\n"
        let plans = try [people, people.reversed(), people.shuffled()].map {
            try PlanFile.write(try plan(text, known: $0))
        }
        #expect(plans[0] == plans[1])
        #expect(plans[0] == plans[2])
    }
}
