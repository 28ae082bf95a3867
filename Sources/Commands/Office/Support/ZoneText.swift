import Coordination
import Geometry
import SyncCore

/// Zone files and what importing them does, as they are told.
struct ZoneText {
    let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    /// What a file holds, without a store to compare it with.
    func show(_ file: ZoneFile) -> ExitCode {
        let segments = file.zones.reduce(0) { $0 + $1.segments.count }
        context.show(
            [
                "zones": .integer(Int64(file.zones.count)), "segments": .integer(Int64(segments)),
                "restrictions": .integer(Int64(file.restrictions.count)),
                "problems": .array(file.problems.map(json)),
            ]
        ) {
            var lines = file.zones.map { zone in
                let area = Int(zone.areaSquareMetres.rounded())
                return
                    "zone \(zone.name): \(area) m², \(Count.text(zone.segments.count, "segment"))"
            }
            lines += file.restrictions.map { "restriction \($0.name): \($0.windows)" }
            lines += file.problems.map(text)
            lines.append(
                """
                \(Count.text(file.zones.count, "zone")), \(Count.text(segments, "segment")), \
                \(Count.text(file.restrictions.count, "restriction")), \
                \(Count.text(file.problems.count, "problem")).
                """
            )
            return lines.joined(separator: "\n")
        }
        if file.problems.hasErrors { return .refused }
        return file.problems.isEmpty ? .ok : .warnings
    }

    /// What an import would do, or with a result, what it did.
    func show(_ plan: ZoneImport, _ result: ZoneImport.Result? = nil) -> ExitCode {
        let actions = result?.actions ?? plan.items.map(\.action)
        let counts = Dictionary(grouping: actions) { $0 }.mapValues(\.count)
        context.show(json(plan, actions, result, counts)) {
            var lines = zip(plan.items, actions).enumerated().map { number, pair in
                text(pair.0, pair.1, result?.findings[number] ?? [])
            }
            lines += plan.warnings.map(text)
            if plan.items.contains(where: \.movesShape) {
                lines.append("Shapes that are there change only with --moving.")
            }
            let sums = ZoneImport.Action.allCases.map { "\(counts[$0] ?? 0) \($0.rawValue)" }
            return (lines + [sums.joined(separator: ", ") + "."]).joined(separator: "\n")
        }
        if (counts[.refused] ?? 0) > 0 { return .refused }
        let isMoving = result == nil && plan.items.contains(where: \.movesShape)
        return plan.warnings.isEmpty && !isMoving ? .ok : .warnings
    }

    private func json(
        _ plan: ZoneImport,
        _ actions: [ZoneImport.Action],
        _ result: ZoneImport.Result?,
        _ counts: [ZoneImport.Action: Int]
    ) -> JSONValue {
        let items = zip(plan.items, actions).enumerated().map { number, pair -> JSONValue in
            let (item, action) = pair
            let codes = item.codes + (result?.findings[number] ?? []).map(\.code)
            var out: JSONObject = [
                "kind": .string(item.kind.rawValue), "name": .string(item.name),
                "feature": .integer(Int64(item.feature)), "action": .string(action.rawValue),
                "segments": .integer(Int64(item.segments)), "moves": .bool(item.movesShape),
                "codes": .array(codes.map { .string($0) }),
            ]
            out["id"] = item.row?.json
            return .object(out)
        }
        var sums: JSONObject = [:]
        for action in ZoneImport.Action.allCases {
            sums[action.rawValue] = .integer(Int64(counts[action] ?? 0))
        }
        return [
            "items": .array(items), "counts": .object(sums),
            "warnings": .array(plan.warnings.map(json)),
        ]
    }

    private func text(
        _ item: ZoneImport.Item,
        _ action: ZoneImport.Action,
        _ findings: [Finding]
    ) -> String {
        let place = item.name.isEmpty ? "feature \(item.feature)" : item.name
        let reasons = item.codes.map { Finding($0) } + findings
        let why = reasons.map { reason in
            let known = Messages.codes.contains(reason.code)
            let told = item.problems.first { $0.code == reason.code }?.message
            let sentence =
                known
                ? Messages.sentence(for: reason, verdict: nil, language: context.language) + " "
                : told.map { $0 + " " } ?? ""
            return "\n    \(sentence)[\(reason.code)]"
        }
        // What could not be read is neither, as far as anybody knows.
        let kind = item.problems.isEmpty ? "\(item.kind.rawValue) " : ""
        return "\(action.rawValue)  \(kind)\(place)" + why.joined()
    }

    private func text(_ problem: GeometryProblem) -> String {
        "\(problem.severity.rawValue) \(problem.path): \(problem.message) [\(problem.code)]"
    }

    private func json(_ problem: GeometryProblem) -> JSONValue {
        var out: JSONObject = [
            "code": .string(problem.code), "severity": .string(problem.severity.rawValue),
            "message": .string(problem.message), "path": .string(problem.path),
        ]
        out["feature"] = problem.feature.map { .integer(Int64($0)) }
        return .object(out)
    }
}
