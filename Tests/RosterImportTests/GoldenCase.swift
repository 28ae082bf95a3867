import Foundation
import RosterImport
import SyncCore
import Testing

/// One file with one trap, and what a plan of it must be.
///
/// `NAME.csv` is the list; `NAME.json` beside it says which trap it is, what the store and the
/// person who reads it know (`given`), and the plan (`expected`).
struct GoldenCase {
    let theme: String
    let name: String

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    static let themes: [String] = names(in: folder).filter { !$0.contains(".") }

    static func all(of theme: String) -> [GoldenCase] {
        names(in: folder.appendingPathComponent(theme)).filter { $0.hasSuffix(".json") }
            .map { GoldenCase(theme: theme, name: String($0.dropLast(5))) }
    }

    private static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    private func url(_ ending: String) -> URL {
        Self.folder.appendingPathComponent(theme).appendingPathComponent(name + ending)
    }

    var written: String {
        get throws { try String(contentsOf: url(".json"), encoding: .utf8) }
    }

    /// The list itself.
    var list: [UInt8] {
        get throws { Array(try Data(contentsOf: url(".csv"))) }
    }

    func rewrite(_ text: String) throws {
        try text.write(to: url(".json"), atomically: true, encoding: .utf8)
    }

    /// The file as it must be: its trap and what is given as they stand, the plan made anew.
    func made() throws -> String {
        let old = try #require(try JSONValue.parse(Array(try written.utf8)).object)
        let trap = try #require(old["trap"]?.text, "\(name): every trap has a sentence")
        var lines = ["{", "  \"trap\": \(Self.json(.string(trap))),"]
        if let given = old["given"] { lines.append("  \"given\": \(Self.json(given)),") }
        lines.append("  \"expected\": {")
        let given = GoldenGiven(old["given"]?.object ?? [:])
        let expected = expected(try list, given, try given.options())
        for (number, part) in expected.enumerated() {
            lines.append("    " + part + (number < expected.count - 1 ? "," : ""))
        }
        return (lines + ["  }", "}", ""]).joined(separator: "\n")
    }

    private func expected(
        _ bytes: [UInt8],
        _ given: GoldenGiven,
        _ options: PlanOptions
    ) -> [String] {
        do throws(RosterError) {
            let table = try RosterReader.read(bytes, options: given.read)
            let mapping = HeaderMapping(
                of: table,
                overrides: given.overrides,
                ignored: given.ignored
            )
            let plan = try Planner.plan(
                table,
                mapping: mapping,
                known: given.known,
                options: options
            )
            return Self.facts(table, mapping) + Self.rows(plan)
        } catch {
            return ["\"refused\": \(Self.json(.string(error.code)))"]
        }
    }

    private static func facts(_ table: ReadTable, _ mapping: HeaderMapping) -> [String] {
        let mark = table.hasByteOrderMark ? " with a mark" : ""
        let delimiter = table.delimiter == .tab ? "tab" : table.delimiter.rawValue
        let header = table.headerRow.map { "header in row \($0)" } ?? "no header"
        let read = "\(table.encoding.rawValue)\(mark), \(delimiter), \(header)"
        var parts = ["\"read\": \(json(.string(read)))"]
        if !table.problems.isEmpty {
            let told = table.problems.map { JSONValue.string("\($0.code) \($0.row)") }
            parts.append("\"told\": \(json(.array(told)))")
        }
        let columns = mapping.columns.map { column in
            let use =
                switch column.use {
                case .field(let field): field.rawValue
                case .refused(let category): "refused: \(category)"
                case .unknown: "unknown"
                case .ignored: "ignored"
                }
            return JSONValue.string("\(column.label) → \(use)")
        }
        return parts + ["\"columns\": \(json(.array(columns)))"]
    }

    private static func rows(_ plan: Plan) -> [String] {
        let lines = plan.rows.map { "      " + row($0) }
        return [
            "\"rows\": [" + (lines.isEmpty ? "]" : "\n\(lines.joined(separator: ",\n"))\n    ]")
        ]
    }

