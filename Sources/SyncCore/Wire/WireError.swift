/// Why a message of the protocol was not understood.
package struct WireError: Error, Sendable, Equatable {
    /// A stable dotted code, such as `op.unknown_field`.
    package let code: String
    /// What is wrong and what to do, in English, with no value of the message in it.
    package let message: String

    package init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }
}
