/// Made-up texts about persons that can be found again wherever they end up.
enum Plants {
    /// What every text about a person has in it.
    static func mark(of person: String) -> String { "plant-\(person)-" }

    static func text(of person: String, _ what: String) -> String { mark(of: person) + what }
}
