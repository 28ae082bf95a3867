import Coordination
import SyncCore
import SyncEngine

/// `dugnad init`: a new hub's store.
enum Init: Command {
    static let spec = CommandSpec(
        "init",
        "Makes the store of a new hub for one volunteer centre.",
        details:
            "The file can be read by its owner alone. A store that is a hub already is left as it is.",
        options: [
            .db, .value("--centre", "NAME", "the centre's name", isRequired: true),
            .value("--municipality", "NNNN", "the four-digit number of its municipality"), .json,
        ],
        exits: [
            .refused: "the store is a hub already, or the name or the number is none",
            .unreadable: "the file cannot be made",
        ],
        example: "dugnad init --db hub.db --centre 'Lillevik Frivilligsentral' --municipality 4204"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let name = try arguments.required("--centre")
        try requireName(name)
        let municipality = try municipality(arguments)
        let path = try arguments.required("--db")
        let centre = try HubService.found(
            path: path,
            centre: name,
            municipality: municipality,
            domain: try Coordination.domain(),
            environment: context.environment.engine
        )
        context.show(["db": .string(path), "centre": centre.json, "name": .string(name)]) {
            """
            \(path) is the hub of \(name).
            centre \(centre)
            """
        }
        return .ok
    }

    static func requireName(_ name: String) throws {
        guard name.contains(where: { !$0.isWhitespace }), name.utf8.count <= 200 else {
            throw Failure("centre.name", "A centre needs a name of at most 200 bytes.")
        }
    }

    static func municipality(_ arguments: Arguments) throws -> String? {
        let municipality = arguments.option("--municipality")
        guard municipality.map(isMunicipality) ?? true else {
            throw Failure(
                "municipality.number",
                "A municipality's number has four digits and begins with its county's, 03 to 56."
            )
        }
        return municipality
    }

    /// Four digits of which the first two are a county, or 21 for Svalbard (SSB's classification of
    /// municipalities, https://www.ssb.no/klass/klassifikasjoner/131).
    private static func isMunicipality(_ text: String) -> Bool {
        let isNumber = text.utf8.count == 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard isNumber, let county = Int(text.prefix(2)) else { return false }
        return (3...56).contains(county)
    }
}
