import Glibc

/// Measures what sync costs against the plain inserts it cannot be cheaper than.
///
///     dugnad-bench [SCALE] [--rounds N] [--json] [--only push|served|states]
///     dugnad-bench http [SCALE] [--rounds N] [--json] [--only rates|waiting|backlog|small|start]
///     dugnad-bench roster [SCALE] [--rounds N] [--json]
///     dugnad-bench national [PART] [--json]
///
/// Yardstick and subjects run one after the other in each round, and medians are compared: figures of another
/// run, or of another machine, say nothing about these.
@main
struct Entrypoint {
    private var isHTTP = false
    private var isRoster = false
    private var isNational = false
    private var scale = 1
    private var rounds = 3
    private var isJSON = false
    private var parts: [String] = []

    static func main() {
        let words = CommandLine.arguments.dropFirst()
        // What `http` starts beside itself.
        if words.first == "hello", let port = words.last.flatMap({ UInt16($0) }) {
            exit(BareHello.serve(port: port))
        }
        guard let entry = Entrypoint(words) else {
            stop(
                """
                usage: dugnad-bench [http|roster|national] [SCALE from 1 to 100] [--rounds N] [--json] \
                [--only push|served|states, with http: rates|waiting|backlog|small|start]
                """,
                64
            )
        }
        do { try entry.run() } catch { stop("\(error)", 1) }
    }

    private init?(_ given: ArraySlice<String>) {
        var words = given
        while let word = words.popFirst() {
            switch word {
            case "http": isHTTP = true
            case "roster": isRoster = true
            case "national": isNational = true
            case "--json": isJSON = true
            case "--rounds": rounds = words.popFirst().flatMap { Int($0) } ?? 0
            case "--only":
                guard let part = words.popFirst() else { return nil }
                parts.append(part)
            default: scale = Int(word) ?? 0
            }
        }
        let known =
            isHTTP ? HTTPReport.Part.allCases.map(\.rawValue) : Report.Part.allCases.map(\.rawValue)
        guard (1...100).contains(scale), (1...99).contains(rounds),
            Set(parts).isSubset(of: isRoster ? [] : known)
        else { return nil }
    }

    private func run() throws {
        let printer = Printer(scale: scale, isJSON: isJSON)
        if isNational { return try NationalReport(part: scale, printer: printer).print() }
        guard !isRoster else { return try RosterReport(rounds: rounds, printer: printer).print() }
        guard isHTTP else {
            let parts = chosen(from: Report.Part.allCases)
            return try Report(rounds: rounds, printer: printer, parts: parts).print()
        }
        let parts = chosen(from: HTTPReport.Part.allCases)
        try HTTPReport(rounds: rounds, printer: printer, parts: parts).print()
    }

    /// What `--only` names, or all there is.
    private func chosen<Part: RawRepresentable<String>>(from all: [Part]) -> [Part] {
        parts.isEmpty ? all : all.filter { parts.contains($0.rawValue) }
    }

    private static func stop(_ reason: String, _ status: Int32) -> Never {
        let line = Array("dugnad-bench: \(reason)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
        exit(status)
    }
}