    private static func row(_ row: PlanRow) -> String {
        var parts = ["\"row\": \(row.row)", "\"do\": \"\(row.action.rawValue)\""]
        func add(_ name: String, _ texts: [String]) {
            guard !texts.isEmpty else { return }
            parts.append("\"\(name)\": \(json(.array(texts.map { .string($0) })))")
        }
        if row.centre != "c1" { parts.append("\"centre\": \(json(.string(row.centre)))") }
        if let person = row.person { parts.append("\"person\": \(json(.string(person)))") }
        if let same = row.sameAsRow { parts.append("\"same_as_row\": \(same)") }
        add(
            "changes",
            row.changes.map { "\($0.field.rawValue) \($0.old.map { "\($0) → " } ?? "")\($0.new)" }
        )
        add(
            "contacts",
            row.contacts.map {
                let owner = $0.ownedBy == .own ? "" : ", \($0.ownedBy.rawValue)"
                return "\($0.contact.kind.rawValue) \($0.contact.value)\(owner)"
            }
        )
        add("reasons", row.reasons.map { $0.code + ($0.field.map { " \($0.rawValue)" } ?? "") })
        add("candidates", row.candidates.map(candidate))
        return "{ \(parts.joined(separator: ", ")) }"
    }

    private static func candidate(_ candidate: Candidate) -> String {
        guard !candidate.isElsewhere else { return "known elsewhere" }
        let who = candidate.person ?? candidate.row.map { "row \($0)" } ?? "nobody"
        return "\(who) \(candidate.outcome.rawValue): \(candidate.evidence.joined(separator: " "))"
    }

    private static func json(_ value: JSONValue) -> String {
        String(decoding: value.bytes(), as: UTF8.self)
    }
}

/// What stands in `given`: the store, the register, and what the person says.
struct GoldenGiven {
    private let given: JSONObject

    init(_ given: JSONObject) { self.given = given }

    private func texts(_ name: String, in object: JSONObject? = nil) -> [String: String] {
        let found = (object ?? given)[name]?.object ?? [:]
        return Dictionary(found.map { ($0.key, $0.value.text ?? "") }) { first, _ in first }
    }

    var read: ReadOptions {
        var options = ReadOptions()
        options.headerRow = given["headerRow"]?.integer.map { Int($0) }
        return options
    }

    var overrides: [String: RosterField] { texts("map").compactMapValues(RosterField.init) }
    var ignored: Set<String> { Set(given["ignore"]?.array?.compactMap(\.text) ?? []) }

    func options() throws -> PlanOptions {
        try RosterImportTests.options(
            centres: texts("centres"),
            fileDate: given["fileDate"]?.text,
            capitalisesNames: given["capitalise"]?.bool ?? false,
            register: given["postal"] == nil ? nil : PostalRegister(places: texts("postal"))
        )
    }

    var known: [KnownPerson] {
        (given["known"]?.array ?? []).compactMap(\.object).map { person in
            var found = RosterImportTests.known(
                person["id"]?.text ?? "",
                person["given"]?.text ?? "",
                person["family"]?.text ?? "",
                born: person["born"]?.text,
                mobile: person["mobile"]?.text,
                email: person["email"]?.text,
                values: fields("values", of: person),
                centres: Set(person["centres"]?.array?.compactMap(\.text) ?? ["c1"]),
                standing: person["left"]?.bool == true ? .left : .active,
                editedOn: fields("editedOn", of: person)
                    .compactMapValues { CalendarDate(iso: $0) }
            )
            if let year = person["birthYear"]?.integer {
                found.birth = .year(Int(year), isEstimated: false)
            }
            return found
        }
    }

    private func fields(_ name: String, of person: JSONObject) -> [RosterField: String] {
        let pairs = texts(name, in: person).compactMap { key, value in
            RosterField(rawValue: key).map { ($0, value) }
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
