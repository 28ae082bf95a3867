/// A roster, plan or mapping that cannot be used: a stable code, and what to do about it.
///
/// Never holds a value from the file: rows are named by number only.
package struct RosterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Stable dotted code, for example `roster.not_text`.
    package let code: String
    /// What happened and what to do, in plain English, without personal data.
    package let message: String
    /// The source row the error belongs to, counted from 1, when there is one.
    package let row: Int?
    /// What the sentence is about, the same in every language: a limit, the names of sheets.
    package let detail: String?

    package init(code: String, message: String, row: Int? = nil, detail: String? = nil) {
        self.code = code
        self.message = message
        self.row = row
        self.detail = detail
    }

    package var description: String {
        guard let row else { return "\(code): \(message)" }
        return "\(code): row \(row): \(message)"
    }
}
