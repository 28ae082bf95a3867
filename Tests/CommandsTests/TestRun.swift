import Commands
import SyncCore
import Synchronization

/// A command line run in process, with all it printed.
struct TestRun {
    let exit: Int32
    let output: String
    let errors: String

    init(_ words: [String], environment: CommandEnvironment = CommandEnvironment()) {
        let printed = Printed()
        let console = Console(
            output: { bytes in printed.output.withLock { $0 += bytes } },
            errors: { bytes in printed.errors.withLock { $0 += bytes } }
        )
        exit = Commands.run(arguments: words, console: console, environment: environment)
        output = String(decoding: printed.output.withLock { $0 }, as: UTF8.self)
        errors = String(decoding: printed.errors.withLock { $0 }, as: UTF8.self)
    }

    /// The output as the one JSON document it has to be.
    func json() throws -> JSONValue { try JSONValue.parse(Array(output.utf8)) }

    private final class Printed: Sendable {
        let output = Mutex<[UInt8]>([])
        let errors = Mutex<[UInt8]>([])
    }
}
