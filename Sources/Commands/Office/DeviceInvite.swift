import Coordination
import HubAPI
import SyncCore
import SyncEngine

/// `dugnad device invite`: a code by which a device is enrolled.
enum DeviceInvite: Command {
    static let spec = CommandSpec(
        "device invite",
        "Prints a code by which one device can be enrolled, once.",
        details: """
            Only the code's hash is stored: it cannot be shown again. With --for, a device that was retired or
            revoked and is at hand again joins with 'field join --again', and what it had not sent comes in as its
            rights then and now say; a plain 'field join' is refused, and the code stays good. Role, centre and person
            are that device's unless given.
            """,
        options: [
            .db, .centre,
            .value(
                "--role",
                "ROLE",
                Role.all.map(\.rawValue).joined(separator: ", ") + "; needed without --for"
            ),
            .value("--for", "DEVICE", "the ended device whose unsent work may come in"),
            .value("--person", "ID", "whose device it is"),
            .value("--days", "N", "how long the code can be used, 1 to 90; else 7"), .json,
        ],
        exits: [
            .refused: "there is no such role, or the device of --for is in use",
            .unreadable: "there is no such centre or device",
        ],
        example: "dugnad device invite --db hub.db --role actionOwner"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let role = try arguments.choice("--role", of: Role.all.map(\.rawValue))
        let ended = arguments.option("--for")
        guard role != nil || ended != nil else { throw UsageError("--role is needed.") }
        let days =
            try arguments.integer("--days", in: OfficeLimit.invitationDays) ?? 7
        return try Office.with(context) { office in
            let invitation = try office.read { reader in
                let rows = OfficeRows(reader)
                let earlier = try ended.map { try DeviceEnd.find($0, reader) }
                let person = try arguments.option("--person").map {
                    try rows.row($0, of: .person).id
                }
                let isElsewhere = arguments.option("--centre") != nil
                return Invitation(
                    role: role.map { Role(rawValue: $0) } ?? earlier?.grant.role ?? .none,
                    centre: try isElsewhere
                        ? rows.centre(arguments)
                        : earlier?.grant.centre ?? rows.centre(arguments),
                    person: person ?? earlier?.grant.person,
                    days: days,
                    admits: earlier?.id
                )
            }
            let code = try office.port.invite(invitation)
            context.show(
                [
                    "code": .string(code), "role": .string(invitation.role.rawValue),
                    "days": .integer(days),
                    "centre": invitation.centre.json,
                ]
            ) { code }
            return .ok
        }
    }
}
