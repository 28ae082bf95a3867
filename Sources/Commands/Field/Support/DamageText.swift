import SyncCore
import SyncEngine

/// What a damaged store comes to, and what to do about it.
struct DamageText {
    private let context: CommandContext
    private let salvage: ReplicaSalvage

    init(_ context: CommandContext, _ salvage: ReplicaSalvage) {
        self.context = context
        self.salvage = salvage
    }

    /// What every command says that needs the store whole.
    var failure: Failure {
        Failure("store.corrupt", "\(state) \(loss) \(advice)", exit: .unreadable)
    }

    private var state: String {
        context.say(
            nb: "Lageret til denne enheten er skadet.",
            nn: "Lageret til denne eininga er skadd.",
            en: "This device's store is damaged."
        )
    }

    /// How much of the device's own work can be read, and how much cannot.
    var loss: String {
        let (saved, lost) = (salvage.waiting.count, salvage.lost)
        let more = salvage.mayLackMore
        guard lost > 0 || !more else { return lossUnknown(saved) }
        return context.say(
            nb: """
                \(saved) usendte arbeid kan leses; \
                \(lost == 0 && !more ? "ingen er tapt" : "\(more ? "minst " : "")\(lost) kan ikke leses").
                """,
            nn: """
                \(saved) usende arbeid kan lesast; \
                \(lost == 0 && !more ? "ingen er tapt" : "\(more ? "minst " : "")\(lost) kan ikkje lesast").
                """,
            en: """
                \(Count.text(saved, "operation")) that \(saved == 1 ? "waits" : "wait") can be read; \
                \(lost == 0 && !more ? "none is lost" : "\(more ? "at least " : "")\(lost) cannot be").
                """
        )
    }

    private func lossUnknown(_ saved: Int) -> String {
        context.say(
            nb: "\(saved) usendte arbeid kan leses; om noe er tapt, kan ikke sies.",
            nn: "\(saved) usende arbeid kan lesast; om noko er tapt, kan ikkje seiast.",
            en: """
                \(Count.text(saved, "operation")) that \(saved == 1 ? "waits" : "wait") can be read; whether \
                any is lost cannot be told.
                """
        )
    }

    private var advice: String {
        guard !salvage.isIdentified else {
            return context.say(
                nb: "'dugnad field rescue' lager et nytt lager av det, uten kode.",
                nn: "'dugnad field rescue' lagar eit nytt lager av det, utan kode.",
                en: "'dugnad field rescue' makes a new store of it; no code is needed."
            )
        }
        let device = salvage.device.map { " \($0)" } ?? " DEVICE"
        return context.say(
            nb: """
                Nøkkelen til enheten kan ikke leses: be kontoret avslutte enheten og gi en kode med \
                'dugnad device invite --for\(device)', og bruk 'dugnad field join URL KODE --again'.
                """,
            nn: """
                Nøkkelen til eininga kan ikkje lesast: be kontoret avslutte eininga og gje ein kode med \
                'dugnad device invite --for\(device)', og bruk 'dugnad field join URL KODE --again'.
                """,
            en: """
                The device's token cannot be read: have the office end the device and give a code by \
                'dugnad device invite --for\(device)', then run 'dugnad field join URL CODE --again'.
                """
        )
    }
}
