import Coordination
import SyncCore

/// A failure as it stands on the terminal.
struct FailureText {
    let failure: Failure
    let spec: CommandSpec
    let language: Language

    func tell(_ console: Console) {
        let message = PhraseBook.told(failure.message, in: language)
        guard failure.exit != .usage else {
            let help = PhraseBook.told("Try '\(spec.name) --help'.", in: language)
            return console.warn("\(spec.name): \(message)\n\(help)")
        }
        console.warn("\(spec.name): \(message) [\(failure.code)]")
        for finding in failure.findings.told { console.warn("  " + line(finding)) }
    }

    private func line(_ finding: Finding) -> String {
        let place = [finding.entity?.rawValue, finding.field].compactMap(\.self)
        let sentence = Messages.sentence(for: finding, verdict: nil, language: language)
        return "\(place.joined(separator: ".")): \(sentence) [\(finding.code)]"
    }
}
