import Coordination
import Foundation
import SyncEngine
import Testing

@testable import Commands

/// What is said where nobody knows who reads it comes in her language all the same.
struct PhraseTests {
    @Test func `numbers keep their places, and what is not in the book stays`() {
        let free = "1234 MiB are free on the store's disk."
        #expect(PhraseBook.told(free, in: .nb) == "1234 MiB er ledig på disken til lageret.")
        #expect(PhraseBook.told(free, in: .en) == free)
        #expect(PhraseBook.told("Something else.", in: .nn) == "Something else.")
    }

    @Test func `every sentence has the same holes in each language`() {
        for (form, words) in (PhraseBook.sentenceParts + PhraseBook.resultParts).joined() {
            let shape = Phrase(form).shape
            #expect(Phrase(words.nb).shape == shape, "\(form)")
            #expect(Phrase(words.nn).shape == shape, "\(form)")
        }
    }

    @Test func `what stands in a hole is told too, and the form that says most is taken`() {
        #expect(
            PhraseBook.told("'slots' takes a whole number from 0 to 500.", in: .nb)
                == "'slots' tar et helt tall fra 0 til 500."
        )
        #expect(
            PhraseBook.told("There is no option --dbb (did you mean --db?).", in: .nn)
                == "Det er ikkje noko val --dbb (meinte du --db?)."
        )
        #expect(
            PhraseBook.told("There is a file a b.db already; choose another name.", in: .nb)
                == "Det er alt en fil a b.db; velg et annet navn."
        )
        #expect(Phrase("# of {}.").values(in: "12 of .") == nil)
        #expect(Phrase("# of {}.").values(in: "x of y.") == nil)
        #expect(Phrase("# of {}.").values(in: "12 of y.") == ["12", "y"])
        let lines = "Sent 2, 1 row came, 0 left; 3 operations wait.\nAne sier hei."
        #expect(
            PhraseBook.lines(lines, in: .nb)
                == "Sendte 2, 1 rad kom, 0 gikk ut; 3 operasjoner venter.\nAne sier hei."
        )
    }

    @Test func `a wrong command line is told of in the language it asks for`() {
        let unknown = TestRun(["zone", "lst", "--language", "nb"])
        #expect(unknown.exit == 64)
        #expect(unknown.errors.contains("det er ingen kommando 'lst' (mente du list?)."))
        #expect(unknown.errors.contains("Prøv 'dugnad zone --help'."))
        let needed = TestRun(["zone", "list", "--language=nn"])
        #expect(needed.errors.contains("--db FILE trengst"))
        #expect(!needed.errors.contains("Try "))
    }

    /// A refusal nobody has put into Norwegian would be read in English by an office that is not.
    @Test func `every refusal a command may tell has its words`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        var found = 0
        for part in ["Commands", "Coordination", "FieldClient", "HubAPI", "Storage", "SyncEngine"] {
            for refusal in try Refusals.all(under: sources.appending(path: part)) {
                found += 1
                #expect(Refusals.isKnown(refusal.form), "\(refusal.file): \(refusal.form)")
            }
        }
        #expect(found > 150)
    }

    @Test func `the doctor has a word in each language for all it looks at`() throws {
        let folder = try TestFolder()
        let file = folder["hub.db"]
        #expect(TestRun(["init", "--db", file, "--centre", "Testsentralen"]).exit == 0)
        let checks = try Doctor.examine(
            file,
            domain: try Coordination.domain(),
            environment: .system
        )
        #expect(checks.count > 8)
        for check in checks {
            #expect(PhraseBook.told(check.finding, in: .nb) != check.finding, "\(check.finding)")
        }
        let told = TestRun(["doctor", "--db", file, "--language", "nn"]).output
        #expect(told.contains("Berre eigaren kan opne lageret."))
        #expect(!told.contains("The "))
    }

    @Test func `a file that is not there is told of in the reader's language`() throws {
        let run = TestRun(["zone", "check", "/nonexistent/soner.geojson", "--language", "nb"])
        #expect(run.exit == 3)
        #expect(run.errors.contains("Det finnes ingen slik fil. [file.missing]"))
    }

    @Test func `the columns of tables are named in the reader's language`() throws {
        let folder = try TestFolder()
        let file = folder["hub.db"]
        #expect(TestRun(["init", "--db", file, "--centre", "Testsentralen"]).exit == 0)
        let nynorsk = TestRun(["device", "list", "--db", file, "--language", "nn"]).output
        #expect(nynorsk.contains("NAMN") && nynorsk.contains("ROLLE"))
        #expect(TestRun(["device", "list", "--db", file]).output.contains("NAME"))
        let empty = TestRun(["review", "list", "--db", file, "--language", "nb"])
        #expect(empty.output == "Ingenting venter.\n")
    }

    @Test func `a wrong number of a municipality ends with 2, as the help says`() throws {
        let folder = try TestFolder()
        let run = TestRun([
            "init", "--db", folder["hub.db"], "--centre", "X", "--municipality", "9999",
        ])
        #expect(run.exit == 2)
        #expect(Init.spec.exits[.refused]?.contains("number") == true)
    }

    @Test func `one thing is not called many`() {
        #expect(Counted.tasks.text(1, .en) == "1 task.")
        #expect(Counted.tasks.text(2, .en) == "2 tasks.")
    }
}
