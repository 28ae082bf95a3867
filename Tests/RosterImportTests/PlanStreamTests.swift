import Foundation
import Glibc
import RosterImport
import SampleData
import Testing

/// A plan made row by row is the plan made of the whole table.
@Suite struct PlanStreamTests {
    /// What streaming gives: the plan read back from its file, and what was told.
    private func streamed(
        _ bytes: [UInt8],
        known: [KnownPerson] = []
    ) throws -> (plan: Plan, summary: PlanSummary, rejects: [UInt8]?) {
        let stream = try RosterStream(RosterBytes(bytes))
        let (beginning, expected) = try stream.beginning()
        let path = NSTemporaryDirectory() + "dugnad-plan-\(UUID().uuidString)"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        defer {
            close(descriptor)
            unlink(path)
        }
        var run = try PlanRun(
            stream,
            beginning: beginning,
            mapping: HeaderMapping(of: beginning),
            known: known,
            options: try options(),
            expecting: expected,
            writer: PlanWriter(descriptor: descriptor),
            keepsRowNumbers: true
        )
        let summary = try run.plan { _, _ in }
        let plan = try PlanFile.read(Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        return (plan, summary, try run.rejectFile())
    }

    private func whole(_ bytes: [UInt8], known: [KnownPerson] = []) throws -> (Plan, [UInt8]?) {
        let table = try RosterReader.read(bytes)
        let mapping = HeaderMapping(of: table)
        let plan = try Planner.plan(table, mapping: mapping, known: known, options: try options())
        return (plan, RejectFile.write(plan, table: table, mapping: mapping))
    }

    @Test(arguments: [2, 11] as [UInt64])
    func `a sample is planned the same, also against the store it has made`(seed: UInt64) throws {
        let bytes = RosterSample(rows: 1_500, seed: seed).bytes
        let first = try streamed(bytes)
        let expected = try whole(bytes)
        #expect(first.plan == expected.0)
        #expect(first.rejects == expected.1)
        #expect(first.summary.header.counts == expected.0.header.counts)
        for remembers in [true, false] {
            var store = applied(first.plan, to: [])
            if !remembers { for index in store.indices { store[index].contentKeys = [] } }
            #expect(try streamed(bytes, known: store).plan == whole(bytes, known: store).0)
        }
    }

    @Test func `rows that cannot be found again by their place are kept, and planned the same`()
        throws
    {
        let text = """
            Fornavn;Etternavn;Født;Mobil;E-post
            Åse;Lie;01.02.1980;91234567;
            Åse;Lie;01.02.1980;91234567;ase@example.no
            Ole;Moen;;91234567;
            Ole;Moen;;;ole@example.no
            "Per;Dahl;;;
            Kari;Å;;41234567;kari@example.no
            Kari;Aa;;41234567;

            """
        var utf16: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        for bytes in [Array(text.utf8), utf16] {
            let (plan, _, rejects) = try streamed(bytes)
            let expected = try whole(bytes)
            #expect(plan == expected.0)
            #expect(rejects == expected.1)
            #expect(plan.header.counts.link == 2)
        }
    }

    @Test func `a list without a header has the columns of its widest row`() throws {
        var text = ""
        for row in 0..<1_200 { text += "Kari \(row % 26);Moe;\(40_000_000 + row)\n" }
        text += "Ole;Moe;49999999;ole@example.no\n"
        let stream = try RosterStream(RosterBytes(Array(text.utf8)))
        let (beginning, _) = try stream.beginning()
        let table = try RosterReader.read(Array(text.utf8))
        #expect(beginning.columnCount == table.columnCount)
        #expect(HeaderMapping(of: beginning) == HeaderMapping(of: table))
    }

    @Test func `the last row may prove that a column of dates counts months first`() throws {
        var text = "Navn;Fødselsdato\n"
        for row in 0..<1_500 { text += "Kari Nr\(row);02/03/19\(50 + row % 40)\n" }
        text += "Ole Moen;12/31/1980\n"
        let (plan, _, _) = try streamed(Array(text.utf8))
        #expect(plan == (try whole(Array(text.utf8)).0))
        #expect(plan.rows.last?.changes.last?.new == "1980-12-31")
        #expect(plan.rows.first?.changes.last?.new == "1950-02-03")
    }

    @Test func `contacts are told as shared in every row, whichever came first`() throws {
        let text = """
            Fornavn;Etternavn;Født;Mobil
            Kari;Moe;01.02.1980;91234567
            Ole;Moe;01.02.2010;91234567
            Liv;Dahl;01.02.1985;41234567

            """
        let (plan, summary, _) = try streamed(Array(text.utf8))
        #expect(plan.rows.map { $0.contacts[0].ownedBy } == [.shared, .shared, .own])
        #expect(summary.reasons["contact.shared"]?.numbers == [2, 3])
        #expect(summary.filled == [3, 3, 3, 3])
    }

    @Test func `text of every kind stands in a plan's line as it was`() throws {
        let odd = "\u{1}\u{1F} \"\\/\u{7F}\u{2028}å\u{301}😀"
        var (plan, _) = try whole(Array("Navn;Merknad\nKari Moe;x\n".utf8))
        plan.rows[0].changes.append(FieldChange(field: .note, old: "\n\r\t", new: odd))
        let read = try PlanFile.read(try PlanFile.write(plan))
        #expect(read == plan)
        #expect(Array(read.rows[0].changes.last?.new.utf8 ?? "".utf8) == Array(odd.utf8))
        // Any other program reads it as well.
        let line = try PlanFile.write(plan).split(separator: 0x0A)[1]
        #expect(try JSONDecoder().decode(PlanRow.self, from: Data(line)) == plan.rows[0])
    }
}
