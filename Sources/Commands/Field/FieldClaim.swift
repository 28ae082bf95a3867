import Coordination
import SyncCore
import SyncEngine

/// `dugnad field claim`: takes a segment.
enum FieldClaim: Command {
    static let spec = CommandSpec(
        "field claim",
        "Claims a segment of shore; the first claim to reach the hub wins.",
        details: """
            The name is public: others see who has the segment. What cannot stand by what this device knows, such as
            a claim where professionals clean, is not kept; with --anyway the hub is asked all the same.
            """,
        arguments: [
            ArgumentSpec(
                "SEGMENT",
                "the segment's id, or at least 6 characters of its start or end"
            )
        ],
        options: [
            .replica,
            .value("--name", "NAME", "the public name of who claims it", isRequired: true),
            .value("--hours", "N", "how long, 1 to 720; else 48"),
            .value("--person", "ID", "who claims it; else the person this device is linked to"),
            .value("--token", "ID", "the pass of somebody without a person record"),
            .value("--task", "ID", "the task it is for"),
            .value("--adults", "N", "how many grown-ups come"),
            .value("--minors", "N", "how many under 18 come"),
            .flag("--anyway", "keep it although the hub will probably refuse it"), .json,
        ],
        exits: [
            .warnings: "kept, but somebody has the segment or the office will have to decide",
            .refused: "the claim cannot stand", .unreadable: "this device has no such segment",
        ],
        example: "dugnad field claim 0197a3 --name 'Vågen velforening' --hours 24 --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let hours = try arguments.integer("--hours", in: 1...720) ?? 48
        let work = try FieldWork(context)
        let segment = try work.id(try arguments.text("SEGMENT"), of: .segment)
        let stretch = try work.row(segment, of: .segment)
        let now = work.now
        var set: JSONObject = [
            "segmentId": segment.json, "byName": .string(try arguments.required("--name")),
            "fromAt": .integer(now), "expiresAt": .integer(now + hours * 3_600_000),
        ]
        let author = try work.author()
        set["personId"] = author.person?.json
        set["tokenId"] = author.token?.json
        set["taskId"] = try work.id(option: "--task", of: .task)?.json
        for (option, field) in [("--adults", "adults"), ("--minors", "minors")] {
            set[field] = try arguments.integer(option, in: 0...10_000).map { .integer($0) }
        }
        let edit = Edit(.claim, context.environment.engine.newID(), set: set)
        guard !arguments.flag("--anyway") else { return try work.make([edit]) }
        var warnings = try Foresight([edit], work).requireHope(context.language)
        if ["claimed", "in_progress"].contains(stretch["state"]?.text) {
            warnings.append(taken(context))
        }
        return try work.make([edit], warnings: warnings)
    }

    private static func taken(_ context: CommandContext) -> String {
        context.say(
            nb: "Noen har strekningen nå; kravet ditt gjelder bare om de gir den fra seg først.",
            nn: "Nokon har strekninga no; kravet ditt gjeld berre om dei gir ho frå seg først.",
            en: "Somebody has the stretch now; your claim counts only if they give it back first."
        )
    }
}
