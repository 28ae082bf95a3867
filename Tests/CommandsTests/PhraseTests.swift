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

    @Test func `every sentence has as many numbers in each language`() {
        for (form, phrase) in PhraseBook.all {
            let count = form.count { $0 == "#" }
            #expect(phrase.nb.count { $0 == "#" } == count, "\(form)")
            #expect(phrase.nn.count { $0 == "#" } == count, "\(form)")
            #expect(phrase.nb != form && phrase.nn != form)
        }
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
