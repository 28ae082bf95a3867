import Coordination
import Geometry
import HubAPI
import SyncCore
import SyncEngine

/// `dugnad device grant`: what a device may do and see from now on.
enum DeviceGrant: Command {
    static let spec = CommandSpec(
        "device grant",
        "Gives a device another role, centre, person or end.",
        details: """
            What is left out stays as it is. At its next sync the device gets what is new and loses what it may
            no longer see; work it had not sent is judged by what it might do when it was made. --until takes a
            day, which counts to its end, or an instant such as 2031-09-30T18:00 (Norwegian time unless a zone is
            given); then the rows go from the device by themselves, also without coverage.
            """,
        arguments: [ArgumentSpec("ID", "the device, as 'device list' shows it")],
        options: [
            .db, .value("--role", "ROLE", Role.all.map(\.rawValue).joined(separator: ", ")),
            .value("--centre", "ID", "the centre it works for"),
            .value("--person", "ID", "whose device it is; 'none' for nobody's"),
            .value("--until", "DATE", "its last day, or an instant; 'never' for no end"),
            .flag("--dry-run", "only tell what would change"), .json,
        ],
        exits: [
            .refused: "it is the office itself or out of use, or the end has passed",
            .unreadable: "there is no such device, centre or person",
        ],
        example: "dugnad device grant 0197a3c1 --role actionOwner --until 2031-09-30 --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let isDry = context.arguments.flag("--dry-run")
        let text = try context.arguments.text("ID")
        let options = ["--role", "--centre", "--person", "--until"]
        guard options.contains(where: { context.arguments.option($0) != nil }) else {
            throw UsageError("Say what to change: \(options.joined(separator: ", ")).")
        }
        return try Office.with(context) { office in
            let (device, grant) = try office.read { reader in
                let device = try DeviceEnd.find(text, reader)
                return (device, try wanted(context.arguments, device.grant, OfficeRows(reader)))
            }
            let change = try office.port.changeGrant(of: device.id, to: grant, isDry: isDry)
            context.show(json(change, grant, isDry: isDry)) {
                sentence(change, grant, of: device, isDry: isDry)
            }
            return .ok
        }
    }

    private static func wanted(
        _ arguments: Arguments,
        _ grant: Grant,
        _ rows: OfficeRows
    ) throws -> Grant {
        let role = try arguments.choice("--role", of: Role.all.map(\.rawValue))
        let person: RowID? =
            switch arguments.option("--person") {
            case nil: grant.person
            case "none": nil
            case let text?: try rows.row(text, of: .person).id
            }
        return Grant(
            role: role.map { Role(rawValue: $0) } ?? grant.role,
            centre: arguments.option("--centre") == nil ? grant.centre : try rows.centre(arguments),
            person: person,
            ends: try end(arguments.option("--until"), grant.ends)
        )
    }

    /// A day counts to its end, in Norwegian time.
    private static func end(_ text: String?, _ present: Int64?) throws -> Int64? {
        guard let text else { return present }
        if text == "never" { return nil }
        if let day = LocalDate(text) {
            return OsloTime.start(of: LocalDate(daysSince1970: day.daysSince1970 + 1))
        }
        guard let time = TimeText.milliseconds(text) else {
            throw UsageError(
                "--until takes a day such as 2031-09-30, an instant such as 2031-09-30T18:00, or 'never'."
            )
        }
        return time
    }

    private static func sentence(
        _ change: GrantChange,
        _ grant: Grant,
        of device: Device,
        isDry: Bool
    ) -> String {
        guard !change.isUnchanged else { return "\(device.name) has that already." }
        let end = grant.ends.map { ", until \(TimeText.oslo($0))" } ?? ""
        let verb = isDry ? "would be" : "is"
        return """
            \(device.name) \(verb) \(grant.role.rawValue)\(end).
            It \(isDry ? "would gain" : "gains") \(Count.text(change.gained.count, "scope")) and \
            \(isDry ? "lose" : "loses") \(change.lost.count).
            """
    }

    private static func json(_ change: GrantChange, _ grant: Grant, isDry: Bool) -> JSONValue {
        var out = change.json.object ?? [:]
        out["dryRun"] = .bool(isDry)
        out["role"] = .string(grant.role.rawValue)
        out["centre"] = grant.centre.json
        out["person"] = grant.person?.json
        out["ends"] = grant.ends.map { .integer($0) }
        return .object(out)
    }
}
