import Commands
import Foundation
import SyncCore
import SyncEngine
import Synchronization

/// A folder in which commands are run in process, one after the other.
final class CommandFolder: Sendable {
    let path: String
    let stopping = Mutex(false)
    /// The time by the commands' clock, where it is not the system's; Unix milliseconds.
    let clock = Mutex<Int64?>(nil)

    init() { path = TestCentre.newFolder() }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }
    var db: String { file("hub.db") }

    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }

    /// What one command printed and how it ended.
    struct Told: Sendable {
        let exit: Int32
        let output: String
        let errors: String

        var json: JSONValue {
            get throws {
                let limits = JSONLimits(bytes: 16 << 20, depth: 32)
                return try JSONValue.parse(Array(output.utf8), limits: limits)
            }
        }
    }

    @discardableResult func run(_ words: String...) -> Told { run(words) }

    /// `lines` are what a person types, or a pipe brings.
    @discardableResult
    func run(_ words: [String], typing lines: [String] = []) -> Told {
        let told = Sink()
        let typed = Mutex(lines[...])
        let exit = Commands.run(
            arguments: words,
            console: told.console,
            environment: CommandEnvironment(
                engine: Environment(
                    now: { self.clock.withLock { $0 } ?? Environment.system.now() },
                    random: Environment.system.random
                ),
                isStopping: { self.stopping.withLock { $0 } },
                readLine: { typed.withLock { $0.popFirst() } }
            )
        )
        return Told(exit: exit, output: told.outputText, errors: told.errorText)
    }

    private final class Sink: Sendable {
        private let output = Mutex<[UInt8]>([])
        private let errors = Mutex<[UInt8]>([])

        var console: Console {
            Console(
                output: { bytes in self.output.withLock { $0 += bytes } },
                errors: { bytes in self.errors.withLock { $0 += bytes } }
            )
        }

        var outputText: String { String(decoding: output.withLock { $0 }, as: UTF8.self) }
        var errorText: String { String(decoding: errors.withLock { $0 }, as: UTF8.self) }
    }

    /// A hub's store as `init` makes it.
    static func withHub() -> CommandFolder {
        let folder = CommandFolder()
        folder.run("init", "--db", folder.db, "--centre", "Prøve Frivilligsentral")
        return folder
    }
}
