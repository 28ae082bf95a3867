import Glibc
package import SyncCore

/// Where a command writes: results to the output, everything else to the errors.
///
/// Injected, so that tests run commands in process and read what they print.
package final class Console: Sendable {
    package typealias Sink = @Sendable ([UInt8]) -> Void

    /// Whether a person watches, so that progress is worth showing.
    package let isTerminal: Bool
    private let output: Sink
    private let errors: Sink

    package init(isTerminal: Bool = false, output: @escaping Sink, errors: @escaping Sink) {
        self.isTerminal = isTerminal
        self.output = output
        self.errors = errors
    }

    /// The process's own output and errors.
    package static func standard() -> Console {
        Console(
            isTerminal: isatty(STDERR_FILENO) == 1,
            output: { Self.write($0, to: STDOUT_FILENO) },
            errors: { Self.write($0, to: STDERR_FILENO) }
        )
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

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            // Nobody reads any more; there is no place left to say so.
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
