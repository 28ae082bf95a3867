import Coordination
import HubAPI
import SyncCore
import SyncEngine

/// `dugnad device invite`: a code by which a device is enrolled.
enum DeviceInvite: Command {
    static let spec = CommandSpec(
        "device invite",
        "Prints a code by which one device can be enrolled, once.",
        details: "Only the code's hash is stored: it cannot be shown again.",
        options: [
            .db, .centre,
            .value(
                "--role",
                "ROLE",
                Role.all.map(\.rawValue).joined(separator: ", "),
                isRequired: true
            ),
            .value("--person", "ID", "whose device it is"),
            .value("--days", "N", "how long the code can be used, 1 to 90; else 7"), .json,
        ],
        exits: [.refused: "there is no such role", .unreadable: "there is no such centre"],
        example: "dugnad device invite --db hub.db --role actionOwner"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let role = try arguments.choice("--role", of: Role.all.map(\.rawValue)) ?? ""
        let days =
            try arguments.integer("--days", in: OfficeLimit.invitationDays) ?? 7
        return try Office.with(context) { office in
            let invitation = try office.read { reader in
                let rows = OfficeRows(reader)
                return Invitation(
                    role: Role(rawValue: role),
                    centre: try rows.centre(arguments),
                    person: try arguments.option("--person").map {
                        try rows.row($0, of: .person).id
                    },
                    days: days
                )
            }
            let code = try office.port.invite(invitation)
            context.show(
                [
                    "code": .string(code), "role": .string(role), "days": .integer(days),
                    "centre": invitation.centre.json,
                ]
            ) { code }
            return .ok
        }
    }
}
