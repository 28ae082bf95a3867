import Coordination
import SyncCore
import SyncEngine

/// A dry run and a certificate of an erasure, as a person or a script reads them.
struct ErasureText {
    private let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    func show(_ plan: ErasurePlan) {
        context.show(plan.json) {
            var lines = [word("plan")] + counts(plan.counts)
            if plan.persons.count > 1 {
                lines.append(word("others"))
                lines += plan.persons.dropFirst().map { "    \($0)" }
            }
            lines += replicas(
                plan.replicas.map { ("\($0.id)", $0.name, "waits") },
                head: "holders",
                none: "noHolders"
            )
            lines += backups(plan.backups)
            lines.append(word("kept"))
            lines.append(word("confirm").replacing("{detail}", with: plan.token))
            return lines.joined(separator: "\n")
        }
    }

    func show(_ certificate: ErasureCertificate) {
        context.show(certificate.json) {
            let head = "\(certificate.person)  #\(certificate.seq)  \(time(certificate.at))"
            var lines = [head, word("done")] + counts(certificate.counts)
            lines.append("\(word("looked")) \(places(ErasureCertificate.places)).")
            if !certificate.isLogEmptied { lines.append(word("log")) }
            lines += replicas(
                certificate.replicas.map { replica in
                    let stores = replica.stores > 1 ? " ×\(replica.stores)" : ""
                    return ("\(replica.device)", replica.name + stores, replica.state.rawValue)
                },
                head: "replicas",
                none: "noReplicas"
            )
            lines += backups(certificate.backups)
            lines.append(word("kept"))
            lines.append("\(word("unreachable")) \(places(ErasureCertificate.unreachable)).")
            return lines.joined(separator: "\n")
        }
    }

    private func counts(_ counts: ErasureCounts) -> [String] {
        func byEntity(_ name: String, _ numbers: NameMap<Int>) -> [String] {
            guard !numbers.isEmpty else { return [] }
            let list = numbers.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            return ["    \(word(name)): \(list.joined(separator: ", "))"]
        }
        let numbers = [
            ("history", counts.history), ("operations", counts.operations), ("held", counts.held),
            ("sides", counts.sides), ("devices", counts.devices), ("codes", counts.codes),
        ]
        return byEntity("tombstones", counts.tombstones) + byEntity("emptied", counts.emptied)
            + numbers.filter { $0.1 > 0 }.map { "    \($0.1) \(word($0.0))" }
    }

    private func replicas(
        _ devices: [(id: String, name: String, state: String)],
        head: String,
        none: String
    ) -> [String] {
        guard !devices.isEmpty else { return [word(none)] }
        return [word(head)]
            + devices.map { "    \($0.id)  \(Visible.line($0.name))  \(word($0.state))" }
    }

    private func backups(_ copies: [BackupCopy]) -> [String] {
        guard !copies.isEmpty else { return [] }
        return [word("backups")]
            + copies.map { "    \(Visible.line($0.path))  #\($0.seq)  \(time($0.at))" }
    }

    private func places(_ codes: [String]) -> String {
        codes.map { ErasureWords.place($0, in: context.language) }.joined(separator: ", ")
    }

    private func word(_ code: String) -> String {
        ErasureWords.line(code, in: context.language)
    }

    private func time(_ at: Int64) -> String { TimeText.oslo(at) }
}
