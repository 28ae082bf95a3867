import Geometry
import RosterImport
import SyncCore
import SyncEngine

/// `dugnad reference list`: which registers a hub has, and what a code meant on a day.
enum ReferenceList: Command {
    static let spec = CommandSpec(
        "reference list",
        "Lists the registers that were read, or every meaning of one code.",
        arguments: [
            ArgumentSpec("CODE", "a postal code or a municipality number", isRequired: false)
        ],
        options: [.db, .json],
        exits: [.warnings: "no register has the code"],
        example: "dugnad reference list 0150 --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let reader = try context.hubReader()
        guard let code = context.arguments.list("CODE").first else {
            try listStates(reader, context)
            return .ok
        }
        return try list(code, reader, context)
    }

    private static func listStates(_ reader: HubReader, _ context: CommandContext) throws {
        let states = try reader.referenceStates()
        context.show(
            .array(
                states.map {
                    [
                        "register": .string($0.register), "day": .string($0.day),
                        "codes": .integer(Int64($0.codes)), "readAt": .integer($0.at),
                    ]
                }
            )
        ) {
            guard !states.isEmpty else { return ReferenceText.none(in: context.language) }
            var table = Table(ReferenceText.stateColumns(in: context.language))
            for state in states {
                table.add(
                    ReferenceText.name(state.register, in: context.language),
                    state.day,
                    String(state.codes),
                    TimeText.oslo(state.at)
                )
            }
            return table.text
        }
    }

    private static func list(
        _ code: String,
        _ reader: HubReader,
        _ context: CommandContext
    ) throws -> ExitCode {
        let found = try ReferenceKind.allCases.flatMap { kind in
            try reader.reference(kind.rawValue).filter { $0.code == code }.map { (kind, $0) }
        }
        context.show(
            .array(
                found.map { kind, code in
                    [
                        "register": .string(kind.rawValue), "code": .string(code.code),
                        "name": .string(code.name),
                        "municipality": code.about.map { .string($0) } ?? .null,
                        "from": code.from == ReferenceCode.dawn ? .null : .string(code.from),
                        "until": code.until.map { .string($0) } ?? .null,
                    ]
                }
            )
        ) {
            guard !found.isEmpty else { return ReferenceText.unknown(in: context.language) }
            var table = Table(ReferenceText.codeColumns(in: context.language))
            for (kind, code) in found {
                table.add(
                    ReferenceText.name(kind.rawValue, in: context.language),
                    code.code,
                    code.name,
                    code.about ?? "",
                    code.from == ReferenceCode.dawn ? "" : code.from,
                    code.until ?? ""
                )
            }
            return table.text
        }
        return found.isEmpty ? .warnings : .ok
    }
}
