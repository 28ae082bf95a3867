/// The text of one SQL statement, known again by its place in the program where it is a literal.
///
/// A literal costs no look at its characters to find the statement that was prepared for it: hashing the text of
/// a statement takes as long as carrying out a small one.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    @usableFromInline enum Text: Sendable {
        case literal(StaticString)
        case made(String)
    }

    @usableFromInline let text: Text

    /// A text that was put together; found again by its characters.
    package init(_ text: String) { self.text = .made(text) }

    @inlinable package init(stringLiteral value: StaticString) { text = .literal(value) }

    package init(stringInterpolation: Interpolation) { text = .made(stringInterpolation.text) }

    /// The characters.
    package var string: String {
        switch text {
        case .literal(let text): "\(text)"
        case .made(let text): text
        }
    }

    /// Puts a text together from literals and names of tables and columns; values are bound, never put in.
    package struct Interpolation: StringInterpolationProtocol {
        var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }

        package mutating func appendInterpolation(_ part: some CustomStringConvertible) {
            text += part.description
        }
    }
}
