import RosterImport
import SampleData
import Testing

/// Dirty rosters against their truth: no wrong merge, nearly every duplicate found, the rest asked.
@Suite struct DirtyRosterTests {
    @Test func `within a file no two persons become one`() throws {
        var score = RosterScore()
        for seed in [1, 2, 3, 5, 8, 13, 21] as [UInt64] {
            let roster = DirtyRoster(rows: 3_000, seed: seed)
            count(try plan(roster.text), roster.truth, into: &score) { _ in -1 }
        }
        #expect(score.rows == 21_000)
        try hold(score)
        #expect(score[.son].rows > 100 && score[.namesake].rows > 400 && score[.twin].rows > 50)
    }

    @Test func `against the store no two persons become one`() throws {
        var score = RosterScore()
        for seed in [1_001, 1_002, 1_003] as [UInt64] {
            let roster = DirtyRoster(rows: 3_000, seed: seed)
            let lines = roster.text.split(separator: "\r\n").map(String.init)
            let half = 1 + (lines.count - 1) / 2
            let first = lines[..<half].joined(separator: "\r\n")
            let second = lines[0] + "\r\n" + lines[half...].joined(separator: "\r\n")
            var known = try plan(first)
            let told = Array(roster.truth[..<(half - 1)])
            settle(&known, told)
            let store = applied(known, to: [])
            let persons = Dictionary(uniqueKeysWithValues: told.map { ($0.row, $0.person) })
            var truth = Array(roster.truth[(half - 1)...])
            for index in truth.indices { truth[index].row -= half - 1 }
            count(try plan(second, known: store), truth, into: &score) { id in
                Int(id.drop { !$0.isNumber }).flatMap { persons[$0] ?? nil } ?? -1
            }
        }
        try hold(score)
    }

    @Test func `a clean roster is created as it stands, in every encoding`() throws {
        let roster = DirtyRoster(rows: 500, seed: 3, isClean: true)
        #expect(roster.people == 500)
        let text = roster.text
        let wide = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        let encoded: [[UInt8]] = [
            roster.bytes, Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8),
            [0xFF, 0xFE] + wide,
        ]
        var plans: [[PlanRow]] = []
        for bytes in encoded {
            let table = try RosterReader.read(bytes)
            let plan = try Planner.plan(
                table,
                mapping: HeaderMapping(of: table),
                known: [],
                options: try options()
            )
            #expect(plan.header.counts.create + plan.header.counts.ask == 500)
            // Chance alone makes namesakes without dates.
            #expect(plan.header.counts.ask < 10)
            plans.append(plan.rows)
        }
        #expect(plans.allSatisfy { $0 == plans[0] })
    }

    @Test func `a seed gives one roster, and what is true of it can be written and read`() {
        let roster = DirtyRoster(rows: 2_000, seed: 9)
        #expect(roster.text == DirtyRoster(rows: 2_000, seed: 9).text)
        #expect(roster.text != DirtyRoster(rows: 2_000, seed: 10).text)
        #expect(RosterTruth.read(RosterTruth.lines(roster.truth)) == roster.truth)
        for (kind, least) in [(RosterTruth.Kind.namesake, 40), (.son, 10), (.family, 80)] {
            #expect(roster.truth.count { $0.kind == kind } >= least, "\(kind)")
        }
        let duplicates = roster.truth.filter { $0.kind.isDuplicate }
        #expect((120...200).contains(duplicates.count))
        #expect(Set(duplicates.map(\.kind)).count == 6)
        #expect(Set(roster.truth.compactMap(\.code)).count == 16)
    }

    private func hold(_ score: RosterScore) throws {
        print(
            """
            \(score.rows) rows, \(score.duplicates) duplicates: \(score.found) found, \
            \(score.wrongMerges) wrong merges, \(score.missed) not noticed, recall \(score.recall)
            """
        )
        #expect(score.wrongMerges == 0)
        #expect(score.precision == 1)
        #expect(score.recall >= 0.95)
        #expect(score.missed == 0)
        #expect(score.wrongRefusals == 0, "\(score[.error])")
        let strangers = score[.first]
        #expect(strangers.asked * 40 < strangers.rows, "\(strangers)")
    }

    /// Counts each row; `person` tells whom a person of the store is in truth.
    private func count(
        _ plan: Plan,
        _ truth: [RosterTruth],
        into score: inout RosterScore,
        person: (String) -> Int
    ) {
        let persons = Dictionary(uniqueKeysWithValues: truth.map { ($0.row, $0.person) })
        for (row, told) in zip(plan.rows, truth) {
            switch row.action {
            case .ask: score.count(told, .asked)
            case .reject: score.count(told, .refused(code: row.reasons.first?.code ?? ""))
            case .create: score.count(told, .created)
            case .link, .update, .unchanged:
                let first = row.sameAsRow.flatMap { persons[$0] ?? nil }
                score.count(told, .joined(row.person.map(person) ?? first ?? -1))
            }
        }
    }

    /// Answers what the plan asks with the truth, as an office would that knows its people.
    private func settle(_ plan: inout Plan, _ truth: [RosterTruth]) {
        var stored: [Int: Int] = [:]
        for (index, told) in truth.enumerated() {
            guard let person = told.person else { continue }
            if plan.rows[index].action == .ask {
                plan.rows[index].action = stored[person] == nil ? .create : .link
                plan.rows[index].sameAsRow = stored[person]
            }
            if plan.rows[index].action == .create, stored[person] == nil {
                stored[person] = plan.rows[index].row
            }
        }
    }
}
