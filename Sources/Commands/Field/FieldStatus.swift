import SyncCore
import SyncEngine

/// `dugnad field status`: where the device stands.
enum FieldStatus: Command {
    static let spec = CommandSpec(
        "field status",
        "Tells where the field client stands, without asking the hub.",
        details: """
            The sums are over all rows of a scope; 'dugnad doctor' shows the hub's, and equal ones mean equal
            rows.
            """,
        options: [.replica, .json],
        example: "dugnad field status --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let replica = try context.replica()
        let identity = replica.identity
        let cursor = try replica.cursor
        let contact = try replica.lastContact
        let waiting = try replica.waitingCount()
        let sums = try replica.sums()
        context.show(
            [
                "device": identity.device.json,
                "name": identity.name.map { .string($0) } ?? .null, "centre": identity.centre.json,
                "role": .string(identity.role.rawValue),
                "person": identity.person?.json ?? .null, "hub": .string(identity.hubURL),
                "timeline": cursor?.timeline.json ?? .null,
                "seq": cursor.map { .integer($0.seq) } ?? .null,
                "waiting": .integer(Int64(waiting)),
                "lastContact": contact.map { .integer($0) } ?? .null,
                "scopes": .array(
                    sums.map { ["scope": .string($0.scope), "sum": .string($0.sum)] }
                ),
            ]
        ) {
            var lines = [
                "Hub           \(identity.hubURL)", "Device        \(identity.device)",
                "Name          \(identity.name.map(Visible.line) ?? "not kept here")",
                "Centre        \(identity.centre)", "Role          \(identity.role.rawValue)",
                "Person        \(identity.person.map { "\($0)" } ?? "nobody in particular")",
                "Cursor        \(cursor.map { "\($0.seq) of \($0.timeline)" } ?? "none yet")",
                "Last contact  \(contact.map(TimeText.oslo) ?? "never")",
                "Waiting       \(Count.text(waiting, "operation"))",
            ]
            lines += sums.map { "Scope         \($0.sum)  \($0.scope)" }
            return lines.joined(separator: "\n")
        }
        return .ok
    }
}
