import SyncCore
import SyncEngine

/// `dugnad device list`: the devices of a hub.
enum DeviceList: Command {
    static let spec = CommandSpec(
        "device list",
        "Lists the devices of a hub, the office itself first.",
        options: [.db, .json],
        example: "dugnad device list --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let devices = try context.hubReader().devices()
        context.show(.array(devices.map(json))) {
            var table = Table(context.language, "ID", "NAME", "ROLE", "SEEN", "STATE")
            for device in devices {
                let seen = device.seen.map(TimeText.oslo) ?? ""
                table.add(
                    device.id.description,
                    device.name,
                    device.grant.role.rawValue,
                    seen,
                    state(device)
                )
            }
            return table.text
        }
        return .ok
    }

    private static func state(_ device: Device) -> String {
        device.end?.rawValue ?? "in use"
    }

    private static func json(_ device: Device) -> JSONValue {
        var out: JSONObject = [
            "id": device.id.json, "name": .string(device.name),
            "role": .string(device.grant.role.rawValue), "centre": device.grant.centre.json,
            "enrolled": .integer(device.enrolled), "state": .string(state(device)),
        ]
        out["person"] = device.grant.person?.json
        out["seen"] = device.seen.map { .integer($0) }
        out["retired"] = device.retired.map { .integer($0) }
        out["revoked"] = device.revoked.map { .integer($0) }
        return .object(out)
    }
}
