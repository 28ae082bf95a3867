import Glibc

/// Measures what sync costs against the plain inserts it cannot be cheaper than.
///
///     dugnad-bench [SCALE] [--rounds N] [--json]
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
    private var parts: [HTTPReport.Part] = []

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
                [--only rates|waiting|backlog|small|start]
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
                guard let part = words.popFirst().flatMap({ HTTPReport.Part(rawValue: $0) }) else {
                    return nil
                }
                parts.append(part)
            default: scale = Int(word) ?? 0
            }
        }
        guard (1...100).contains(scale), (1...99).contains(rounds) else { return nil }
    }

    private func run() throws {
        let printer = Printer(scale: scale, isJSON: isJSON)
        if isNational { return try NationalReport(part: scale, printer: printer).print() }
        guard !isRoster else { return try RosterReport(rounds: rounds, printer: printer).print() }
        guard isHTTP else { return try Report(rounds: rounds, printer: printer).print() }
        let parts = parts.isEmpty ? HTTPReport.Part.allCases : parts
        try HTTPReport(rounds: rounds, printer: printer, parts: parts).print()
    }

    private static func stop(_ reason: String, _ status: Int32) -> Never {
        let line = Array("dugnad-bench: \(reason)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
        exit(status)
    }
}
