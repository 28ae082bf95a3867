import SyncCore
import SyncEngine

/// What `field move` says, in the language asked for.
struct MoveText {
    private let context: CommandContext
    private let device: RowID
    private let file: String

    init(_ context: CommandContext, device: RowID, file: String) {
        self.context = context
        self.device = device
        self.file = file
    }

    var other: String {
        context.say(
            nb: """
                Det som svarer der, er en annen sentral enn den dette lageret hører til; adressen er som før. Bli \
                med hos en annen sentral med en ny fil ('dugnad field join').
                """,
            nn: """
                Det som svarar der, er ein annan sentral enn den dette lageret høyrer til; adressa er som før. Ver \
                med hos ein annan sentral med ei ny fil ('dugnad field join').
                """,
            en: """
                What answers there is not the hub of this store, nor one restored from it; the address stays as \
                it was. Another centre's hub is joined with a new file ('dugnad field join').
                """
        )
    }

    func moved(to url: String, isDry: Bool, _ standing: StoreKnowledge.Standing) -> String {
        guard !isDry else {
            return context.say(
                nb: "\(url) er den samme sentralen; ingenting er endret.",
                nn: "\(url) er den same sentralen; ingenting er endra.",
                en: "\(url) is the same hub; nothing was changed."
            )
        }
        let kept = context.say(
            nb: "Sentralen er heretter på \(url).",
            nn: "Sentralen er heretter på \(url).",
            en: "The hub is at \(url) from now on."
        )
        guard standing == .inUse else { return kept }
        let next = context.say(nb: "Neste", nn: "Neste", en: "Next")
        return "\(kept)\n\(next): dugnad field sync --replica \(file)"
    }

    /// What has to be done before the hub serves the device again; nil where it does.
    func warning(_ standing: StoreKnowledge.Standing) -> String? {
        switch standing {
        case .inUse: nil
        case .unknown:
            context.say(
                nb: """
                    Sentralen er satt tilbake til før denne enheten ble med: be om en ny kode, og bruk \
                    'dugnad field join URL KODE --again'. Arbeidet blir med.
                    """,
                nn: """
                    Sentralen er sett tilbake til før denne eininga vart med: be om ein ny kode, og bruk \
                    'dugnad field join URL KODE --again'. Arbeidet blir med.
                    """,
                en: """
                    The hub was put back to a day before this device joined: ask for a new code and run \
                    'dugnad field join URL CODE --again'. The work comes along.
                    """
            )
        case .retired, .revoked:
            context.say(
                nb: """
                    Enheten er tatt ut av bruk: den kan komme tilbake med en kode fra \
                    'dugnad device invite --for \(device)'.
                    """,
                nn: """
                    Eininga er teken ut av bruk: ho kan kome tilbake med ein kode frå \
                    'dugnad device invite --for \(device)'.
                    """,
                en: """
                    The device is out of use: it can come back by a code of \
                    'dugnad device invite --for \(device)'.
                    """
            )
        }
    }
}
