import Coordination
import HubAPI
import SyncCore
import SyncEngine

/// `dugnad notice retry`: notices that were not taken are tried again at once.
enum NoticeRetry: Command {
    static let spec = CommandSpec(
        "notice retry",
        "Has notices tried again that wait or are dead; all of them, or those named.",
        details: "The hub that serves with --notice-hook does it. Nothing is sent by this command.",
        arguments: [
            ArgumentSpec(
                "ID",
                "the notice, or at least 6 characters of its start or end",
                isRequired: false,
                isRepeated: true
            )
        ],
        options: [.db, .json],
        exits: [
            .refused: "it was sent, or is not to be sent",
            .unreadable: "there is no such notice",
        ],
        example: "dugnad notice retry --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let words = context.arguments.list("ID")
        let count = try Office.with(context) { office in
            let ids = try office.read { reader in
                let all = try reader.noticeDeliveries()
                return try words.map { word in
                    let id = try ShortID.find(word, of: .notice) { all.map(\.id) }
                    guard let found = all.first(where: { $0.id == id }) else {
                        throw ShortID.unknown(.notice)
                    }
                    if let over = over(found.state, context) { throw over }
                    return id
                }
            }
            return try office.port.retryNotices(words.isEmpty ? nil : ids)
        }
        context.show(["notices": .integer(Int64(count))]) {
            context.say(
                nb: "\(count) \(count == 1 ? "melding" : "meldinger") prøves på nytt.",
                nn: "\(count) \(count == 1 ? "melding" : "meldingar") vert prøvde på nytt.",
                en: "\(count) \(count == 1 ? "notice is" : "notices are") tried again."
            )
        }
        return .ok
    }

    /// Why a notice is not tried again; nil where it waits or is dead.
    private static func over(_ state: NoticeDelivery.State, _ context: CommandContext) -> Failure? {
        switch state {
        case .waiting, .dead: return nil
        case .sent:
            return Failure(
                "notice.sent",
                context.say(
                    nb: "Meldingen er alt sendt, og mottakeren har den. Ingenting er endret.",
                    nn: "Meldinga er alt send, og mottakaren har ho. Ingenting er endra.",
                    en: "The notice was sent already, and its receiver has it. Nothing was changed."
                )
            )
        case .dropped:
            return Failure(
                "notice.dropped",
                context.say(
                    nb: "Meldingen skal ikke sendes. Ingenting er endret.",
                    nn: "Meldinga skal ikkje sendast. Ingenting er endra.",
                    en: "The notice is not to be sent. Nothing was changed."
                )
            )
        }
    }
}
