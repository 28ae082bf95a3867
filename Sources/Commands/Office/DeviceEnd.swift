import HubAPI
import SyncCore
import SyncEngine

/// `dugnad device retire`: a device that is handed in.
enum DeviceRetire: Command {
    static let spec = CommandSpec(
        "device retire",
        "Ends a device's use; it may send what it has once more, for the office to decide.",
        arguments: [ArgumentSpec("ID", "the device, as 'device list' shows it")],
        options: [.db, .json],
        exits: [.refused: "it is the office itself", .unreadable: "there is no such device"],
        example: "dugnad device retire 0197a3c1 --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        try DeviceEnd.end(context, word: "retired") { try $0.port.retire($1) }
    }
}

/// `dugnad device revoke`: a device that must not be used any more.
enum DeviceRevoke: Command {
    static let spec = CommandSpec(
        "device revoke",
        "Shuts a device out at once.",
        details: "With --lost nothing it sends is stored again, whoever holds it.",
        arguments: [ArgumentSpec("ID", "the device, as 'device list' shows it")],
        options: [.db, .flag("--lost", "the device is lost or stolen"), .json],
        exits: [.refused: "it is the office itself", .unreadable: "there is no such device"],
        example: "dugnad device revoke 0197a3c1 --lost --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let isLost = context.arguments.flag("--lost")
        return try DeviceEnd.end(context, word: "revoked") {
            try $0.port.revoke($1, isLost: isLost)
        }
    }
}

enum DeviceEnd {
    static func end(
        _ context: CommandContext,
        word: String,
        _ body: (Office, RowID) throws -> Void
    ) throws -> ExitCode {
        let text = try context.arguments.text("ID")
        return try Office.with(context) { office in
            let device = try office.read { try find(text, $0) }
            try body(office, device.id)
            context.show(["id": device.id.json, word: true]) { "\(device.name) is \(word)." }
            return .ok
        }
    }

    static func find(_ text: String, _ reader: HubReader) throws -> Device {
        let devices = try reader.devices()
        let part = text.lowercased()
        let fitting = devices.filter {
            $0.id.description == part
                || part.count >= 6
                    && ($0.id.description.hasPrefix(part) || $0.id.description.hasSuffix(part))
        }
        guard let device = fitting.first else {
            throw Failure("device.unknown", "There is no such device.", exit: .unreadable)
        }
        guard fitting.count == 1 else {
            throw Failure(
                "id.ambiguous",
                "\(fitting.count) devices have such an id; give more of it."
            )
        }
        return device
    }
}
