import SyncCore

/// Made-up texts about persons that can be found again wherever they end up.
enum Plants {
    /// What every text about a person has in it.
    static func mark(of person: String) -> String { "plant-\(person)-" }

    static func text(of person: String, _ what: String) -> String { mark(of: person) + what }

    /// A text for which the simulated hub's rules have no answer but an error.
    static let undecidable = "undecidable"

    /// A name of a zone that the simulated hub's store does not take.
    static let unstorable = "unstorable"

    static func isUndecidable(_ row: RowState) -> Bool {
        row.fields.values.contains { $0.text == undecidable }
    }

    static func isUndecidable(_ edit: Edit) -> Bool {
        edit.set.values.contains { $0.text == undecidable || $0.text == unstorable }
    }
}
