import Foundation
import SyncCore
import Testing

/// What `roster check` and `roster apply` say, and whether the one keeps what the other promises.
struct RosterTellingTests {
    private func check(_ text: String, _ more: String...) throws -> CommandFolder.Told {
        let folder = CommandFolder.withHub()
        let roster = try folder.write(text, to: "liste.csv")
        return folder.run(["roster", "check", roster, "--db", folder.db] + more)
    }

    @Test func `an address that is none is rejected with its code`()
        throws
    {
        let folder = CommandFolder.withHub()
        let text =
            "Fornavn;Etternavn;E-post;Mobil\nKari;Moe;kari@localhost;91234567\n"
            + "Ole;Moe;ole@example,no;\nPer;Moe;per,moe@example.no;\nAnne;Moe;anne@example.no;\n"
        let roster = try folder.write(text, to: "liste.csv")
        let plan = folder.file("plan")
        let check = folder.check(roster, plan: plan)
        #expect(try check.json["counts"]?["create"] == 1)
        #expect(try check.json["counts"]?["reject"] == 3)
        #expect(try check.json["reasons"]?["email.no_top_domain"]?.array?.count == 1)
        #expect(try check.json["reasons"]?["email.comma_for_point"]?.array?.count == 2)
        let apply = folder.run("roster", "apply", plan, "--db", folder.db, "--json")
        #expect(try apply.json["counts"]?["created"] == 1)
        #expect(try apply.json["counts"]?["refused"] == 0)
    }

    @Test func `a column that is not there, or may not be held, is a slip to be told of`() throws {
        let text = "Fornavn;Etternavn;Helse\nKari;Moe;god\n"
        let missing = try check(text, "--map", "Fornam=given_name")
        #expect(missing.exit == 64)
        #expect(missing.errors.contains("Fornavn, Etternavn, Helse"))
        let refused = try check(text, "--map", "Helse=note")
        #expect(refused.exit == 64)
        #expect(refused.errors.contains("Fornavn, Etternavn"))
        #expect(try check(text, "--ignore", "Hels").exit == 64)
        #expect(try check(text, "--map", "#2=family_name").exit == 1)
    }

    @Test func `problems of reading are told, and what is not used`() throws {
        let short = try check("Fornavn;Etternavn;Ukjent\nKari;Moe\nOle;Dal;x\n")
        #expect(short.output.contains("roster.short_row"))
        #expect(short.output.contains("Not used: Ukjent"))
        #expect(short.output.contains("--ignore"))
        #expect(short.output.contains("--plan OUT"))
        let bare = try check("Kari;Moe;91234567\nOle;Dal;92345678\n")
        #expect(bare.output.contains("roster.no_header"))
    }

    @Test func `a bad address in a column nobody has mapped does not vanish`() throws {
        let told = try check(
            "Dads email,First Name,Last Name\njoseph-email.com,Joseph,Savage\n",
            "--json"
        )
        #expect(try told.json["reasons"]?["column.email_unread"]?.array?.count == 1)
        #expect(told.exit == 1)
    }

    @Test func `check and apply count in the same words`() throws {
        let folder = CommandFolder.withHub()
        let roster = try folder.write(RosterApplyTests.roster, to: "liste.csv")
        let plan = folder.file("plan")
        let check = folder.run("roster", "check", roster, "--db", folder.db, "--plan", plan)
        let apply = folder.run("roster", "apply", plan, "--db", folder.db)
        let sums = "3 new, 0 changed, 0 linked, 0 unchanged, 0 to be asked, 0 rejected."
        #expect(check.output.contains(sums))
        #expect(apply.output.contains(sums))
    }

    @Test func `apply speaks in sentences of the reader's language`() throws {
        let folder = CommandFolder.withHub()
        let roster = try folder.write("Navn;Fødselsdato\nKari Moe;31.02.1980\n", to: "liste.csv")
        let plan = folder.file("plan")
        folder.run("roster", "check", roster, "--db", folder.db, "--plan", plan)
        let words = ["roster", "apply", plan, "--db", folder.db, "--language"]
        #expect(folder.run(words + ["en"]).output.contains("The calendar has no such date."))
        #expect(folder.run(words + ["nn"]).output.contains("Datoen finst ikkje"))
        #expect(folder.run(words + ["nb"]).output.contains("Datoen finnes ikke"))
    }

    @Test func `a file that is there is named with its option`() throws {
        let folder = CommandFolder.withHub()
        let roster = try folder.write("Navn\nKari Moe\n", to: "liste.csv")
        let told = folder.run("roster", "check", roster, "--db", folder.db, "--plan", roster)
        #expect(told.exit == 2)
        #expect(told.errors.contains("--plan"))
        #expect(told.errors.contains(roster))
    }
}
