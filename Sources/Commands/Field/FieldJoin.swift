import FieldClient
import Glibc
import Storage
import SyncCore
import SyncEngine

/// `dugnad field join`: makes a store the field client of a hub.
enum FieldJoin: Command {
    static let spec = CommandSpec(
        "field join",
        "Joins a hub with a single-use code and makes the field client's store.",
        details: """
            The store holds the device's token and, later, personal data: only its owner may read it. The
            code is used up only when the store can be made and has joined no hub before. With --again a store
            that had joined joins anew and keeps its work: what the hub may not have is sent again. That is for
            a device the hub no longer knows, as after a restore, and for one that was shut out and is let in again
            ('device invite --for'). A copied or restored store needs no command: its next sync finds it out and
            goes on.
            """,
        arguments: [
            ArgumentSpec("URL", "the hub's address, https://hub.example.no"),
            ArgumentSpec("CODE", "the code from 'dugnad device invite'"),
        ],
        options: [
            .replica,
            .flag("--again", "join anew with a store that had joined, and keep its work"),
            .value("--name", "NAME", "what the office calls the device; else this machine's"),
            .json,
        ],
        exits: [
            .refused: "the code is wrong, used or too old, or the store has joined a hub already",
            .unreadable: "the hub cannot be reached, or the store cannot be made",
        ],
        example: "dugnad field join http://127.0.0.1:8080 ABCD-EFGH-JKMN-PQRS --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let url = try arguments.text("URL")
        let hub = try context.environment.connect(url, nil)
        let store = try context.replicaStore(.create)
        let isAgain = arguments.flag("--again")
        if !isAgain { try Replica.requireUnjoined(store) }
        let incarnation = context.environment.engine.newID()
        let enrolled = try hub.enrol(
            code: try arguments.text("CODE"),
            name: arguments.option("--name") ?? machineName(),
            incarnation: incarnation,
            earlier: isAgain ? Replica.incarnation(of: store) : nil
        )
        let join = isAgain ? Replica.rejoin : Replica.join
        let replica = try join(
            store,
            url,
            enrolled,
            incarnation,
            try context.catalogue(),
            context.environment.engine
        )
        let identity = replica.identity
        let waiting = try replica.waitingCount()
        context.show(
            [
                "device": identity.device.json, "centre": identity.centre.json,
                "role": .string(identity.role.rawValue), "hub": .string(url),
                "waiting": .integer(Int64(waiting)),
                "person": identity.person?.json ?? .null,
            ]
        ) {
            """
            Joined as \(identity.role.rawValue), device \(identity.device).
            Next: dugnad field sync --replica \(store.path)
            """
        }
        return .ok
    }

    private static func machineName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "field" }
        let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
