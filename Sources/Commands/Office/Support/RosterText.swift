import Coordination
import RosterImport
import SyncCore

/// Plans and imports of rosters as they are told: numbers and codes, no personal values.
struct RosterText {
    let context: CommandContext
    private let words: RosterWords

    init(_ context: CommandContext) {
        self.context = context
        words = RosterWords(context.language)
    }

    func show(_ summary: PlanSummary, _ columns: RosterColumnWords) {
        let table = summary.table
        let mapping = columns.mapping
        context.show(json(summary, columns)) {
            let counts = summary.header.counts
            var lines = [
                "\(words.source(table)), \(words.rows(counts.rowsRead))"
            ]
            lines += mapping.columns.map { column in
                "  \(column.label): \(text(column, summary))"
            }
            if !columns.remembered.isEmpty {
                let labels = columns.remembered.map { mapping.columns[$0 - 1].label }
                lines.append(words.remembered(labels.joined(separator: ", ")))
            }
            lines += table.problems.map { problem in
                let place = problem.row > 0 ? "\(words.row(problem.row)): " : ""
                return "\(place)\(sentence(problem)) [\(problem.code)]"
            }
            lines += summary.reasons.sorted { $0.key < $1.key }.map { code, rows in
                "\(rows.count) × \(code): \(sentence(code)) (\(words.places(rows.numbers, of: rows.count)))"
            }
            lines.append(
                words.sums([
                    (.created, counts.create), (.updated, counts.update), (.linked, counts.link),
                    (.unchanged, counts.unchanged), (.ask, counts.ask), (.rejected, counts.reject),
                ])
            )
            return (lines + next(summary, mapping)).joined(separator: "\n")
        }
    }

    /// Why the exit code is not 0, what the plan is, and what to run next.
    private func next(_ summary: PlanSummary, _ mapping: HeaderMapping) -> [String] {
        let counts = summary.header.counts
        var lines: [String] = []
        let out = context.arguments.option("--plan")
        if !mapping.unknown.isEmpty {
            lines.append(words.notUsed(mapping.unknown.joined(separator: ", ")))
        }
        if mapping.needsConfirmation { lines.append(words.guessed) }
        if counts.ask > 0 { lines.append(words.waiting(counts.ask, plan: out)) }
        if let erased = summary.reasons["row.person_erased"]?.numbers.first {
            lines.append(words.erased(erased, plan: out ?? "PLAN"))
        }
        if counts.reject > 0, context.arguments.option("--reject") == nil {
            lines.append(words.writeRejects)
        }
        guard let out else { return lines + [words.nothingWritten] }
        return lines + [words.next(out, isPiped: summary.header.source == nil)]
    }

    private func sentence(_ problem: ReadProblem) -> String {
        let text = sentence(problem.code)
        return text == problem.code ? problem.message : text
    }

    func show(_ apply: RosterApply) {
        context.show(json(apply)) {
            var lines = apply.rows.filter { [.ask, .rejected, .refused].contains($0.state) }.map {
                row in
                let codes = row.codes.joined(separator: ", ")
                let why = row.codes.map { " " + sentence($0) }.joined()
                return "\(words.row(row.number)): \(words.word(row.state)).\(why) [\(codes)]"
            }
            if !apply.isEmpty { lines.append(words.imported(apply.batch)) }
            lines.append(sums(apply))
            let asked = apply.rows.count { row in
                row.state == .ask && !row.codes.contains { $0.hasPrefix("roster.") }
            }
            if asked > 0 {
                let plan = context.arguments.optionalText("PLAN")
                lines.append(words.waiting(asked, plan: plan))
            }
            return lines.joined(separator: "\n")
        }
    }

    /// The sum line of `check` in the same words, and with what the hub would not have.
    private func sums(_ apply: RosterApply) -> String {
        words.sums(
            RosterApply.Row.State.allCases
                .filter { $0 != .refused || apply.count(.refused) > 0 }
                .map { ($0, apply.count($0)) }
        )
    }

    private func json(_ apply: RosterApply) -> JSONValue {
        var counts: JSONObject = [:]
        for state in RosterApply.Row.State.allCases {
            counts[state.rawValue] = .integer(Int64(apply.count(state)))
        }
        let rows = apply.rows.map { row -> JSONValue in
            [
                "row": .integer(Int64(row.number)), "state": .string(row.state.rawValue),
                "codes": .array(row.codes.map { .string($0) }),
            ]
        }
        return [
            "batch": apply.isEmpty ? .null : apply.batch.json, "counts": .object(counts),
            "rows": .array(rows),
        ]
    }

    private func json(_ summary: PlanSummary, _ said: RosterColumnWords) -> JSONValue {
        let mapping = said.mapping
        let table = summary.table
        let counts = summary.header.counts
        let sums: [(String, Int)] = [
            ("read", counts.rowsRead), ("create", counts.create), ("update", counts.update),
            ("link", counts.link), ("unchanged", counts.unchanged), ("ask", counts.ask),
            ("reject", counts.reject),
        ]
        let columns = mapping.columns.map { column -> JSONValue in
            [
                "column": .string(column.label), "use": .string(Self.use(column)),
                "confidence": .double(column.confidence),
                "filled": .integer(Int64(summary.filled[column.index])),
            ]
        }
        return [
            "encoding": table.sheet == nil ? .string(table.encoding.rawValue) : .null,
            "delimiter": table.sheet == nil ? .string(table.delimiter.rawValue) : .null,
            "sheet": table.sheet.map { .string($0.name) } ?? .null, "columns": .array(columns),
            "counts": .object(
                JSONObject(sums.map { ($0, .integer(Int64($1))) })
            ),
            "problems": .array(
                table.problems.map { problem in
                    [
                        "row": .integer(Int64(problem.row)), "code": .string(problem.code),
                        "message": .string(sentence(problem)),
                    ]
                }
            ),
            "unknown": .array(mapping.unknown.map { .string($0) }),
            "remembered": .array(said.remembered.map { .string(mapping.columns[$0 - 1].label) }),
            "reasons": .object(
                JSONObject(
                    summary.reasons.mapValues { .array($0.numbers.map { .integer(Int64($0)) }) }
                )
            ),
        ]
    }

    private func sentence(_ code: String) -> String {
        RosterMessages.sentence(code, in: context.language)
    }

    private static func use(_ column: HeaderMapping.Column) -> String {
        switch column.use {
        case .field(let field): field.rawValue
        case .refused: "refused"
        case .unknown: "unknown"
        case .ignored: "ignored"
        }
    }

    private func text(_ column: HeaderMapping.Column, _ summary: PlanSummary) -> String {
        let sure = Int((column.confidence * 100).rounded())
        let count = summary.header.counts.rowsRead
        let filled = words.filled(summary.filled[column.index], of: count)
        switch column.use {
        case .refused(let category): return "\(words.leftOut("\(category)")); \(filled)"
        case .field(let field): return "\(field.rawValue) (\(sure) %), \(filled)"
        case .unknown: return "\(words.unknown) (\(sure) %), \(filled)"
        case .ignored: return "\(words.ignored) (\(sure) %), \(filled)"
        }
    }
}
