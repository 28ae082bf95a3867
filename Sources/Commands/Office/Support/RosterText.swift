import Coordination
import RosterImport
import SyncCore

/// Plans and imports of rosters as they are told: numbers and codes, no personal values.
struct RosterText {
    let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    func show(_ summary: PlanSummary, _ columns: RosterColumnWords) {
        let table = summary.table
        let mapping = columns.mapping
        context.show(json(summary, columns)) {
            let counts = summary.header.counts
            var lines = [
                "\(Self.source(table)), \(Count.text(counts.rowsRead, "row"))"
            ]
            lines += mapping.columns.map { column in
                "  \(column.label): \(Self.text(column, summary))"
            }
            if !columns.remembered.isEmpty {
                lines.append(Self.remembered(columns))
            }
            lines += table.problems.map { problem in
                let place = problem.row > 0 ? "row \(problem.row): " : ""
                return "\(place)\(sentence(problem)) [\(problem.code)]"
            }
            lines += summary.reasons.sorted { $0.key < $1.key }.map { code, rows in
                "\(rows.count) × \(code): \(sentence(code)) (rows \(Self.list(rows)))"
            }
            lines.append(
                """
                \(counts.create) new, \(counts.update) changed, \(counts.link) linked, \
                \(counts.unchanged) unchanged, \(counts.ask) to be asked, \(counts.reject) rejected.
                """
            )
            return (lines + next(summary.header.counts, mapping)).joined(separator: "\n")
        }
    }

    /// That columns are understood as before, so that nobody wonders who said so.
    private static func remembered(_ columns: RosterColumnWords) -> String {
        let labels = columns.remembered.map { columns.mapping.columns[$0 - 1].label }
        return "Remembered from an earlier list with this header: "
            + "\(labels.joined(separator: ", ")). --forget-map passes it over."
    }

    private static func source(_ table: ReadTable) -> String {
        guard let sheet = table.sheet else { return "encoding \(table.encoding.rawValue)" }
        return "workbook, sheet \(sheet.number) of \(sheet.sheets): \(sheet.name)"
    }

    /// Why the exit code is not 0, what the plan is, and what to run next.
    private func next(_ counts: PlanCounts, _ mapping: HeaderMapping) -> [String] {
        var lines: [String] = []
        let out = context.arguments.option("--plan")
        if !mapping.unknown.isEmpty {
            lines.append(
                "Not used: \(mapping.unknown.joined(separator: ", ")). Say what they mean with "
                    + "--map COLUMN=FIELD, or pass them over with --ignore COLUMN; until then the "
                    + "exit code is 1."
            )
        }
        if mapping.needsConfirmation {
            lines.append("Some columns are guessed; confirm them with --map COLUMN=FIELD.")
        }
        if counts.ask > 0 {
            lines.append(RosterAnswerText.waiting(counts.ask, plan: out))
        }
        if counts.reject > 0, context.arguments.option("--reject") == nil {
            lines.append("--reject OUT writes the rejected rows to a file, to be corrected.")
        }
        guard let out else {
            return lines + ["Nothing is written yet: add --plan OUT, then dugnad roster apply OUT."]
        }
        return lines + [
            "\(out) says what would be done, row by row; it holds personal data and only you can "
                + "read it. Next: dugnad roster apply \(out)"
        ]
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
                return "row \(row.number): \(Self.word(row.state)).\(why) [\(codes)]"
            }
            if !apply.isEmpty { lines.append("import \(apply.batch)") }
            lines.append(Self.sums(apply))
            let asked = apply.rows.count { row in
                row.state == .ask && !row.codes.contains { $0.hasPrefix("roster.") }
            }
            if asked > 0 {
                let plan = context.arguments.optionalText("PLAN")
                lines.append(RosterAnswerText.waiting(asked, plan: plan))
            }
            return lines.joined(separator: "\n")
        }
    }

    /// The sum line of `check` in the same words, and with what the hub would not have.
    private static func sums(_ apply: RosterApply) -> String {
        RosterApply.Row.State.allCases
            .filter { $0 != .refused || apply.count(.refused) > 0 }
            .map { "\(apply.count($0)) \(word($0))" }
            .joined(separator: ", ") + "."
    }

    private static func word(_ state: RosterApply.Row.State) -> String {
        switch state {
        case .created: "new"
        case .updated: "changed"
        case .linked: "linked"
        case .unchanged: "unchanged"
        case .ask: "to be asked"
        case .rejected: "rejected"
        case .refused: "refused by the hub"
        }
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

    private static func list(_ rows: RowNumbers) -> String {
        let shown = rows.numbers.prefix(10).map { "\($0)" }.joined(separator: ", ")
        return rows.count > 10 ? shown + " …" : shown
    }

    private static func use(_ column: HeaderMapping.Column) -> String {
        switch column.use {
        case .field(let field): field.rawValue
        case .refused: "refused"
        case .unknown: "unknown"
        case .ignored: "ignored"
        }
    }

    private static func text(_ column: HeaderMapping.Column, _ summary: PlanSummary) -> String {
        let sure = Int((column.confidence * 100).rounded())
        let count = summary.header.counts.rowsRead
        let filled = "\(summary.filled[column.index]) of \(count) filled"
        if case .refused(let category) = column.use {
            return "left out, we may not hold it (\(category)); \(filled)"
        }
        return "\(use(column)) (\(sure) %), \(filled)"
    }
}
