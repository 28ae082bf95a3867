import Glibc

/// Measures what sync costs against the plain inserts it cannot be cheaper than.
///
///     dugnad-bench [SCALE]
///
/// Baseline and subjects run one after the other three times in one process, and medians are compared:
/// figures of another run, or of another machine, say nothing about these.
@main
struct Entrypoint {
    static func main() {
        let scale = CommandLine.arguments.dropFirst().first.map { Int($0) ?? 0 } ?? 1
        guard (1...100).contains(scale) else { stop("SCALE is a whole number from 1 to 100", 64) }
        do {
            try Report(rounds: Int(getenv("ROUNDS").map { String(cString: $0) } ?? "3") ?? 3, scale: scale).print()
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
