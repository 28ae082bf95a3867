import Coordination
import Geometry
import RosterImport
import SyncCore

/// A season's cleanups as a table, a file for spreadsheets and JSON.
struct SeasonText {
    private let report: SeasonReport
    private let language: Language

    init(_ report: SeasonReport, _ language: Language) {
        self.report = report
        self.language = language
    }

    // MARK: On the screen

    var screen: String {
        guard !report.actions.isEmpty else { return word("none") }
        var table = Table(
            ["day", "code", "title", "people", "metres", "bags", "kg", "cost", "refund"]
                .map { word($0).uppercased() }
        )
        for action in report.actions {
            table.add(
                action.day?.description ?? "",
                action.code ?? "",
                title(action),
                "\(action.sum.adults + action.sum.minors)",
                "\(action.sum.metres)",
                bags(action.sum),
                kilos(action.sum.weight),
                kroner(action.sum.costInAll),
                refund(action.refund)
            )
        }
        let total = report.total
        let eligible = report.actions.filter(\.refund.isEligible)
        let sum = eligible.reduce(CleanupSum()) { $0 + $1.sum }
        return table.text + "\n\n"
            + [
                "\(report.actions.count) \(word("cleanups"))",
                "\(total.adults + total.minors) \(word("people"))", "\(total.metres) m",
                "\(bags(total)) \(word("bags"))", "\(kilos(total.weight)) kg",
                "\(kroner(total.costInAll)) kr",
            ].joined(separator: ", ")
            + "\n\(eligible.count) \(word("eligible")): \(kroner(sum.costInAll)) kr"
    }

    private func title(_ action: CleanupAction) -> String {
        action.task?.row["title"]?.text ?? action.zone?.row["name"]?.text ?? word("unannounced")
    }

    private func bags(_ sum: CleanupSum) -> String {
        sum.bagsHalf == 0 ? "\(sum.bagsFull)" : "\(sum.bagsFull) + \(sum.bagsHalf)/2"
    }

    /// Kilos with one decimal; a tilde before what is an estimate.
    private func kilos(_ weight: CleanupWeight) -> String {
        (weight.isEstimated ? "~" : "") + Self.decimal(weight.grams, 1000, digits: 1)
    }

    private func kroner(_ ore: Int64) -> String { Self.decimal(ore, 100, digits: 2) }

    private func refund(_ basis: RefundBasis) -> String {
        if basis.isEligible { return word("yes") }
        let codes = basis.exclusions.map(\.rawValue) + basis.missing.map(\.rawValue)
        return word("no") + ": " + codes.map(word).joined(separator: ", ")
    }

    private func word(_ code: String) -> String { SeasonWords.text(code, in: language) }

    /// A number of whole units as decimals, rounded down, with a point.
    static func decimal(_ value: Int64, _ unit: Int64, digits: Int) -> String {
        guard digits > 0 else { return "\(value / unit)" }
        var scale: Int64 = 1
        for _ in 0..<digits { scale *= 10 }
        let rest = String(value % unit * scale / unit)
        return "\(value / unit)." + String(repeating: "0", count: digits - rest.count) + rest
    }

    // MARK: For spreadsheets

    /// UTF-8 with a byte order mark, semicolons and CRLF, as Excel in Norway opens it; decimals have a comma.
    var csv: [UInt8] {
        let kinds = SeasonWords.costKinds
        let head =
            [
                "id", "day", "code", "title", "zone", "municipality", "mode", "adults", "minors",
                "minutes", "metres", "bagsFull", "bagsHalf", "kg", "estimated",
            ] + kinds + ["cost", "eligible", "missing"]
        var lines = [head.map(word)]
        for action in report.actions {
            let sum = action.sum
            let zone = action.zone?.row
            let numbers = [
                sum.adults, sum.minors, sum.minutes, sum.metres, sum.bagsFull, sum.bagsHalf,
            ]
            var cells = [action.id, action.day?.description ?? "", action.code ?? ""]
            cells += [title(action), zone?["name"]?.text ?? ""]
            cells += [zone?["municipalityNo"]?.text ?? "", action.mode.rawValue]
            cells += numbers.map { "\($0)" }
            cells += [comma(sum.weight.grams, 1000, digits: 3)]
            cells += [word(sum.weight.isEstimated ? "yes" : "no")]
            cells += kinds.map { comma(sum.costs[$0] ?? 0, 100, digits: 2) }
            cells += [comma(sum.costInAll, 100, digits: 2)]
            cells += [word(action.refund.isEligible ? "yes" : "no")]
            let missing =
                action.refund.exclusions.map(\.rawValue)
                + action.refund.missing.map(\.rawValue)
            cells += [missing.map(word).joined(separator: ", ")]
            lines.append(cells)
        }
        let text = lines.map { $0.map(Self.cell).joined(separator: ";") + "\r\n" }.joined()
        return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    }

    private func comma(_ value: Int64, _ unit: Int64, digits: Int) -> String {
        Self.decimal(value, unit, digits: digits).replacing(".", with: ",")
    }

    /// No spreadsheet runs what somebody wrote into a title.
    private static func cell(_ text: String) -> String {
        let safe = Formula.defused(text)
        guard safe.contains(where: { "\";\n\r".contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    // MARK: For programs

    var json: JSONValue {
        [
            "actions": .array(report.actions.map(Self.json)),
            "total": .object(Self.json(report.total)),
        ]
    }

    private static func json(_ action: CleanupAction) -> JSONValue {
        var out = json(action.sum)
        out["id"] = .string(action.id)
        out["day"] = action.day.map { .string($0.description) }
        out["actionCode"] = action.code.map { .string($0) }
        out["title"] = action.task?.row["title"]
        out["zoneId"] = action.zone?.id.json
        out["zone"] = action.zone?.row["name"]
        out["zoneMode"] = .string(action.mode.rawValue)
        out["isEligible"] = .bool(action.refund.isEligible)
        out["missing"] = .array(action.refund.missing.map { .string($0.rawValue) })
        out["exclusions"] = .array(action.refund.exclusions.map { .string($0.rawValue) })
        return .object(out)
    }

    private static func json(_ sum: CleanupSum) -> JSONObject {
        [
            "adults": .integer(sum.adults), "minors": .integer(sum.minors),
            "minutes": .integer(sum.minutes), "metres": .integer(sum.metres),
            "bagsFull": .integer(sum.bagsFull), "bagsHalf": .integer(sum.bagsHalf),
            "weightG": .integer(sum.weight.grams), "isEstimated": .bool(sum.weight.isEstimated),
            "costsOre": .object(JSONObject(sum.costs.mapValues { .integer($0) })),
        ]
    }
}
