import Coordination
import HubAPI
import Storage
import SyncCore
import SyncEngine

/// `dugnad person erase`: everything about a person goes, in two steps.
enum PersonErase: Command {
    static let spec = CommandSpec(
        "person erase",
        "Erases a person for ever, in two steps: first what would go, then with its token.",
        details: """
            Without --confirm it only tells what would be removed from where, and prints a token. With that token it
            erases and prints the certificate. The token is stale as soon as anything about her has changed.
            Totals stay; devices follow at their next contact; the ledger keeps old copies from undoing it.
            """,
        arguments: [ArgumentSpec("ID", "the person, or at least 6 characters of its start or end")],
        options: [
            .db, .flag("--dry-run", "only tell what would go; the same as without --confirm"),
            .value("--confirm", "TOKEN", "erase; the token of the first step"), .json,
        ],
        exits: [
            .refused: "the token is stale, or she was erased",
            .unreadable: "there is no such person",
        ],
        example: "dugnad person erase 0197a3c1 --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let token = arguments.option("--confirm")
        guard token == nil || !arguments.flag("--dry-run") else {
            throw UsageError("Give --dry-run or --confirm TOKEN, not both.")
        }
        let text = try arguments.text("ID")
        return try Office.with(context) { office in
            let person = try office.read { try OfficeRows($0).id(text, of: .person) }
            guard let token else {
                let plan = try office.read { try $0.erasurePlan(person) }
                ErasureText(context).show(plan)
                return .ok
            }
            try office.port.erase(person, confirm: token)
            ErasureText(context).show(try office.read { try $0.certificate(person) })
            return .ok
        }
    }
}

/// `dugnad erasure certificate`: what can be said of an erasure now.
enum ErasureShow: Command {
    static let spec = CommandSpec(
        "erasure certificate",
        "Says what an erasure removed, which devices have not followed yet, and what it cannot reach.",
        arguments: [ArgumentSpec("ID", "the person that was erased, or 6 characters of the id")],
        options: [.db, .json],
        exits: [
            .warnings: "a device has not followed yet",
            .unreadable: "this store knows of no such erasure",
        ],
        example: "dugnad erasure certificate 0197a3c1 --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let text = try context.arguments.text("ID")
        let reader = try context.hubReader()
        let certificate = try reader.store.snapshot {
            let person = try ShortID.find(text, of: .person) { try reader.erasures().map(\.person) }
            return try reader.certificate(person)
        }
        ErasureText(context).show(certificate)
        return certificate.replicas.isEmpty ? .ok : .warnings
    }
}

/// `dugnad erasure list`: who was erased when, by id.
enum ErasureList: Command {
    static let spec = CommandSpec(
        "erasure list",
        "Lists the erasures of a hub's store, the latest first.",
        options: [.db, .json],
        example: "dugnad erasure list --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let erasures = try context.hubReader().erasures()
        context.show(
            .array(
                erasures.map {
                    ["person": $0.person.json, "seq": .integer($0.seq), "at": .integer($0.at)]
                }
            )
        ) {
            let rows = erasures.map {
                ["\($0.person)", "#\($0.seq)", TimeText.oslo($0.at)]
            }
            return rows.map { $0.joined(separator: "  ") }.joined(separator: "\n")
        }
        return .ok
    }
}
