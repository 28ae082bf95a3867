import Glibc
package import SyncCore
import Synchronization

/// Where a command writes: results to the output, everything else to the errors.
///
/// Injected, so that tests run commands in process and read what they print.
package final class Console: Sendable {
    package typealias Sink = @Sendable ([UInt8]) -> Void

    /// Whether a person watches, so that progress is worth showing.
    package let isTerminal: Bool
    private let output: Sink
    private let errors: Sink
    private let failure: Failed

    /// Whether something that was to be printed got lost, as on a full disk.
    package var hasFailed: Bool { failure.isSet.load(ordering: .acquiring) }

    private final class Failed: Sendable {
        let isSet = Atomic(false)
    }

    package init(isTerminal: Bool = false, output: @escaping Sink, errors: @escaping Sink) {
        self.isTerminal = isTerminal
        self.output = output
        self.errors = errors
        failure = Failed()
    }

    private init(isTerminal: Bool, _ failure: Failed) {
        self.isTerminal = isTerminal
        self.failure = failure
        output = {
            guard !Self.write($0, to: STDOUT_FILENO) else { return }
            failure.isSet.store(true, ordering: .releasing)
        }
        errors = { _ = Self.write($0, to: STDERR_FILENO) }
    }

    /// The process's own output and errors.
    package static func standard() -> Console {
        Console(isTerminal: isatty(STDERR_FILENO) == 1, Failed())
    }

    /// Writes lines to the output.
    package func print(_ text: String = "") { output(Self.line(text)) }

    /// Writes one JSON document and a line feed to the output.
    package func printJSON(_ value: JSONValue) { output(value.line()) }

    /// Writes a piece of a document that is longer than should be held in memory.
    func write(_ piece: some Sequence<UInt8>) { output(Array(piece)) }

    /// Writes lines to the errors.
    package func warn(_ text: String) { errors(Self.line(text)) }

    /// Shows how far a long command has come, on one line of a terminal and nowhere else.
    package func progress(_ text: String) {
        guard isTerminal else { return }
        errors(Array("\r\u{1B}[K".utf8) + Self.line(text).dropLast())
    }

    /// Takes the progress line away.
    package func endProgress() {
        guard isTerminal else { return }
        errors(Array("\r\u{1B}[K".utf8))
    }

    // Names and notes come from other people: control characters in them must not reach the terminal.
    private static func line(_ text: String) -> [UInt8] {
        Array(Visible.lines(text).utf8) + [0x0A]
    }

    /// Whether all of it was written.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            rest = rest.dropFirst(written)
        }
        return true
    }
}
