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
        exits: [.unreadable: "there is no such notice that waits or is dead"],
        example: "dugnad notice retry --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let words = context.arguments.list("ID")
        let count = try Office.with(context) { office in
            let ids = try office.read { reader in
                let open = try reader.noticeDeliveries(in: [.waiting, .dead]).map(\.id)
                return try words.map { word in
                    let id = try ShortID.find(word, of: .notice) { open }
                    guard open.contains(id) else { throw ShortID.unknown(.notice) }
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
}
