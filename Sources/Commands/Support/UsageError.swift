/// A command line that does not fit the command; always exit code 64.
package struct UsageError: Error, Sendable, Equatable {
    package let message: String

    package init(_ message: String) { self.message = message }
}
