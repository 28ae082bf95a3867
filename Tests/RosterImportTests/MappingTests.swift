@testable import RosterImport
import Testing

@Suite struct MappingTests {
    private func field(_ header: String) throws -> RosterField? {
        let table = try read("\(header);zzz\na;b\n", ReadOptions(headerRow: 1))
        guard case .field(let field) = HeaderMapping(of: table).columns[0].use else { return nil }
        return field
    }

    @Test(
        arguments: [
            ("FOR NAVN", .givenName), ("fornamn", .givenName), ("First Name", .givenName),
            ("Etternamn", .familyName), ("slektsnavn", .familyName), ("Deltaker", .fullName),
            ("Mob.", .mobile), ("Tlf mobil", .mobile), ("telefonnr", .mobile),
            ("E-postadresse", .email), ("epost", .email), ("F.dato", .birthDate),
            ("Fødd", .birthDate), ("FODSELSDATO", .birthDate), ("Fødselsår", .birthYear),
            ("Alder", .age), ("Gateadresse", .address), ("Post nr.", .postalCode),
            ("Poststad", .postalPlace), ("Kommunenr", .municipality), ("Frivilligsentral", .centre),
            ("Innmeldt", .since), ("Foresatt e-post", .guardianEmail),
            ("Politiattest", .certificate),
            ("Taushetserklæring", .confidentiality), ("Ønsker", .interests), ("Språk", .language),
            ("Merknad", .note), ("E-mail Address", .email), ("Phone 1 - Value", .phone),
            ("Home Postal Code", .postalCode), ("Given Name", .givenName), ("DOB", .birthDate),
        ] as [(String, RosterField)]
    )
    func `a column is known by its name in every form`(header: String, meaning: RosterField) throws
    {
        #expect(try field(header) == meaning)
    }

    @Test func `decomposed letters make the same column name`() throws {
        #expect(try field("Fødselsa\u{30A}r") == .birthYear)
    }

    @Test(arguments: [
        "Fødselsnummer", "Personnr.", "fnr", "Fødsels- og personnummer", "Diagnose",
        "Helseopplysninger", "Straff", "Religion", "Blood Type", "National ID", "Allergier",
    ])
    func `a sensitive column is refused, whatever anyone says`(header: String) throws {
        let table = try read("Navn;\(header)\nÅse Lie;hemmelig\n", ReadOptions(headerRow: 1))
        let mapping = HeaderMapping(of: table, overrides: [header: .note])
        #expect(mapping.refused.map(\.label) == [header])
        #expect(mapping.unknown.isEmpty)
    }

    @Test func `a column of eleven-digit numbers is refused by its values`() throws {
        let table = try read("Navn;Kode\nÅse Lie;01018012345\nKåre Moen;410180 12345\n")
        #expect(HeaderMapping(of: table).refused.map(\.category) == ["national_id"])
    }

    @Test func `unknown columns are listed and can be explained or ignored`() throws {
        let table = try read("Navn;Skostørrelse;Dads email\nÅse Lie;38;a@example.no\n")
        #expect(HeaderMapping(of: table).unknown == ["Skostørrelse", "Dads email"])
        let told = HeaderMapping(
            of: table,
            overrides: ["dads EMAIL": .email],
            ignored: ["skostørrelse"]
        )
        #expect(told.unknown.isEmpty)
        #expect(told.indices(of: .email) == [2])
    }

    @Test func `navn beside etternavn is the given name`() throws {
        let mapping = HeaderMapping(of: try read("Namn;Etternamn\nÅse;Lie\n"))
        #expect(mapping.indices(of: .givenName) == [0])
    }

    @Test func `telefon beside mobil is another number`() throws {
        let mapping = HeaderMapping(of: try read("Navn;Telefon;Mobil\nÅse Lie;1;2\n"))
        #expect(mapping.indices(of: .mobile) == [2])
        #expect(mapping.indices(of: .phone) == [1])
        let alone = HeaderMapping(of: try read("Navn;Telefon\nÅse Lie;1\n"))
        #expect(alone.indices(of: .mobile) == [1])
    }

    @Test func `without a header the values tell, but a person must confirm`() throws {
        let table = try read(
            "Kåre;Moen;912 34 567;kare@example.no;01.02.1980;0150\n"
                + "Åse;Lie;98765432;ase@example.no;3.4.1990;7010\n"
        )
        let mapping = HeaderMapping(of: table)
        #expect(mapping.indices(of: .givenName) == [0])
        #expect(mapping.indices(of: .familyName) == [1])
        #expect(mapping.indices(of: .mobile) == [2])
        #expect(mapping.indices(of: .email) == [3])
        #expect(mapping.indices(of: .birthDate) == [4])
        #expect(mapping.indices(of: .postalCode) == [5])
        #expect(mapping.needsConfirmation)
        let said = HeaderMapping(of: table, overrides: ["#1": .familyName, "#2": .givenName])
        #expect(said.indices(of: .familyName) == [0])
    }

    @Test func `no column name has two meanings`() {
        var meanings: [String: RosterField] = [:]
        for (field, names) in HeaderSynonyms.names {
            for name in names.split(separator: ",") {
                let key = HeaderKey.of(String(name))
                #expect(meanings[key, default: field] == field, "\(name)")
                #expect(SensitiveColumns.category(ofKey: key) == nil, "\(name)")
                meanings[key] = field
            }
        }
        #expect(meanings.count > 150)
    }

    @Test func `birth day beside month and year is a day of the month`() throws {
        let text = "Name,Birth Year,Birth Month,Birth Day\nÅse Lie,1980,2,1\n"
        let plan = try plan(text)
        #expect(plan.rows[0].changes.last?.new == "1980-02-01")
    }

    @Test func `the fingerprint is of the names, not of how they are written`() throws {
        let one = HeaderMapping(of: try read("Fornavn;E-post\na;b\n"))
        let other = HeaderMapping(of: try read("FORNAVN,epost\nc,d\n"))
        let third = HeaderMapping(of: try read("Etternavn;E-post\na;b\n"))
        #expect(one.fingerprint == other.fingerprint)
        #expect(one.fingerprint != third.fingerprint)
    }
}
