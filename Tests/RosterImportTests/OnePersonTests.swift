import Foundation
import Glibc
@testable import RosterImport
import Testing

/// A list may tell of one person thousands of times: the work grows with its rows, and no faster.
@Suite struct OnePersonTests {
    /// Rows of one person: the same, with a number of her own each, or told apart by a note.
    private static func list(_ rows: Int, _ kind: Int) -> String {
        var text = "Fornavn;Etternavn;Fødselsdato;Mobil;E-post;Merknad\n"
        for row in 0..<rows {
            let number = kind == 1 ? 40_000_000 + row : 91_234_567
            let note = kind == 2 ? "nr \(row)" : ""
            text += "Kari;Nordmann;03.05.1984;\(number);kari@example.no;\(note)\n"
        }
        return text
    }

    private func readAgain(_ text: String, known: [KnownPerson] = []) throws -> Int {
        let stream = try RosterStream(RosterBytes(Array(text.utf8)))
        let (beginning, _) = try stream.beginning()
        var run = try PlanRun(
            stream,
            beginning: beginning,
            mapping: HeaderMapping(of: beginning),
            known: known,
            options: try options()
        )
        let summary = try run.plan { _, _ in }
        #expect(summary.header.counts.accepted + summary.header.counts.unchanged == 5_000)
        return run.rowsReadAgain
    }

    @Test(arguments: [0, 1, 2])
    func `five thousand rows of one person are read again a few times each`(kind: Int) throws {
        let text = Self.list(5_000, kind)
        let count = try readAgain(text)
        #expect(count < 5 * 5_000, "\(count)")
        let table = try read(text)
        let plan = try Planner.plan(
            table,
            mapping: HeaderMapping(of: table),
            known: [],
            options: try options()
        )
        // Also with half of them imported before, in turn with the others.
        var store = applied(plan, to: [])
        let half = Set(
            plan.rows.enumerated().filter { $0.offset % 2 == 0 }.map(\.element.contentKey)
        )
        for index in store.indices { store[index].contentKeys.formIntersection(half) }
        let again = try readAgain(text, known: store)
        #expect(again < 5 * 5_000, "\(again)")
    }
}
