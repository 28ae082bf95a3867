package import SyncCore

/// A command line as read: only what the command's spec names is in it.
package struct Arguments: Sendable {
    var positional: [String: [String]] = [:]
    var values: [String: [String]] = [:]
    var flags: Set<String> = []

    /// The argument of this name; throws a usage error where it was left out.
    package func text(_ name: String) throws -> String {
        guard let value = positional[name]?.first else {
            throw UsageError("\(name) is missing.")
        }
        return value
    }

    /// The argument of this name, or nil where it was left out.
    package func optionalText(_ name: String) -> String? { positional[name]?.first }

    /// All arguments under a repeated name, in order.
    package func list(_ name: String) -> [String] { positional[name] ?? [] }

    package func flag(_ name: String) -> Bool { flags.contains(name) }

    /// The value of an option, or nil where it was not given.
    package func option(_ name: String) -> String? { values[name]?.last }

    /// The value of an option; throws a usage error where it was not given.
    package func required(_ name: String) throws -> String {
        guard let value = option(name) else { throw UsageError("\(name) is needed.") }
        return value
    }

    /// All values of a repeated option, in order.
    package func options(_ name: String) -> [String] { values[name] ?? [] }

    /// The whole number given to an option; throws a usage error outside the range.
    package func integer(
        _ name: String,
        in range: ClosedRange<Int64> = 0...Int64.max
    ) throws -> Int64? {
        guard let text = option(name) else { return nil }
        guard let number = Int64(text), range.contains(number) else {
            throw UsageError(
                range.upperBound == .max
                    ? "\(name) takes a whole number from \(range.lowerBound)."
                    : "\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }

    /// The id given to an option in full.
    package func id(_ name: String) throws -> RowID? {
        guard let text = option(name) else { return nil }
        guard let id = RowID(text) else { throw UsageError("\(name) takes an id (a UUID).") }
        return id
    }

    /// One of a list of words given to an option.
    package func choice(_ name: String, of words: [String]) throws -> String? {
        guard let text = option(name) else { return nil }
        guard words.contains(text) else {
            throw UsageError(
                "\(name) takes one of \(words.joined(separator: ", "))"
                    + Suggestion.text(for: text, among: words) + "."
            )
        }
        return text
    }
}
