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
            a device the hub no longer knows, as after a restore, and for one that was retired or shut out and is let
            in again, by a code that was given for it ('device invite --for'). While the hub has the device, a code
            for anybody is refused and stays good: nothing may be done twice. Without --again a code that was given
            for a device is refused, and stays good: a new store has none of that device's work. A copied or restored
            store needs no command: its next sync finds it out and goes on. A hub with another address: 'field move'.
            A damaged store: 'field rescue'; only where not even that can tell which device it was, --again saves its
            work into a new file.
            """,
        arguments: [
            ArgumentSpec("URL", "the hub's address, https://hub.example.no"),
            ArgumentSpec("CODE", "the code from 'dugnad device invite'"),
        ],
        options: [
            .replica,
            .flag("--again", "join anew with a store that had joined, and keep its work"),
            .value(
                "--name",
                "NAME",
                "what the office calls the device; else this machine's, with --again the one it has"
            ),
            .json,
        ],
        exits: [
            .refused:
                "the code is wrong, used, too old or not for this store, or the store has joined already",
            .unreadable: "the hub cannot be reached, or the store cannot be made or read",
        ],
        example: "dugnad field join http://127.0.0.1:8080 ABCD-EFGH-JKMN-PQRS --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        _ = try context.hubAddress()
        let path = try context.arguments.required("--replica")
        let isNew = !StoreFiles.exists(path)
        do { return try join(context) } catch {
            // The connection is closed by now; a file that was there before is never taken away.
            if isNew { StoreFiles.remove(path) }
            throw error
        }
    }

    private static func join(_ context: CommandContext) throws -> ExitCode {
        let isAgain = context.arguments.flag("--again")
        // All of it is asked before a code is used up.
        switch isAgain ? try FieldStore.open(context) : try FieldStore.openUnjoined(context) {
        case nil:
            let store = try context.replicaStore(.create)
            try Replica.requireUnjoined(store)
            let enrolment = try enrol(context)
            try tell(
                try Replica.join(
                    store,
                    hubURL: enrolment.url,
                    enrolled: enrolment.enrolled,
                    incarnation: enrolment.incarnation,
                    catalogue: try context.catalogue(),
                    environment: context.environment.engine
                ),
                context
            )
        case .well(let old):
            guard isAgain else { throw Replica.joined }
            let former = old.identity
            let enrolment = try enrol(
                context,
                again: (
                    incarnation: former.incarnation, device: former.device, name: former.name
                )
            )
            try tell(
                try Replica.rejoin(
                    old.store,
                    hubURL: enrolment.url,
                    enrolled: enrolment.enrolled,
                    incarnation: enrolment.incarnation,
                    catalogue: try context.catalogue(),
                    environment: context.environment.engine
                ),
                context
            )
        case .damaged(let salvage):
            guard isAgain, !salvage.isIdentified else {
                throw DamageText(context, salvage).failure
            }
            try join(saving: salvage, context)
        }
        return .ok
    }

    /// Joins with a new file that takes the work along, since the old one does not say which device it was.
    private static func join(saving salvage: ReplicaSalvage, _ context: CommandContext) throws {
        let place = RescuePlace(try context.arguments.required("--replica"))
        let aside = place.unusedName(context.environment.engine.now())
        try place.make { path in
            let store = try context.replicaStore(.create, at: path)
            try Replica.requireUnjoined(store)
            let enrolment = try enrol(
                context,
                again: (
                    incarnation: salvage.incarnation, device: salvage.device, name: salvage.name
                )
            )
            let replica = try salvage.rejoin(
                store,
                aside: RescuePlace.lastPart(of: aside),
                hubURL: enrolment.url,
                enrolled: enrolment.enrolled,
                incarnation: enrolment.incarnation,
                catalogue: try context.catalogue(),
                environment: context.environment.engine
            )
            try tell(replica, saved: salvage, context)
        }
        try place.swap(to: aside)
        context.console.warn(
            "The damaged file is \(aside); it still has personal data, so delete it when it is no use any more."
        )
    }

    private static func enrol(
        _ context: CommandContext,
        again former: (incarnation: RowID?, device: RowID?, name: String?)? = nil
    ) throws -> (url: String, enrolled: Enrolled, incarnation: RowID) {
        let url = try context.hubAddress()
        let incarnation = context.environment.engine.newID()
        let name = context.arguments.option("--name")
        let enrolled = try context.environment.connect(url, nil).enrol(
            JoinRequest(
                code: try context.arguments.text("CODE"),
                name: name ?? former?.name ?? machineName(),
                incarnation: incarnation,
                former: former.map {
                    FormerStore(
                        incarnation: $0.incarnation,
                        device: $0.device,
                        keepsName: name == nil
                    )
                }
            )
        )
        return (url, enrolled, incarnation)
    }

    private static func tell(
        _ replica: Replica,
        saved salvage: ReplicaSalvage? = nil,
        _ context: CommandContext
    ) throws {
        let identity = replica.identity
        let waiting = try replica.waitingCount()
        let file = try context.arguments.required("--replica")
        var members: JSONObject = [
            "device": identity.device.json, "centre": identity.centre.json,
            "name": identity.name.map { .string($0) } ?? .null,
            "role": .string(identity.role.rawValue), "hub": .string(identity.hubURL),
            "waiting": .integer(Int64(waiting)), "person": identity.person?.json ?? .null,
        ]
        if let salvage { members["lost"] = .integer(Int64(salvage.lost)) }
        context.show(.object(members)) {
            let name = identity.name.map { " (\(Visible.line($0)))" } ?? ""
            var lines = [
                "Joined as \(identity.role.rawValue), device \(identity.device)\(name)."
            ]
            if waiting > 0 {
                lines.append("\(Count.text(waiting, "operation")) came along and will be sent.")
            }
            if let salvage { lines.append(DamageText(context, salvage).loss) }
            lines.append("Next: dugnad field sync --replica \(file)")
            return lines.joined(separator: "\n")
        }
    }

    private static func machineName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "field" }
        let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
