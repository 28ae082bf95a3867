import Commands
import Foundation

@main
enum Entrypoint {
    // Callbacks given to C from main-actor code trap on other threads, so it is left at once.
    nonisolated static func main() {
        exit(
            Commands.run(
                arguments: Array(CommandLine.arguments.dropFirst()),
                console: .standard(),
                environment: CommandEnvironment(variables: ProcessInfo.processInfo.environment)
            )
        )
    }
}
