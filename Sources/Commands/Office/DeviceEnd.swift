import HubAPI
import SyncCore
import SyncEngine

/// `dugnad device retire`: a device that is handed in.
enum DeviceRetire: Command {
    static let spec = CommandSpec(
        "device retire",
        "Ends a device's use; it may send what it has once more, for the office to decide.",
        details: """
            A device that has ended stays what it is, and is told so: retired, revoked or lost. It comes back by a code
            of 'device invite --for' and no other way.
            """,
        arguments: [ArgumentSpec("ID", "the device, as 'device list' shows it")],
        options: [.db, .json],
        exits: [
            .refused: "it is the office itself, or was revoked or lost before",
            .unreadable: "there is no such device",
        ],
        example: "dugnad device retire 0197a3c1 --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        try DeviceEnd.end(context, to: .retired) { try $0.port.retire($1) }
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
        exits: [
            .refused: "it is the office itself, or was said to be lost before, which it stays",
            .unreadable: "there is no such device",
        ],
        example: "dugnad device revoke 0197a3c1 --lost --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let isLost = context.arguments.flag("--lost")
        return try DeviceEnd.end(context, to: isLost ? .lost : .revoked) {
            try $0.port.revoke($1, isLost: isLost)
        }
    }
}

/// How a device's use ended, from the mildest to the hardest.
enum DeviceEnd: String, CaseIterable {
    case retired, revoked, lost

    /// Ends a device's use; one that has ended as hard before is left as it is.
    static func end(
        _ context: CommandContext,
        to end: DeviceEnd,
        _ body: (Office, RowID) throws -> Void
    ) throws -> ExitCode {
        let text = try context.arguments.text("ID")
        return try Office.with(context) { office in
            let device = try office.read { try find(text, $0) }
            if let before = device.end, before.hardness >= end.hardness {
                return try tell(device, before, asked: end, context)
            }
            try body(office, device.id)
            context.show(json(device, end, isUnchanged: false)) {
                "\(device.name) is \(end.rawValue)."
            }
            return .ok
        }
    }

    private var hardness: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    private static func tell(
        _ device: Device,
        _ before: DeviceEnd,
        asked: DeviceEnd,
        _ context: CommandContext
    ) throws -> ExitCode {
        let since = (device.revoked ?? device.retired).map { " since \(TimeText.oslo($0))" } ?? ""
        let state = "\(device.name) is \(before.rawValue) already\(since); nothing was changed."
        guard before == asked else { throw Failure("device.ended", state) }
        context.show(json(device, before, isUnchanged: true)) { state }
        return .ok
    }

    private static func json(_ device: Device, _ end: DeviceEnd, isUnchanged: Bool) -> JSONValue {
        var members: JSONObject = [
            "id": device.id.json, "state": .string(end.rawValue), "unchanged": .bool(isUnchanged),
        ]
        members[end == .retired ? "retired" : "revoked"] = true
        return .object(members)
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

extension Device {
    /// How the device's use ended; nil while it is in use.
    var end: DeviceEnd? {
        guard revoked == nil else { return isLost ? .lost : .revoked }
        return retired == nil ? nil : .retired
    }
}
