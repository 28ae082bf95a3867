import Coordination
import SyncCore

/// The word for what became of an operation, in the reader's language.
enum VerdictText {
    /// The verdict's word; where there is none yet, that the operation waits.
    static func word(_ verdict: Verdict?, _ language: Language) -> String {
        switch (verdict, language) {
        case (nil, .en): "waits"
        case (nil, .nb): "venter"
        case (nil, .nn): "ventar"
        case (.applied?, .en): "applied"
        case (.applied?, _): "gjennomført"
        case (.merged?, .en): "merged"
        case (.merged?, .nb): "flettet"
        case (.merged?, .nn): "fletta"
        case (.held?, .en): "held"
        case (.held?, _): "til vurdering"
        case (.refused?, .en): "refused"
        case (.refused?, .nb): "avvist"
        case (.refused?, .nn): "avvist"
        }
    }
}
