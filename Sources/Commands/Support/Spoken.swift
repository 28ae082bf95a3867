import Coordination

/// A sentence of the command line in every language.
struct Spoken: Sendable {
    let nb: String
    let nn: String
    let en: String

    func text(in language: Language) -> String {
        switch language {
        case .nb: nb
        case .nn: nn
        case .en: en
        }
    }
}
