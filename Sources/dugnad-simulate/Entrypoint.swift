import Glibc

/// Runs simulated seasons of sync and holds them to its promises; `--help` says how.
@main
enum Entrypoint {
    static func main() {
        do {
            let arguments = try Arguments(CommandLine.arguments.dropFirst())
            exit(try Command(arguments).run())
        } catch let error as UsageError {
            Text.complain("dugnad-simulate: \(error.message)\n\nTry 'dugnad-simulate --help'.")
            exit(64)
        } catch {
            Text.complain("dugnad-simulate: \(error)")
            exit(74)
        }
    }
}
