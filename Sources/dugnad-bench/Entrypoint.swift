import Glibc

/// Measures what sync costs against the plain inserts it cannot be cheaper than.
///
///     dugnad-bench [SCALE] [--rounds N] [--json]
///
/// Yardstick and subjects run one after the other in each round, and medians are compared: figures of another
/// run, or of another machine, say nothing about these.
@main
struct Entrypoint {
    static func main() {
        var (scale, rounds, isJSON) = (1, 3, false)
        var words = CommandLine.arguments.dropFirst()
        while let word = words.popFirst() {
            switch word {
            case "--json": isJSON = true
            case "--rounds": rounds = words.popFirst().flatMap { Int($0) } ?? 0
            default: scale = Int(word) ?? 0
            }
        }
        guard (1...100).contains(scale), (1...99).contains(rounds) else {
            stop("usage: dugnad-bench [SCALE from 1 to 100] [--rounds N] [--json]", 64)
        }
        do {
            try Report(rounds: rounds, scale: scale, isJSON: isJSON).print()
        } catch {
            stop("\(error)", 1)
        }
    }

    private static func stop(_ reason: String, _ status: Int32) -> Never {
        let line = Array("dugnad-bench: \(reason)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
        exit(status)
    }
}
