import Foundation
import Testing

/// The page about a plan: opens anywhere, runs nothing, and says what it holds.
struct RosterHtmlTests {
    private static let list = """
        Fornavn;Etternavn;Mobil;<b>Hund</b>
        Kari;<script>alert(1)</script>;91234567;
        Ole;Moen;31.02;ja

        """

    private func page(_ language: String = "nb", _ text: String = list) throws -> (
        String, CommandFolder
    ) {
        let folder = CommandFolder.withHub()
        let roster = try folder.write(text, to: "liste.csv")
        let out = folder.file("rapport.html")
        folder.run(
            "roster",
            "check",
            roster,
            "--db",
            folder.db,
            "--html",
            out,
            "--language",
            language
        )
        return (
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: out)), as: UTF8.self), folder
        )
    }

    @Test func `it needs no network and runs nothing, whatever stands in the list`() throws {
        let (page, _) = try page()
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        #expect(page.contains("default-src 'none'"))
        #expect(!page.contains("<script") && !page.contains("<b>") && !page.contains("http:"))
        #expect(!page.contains("https:") && !page.contains(" src=") && !page.contains(" href="))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test func `it says what it holds of people, and only its owner can read it`() throws {
        let (page, folder) = try page()
        #expect(page.contains("Denne filen kan ha personopplysninger"))
        #expect(page.contains("slett den"))
        let about = try FileManager.default.attributesOfItem(atPath: folder.file("rapport.html"))
        #expect((about[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let again = folder.run(
            "roster",
            "check",
            folder.file("liste.csv"),
            "--db",
            folder.db,
            "--html",
            folder.file("rapport.html")
        )
        #expect(again.errors.contains("--html"))
    }

    @Test func `a file that is there already is told of before the list is opened`() throws {
        let folder = CommandFolder.withHub()
        let out = try folder.write("x", to: "avvist.csv")
        for option in ["--html", "--reject"] {
            let words = ["roster", "check", folder.file("ingen.csv"), "--db", folder.db]
            #expect(folder.run(words + [option, out]).errors.contains(option))
        }
    }

    @Test func `numbers, bars and a sample are there`() throws {
        let (page, _) = try page()
        #expect(page.contains("<td>rader lest</td><td>2</td>"))
        #expect(page.contains("<td>avvist</td><td>1</td>"))
        #expect(page.contains("<svg role=\"img\""))
        #expect(page.contains(">50 %</text>") && page.contains(">100 %</text>"))
        #expect(page.contains("mobil") && page.contains("+4791234567"))
        // Of a rejected row no value is told.
        #expect(!page.contains("31.02"))
    }

    @Test(arguments: [("nn", "Kor fulle kolonnane er"), ("en", "How full the columns are")])
    func `it speaks the other languages`(language: String, words: String) throws {
        let (page, _) = try page(language)
        #expect(page.contains("lang=\"\(language)\""))
        #expect(page.contains(words))
    }
}
