import Coordination
import Geometry
import HubAPI
import RosterImport
import SyncCore
import SyncEngine

/// `dugnad reference import`: postal codes or municipalities from the files of their publishers.
enum ReferenceImport: Command {
    static let spec = CommandSpec(
        "reference import",
        "Reads postal codes or municipalities into a hub, from the files of their publishers.",
        details: """
            Bring's Postnummerregister (text or workbook), Statistics Norway's Klass 131 (CSV or JSON) and the
            Mapping Authority's list of municipalities (JSON). What a later file no longer has ends on its day,
            and is kept: a list of last year is read by the codes of last year. The files are not part of the
            program; each publisher gives its own away.
            """,
        arguments: [ArgumentSpec("FILE", "the register, as it was fetched")],
        options: [
            .db,
            .value(
                "--register",
                "NAME",
                "postal_code or municipality, where the file does not tell"
            ),
            .value("--day", "DATE", "the day the file holds from, yyyy-mm-dd; else today"),
            .flag("--force", "also when more than five codes in a hundred would end"),
            .flag("--dry-run", "only tell what would change"), .json,
        ],
        exits: [
            .refused: "the file is older than what is there, or ends too many codes",
            .unreadable: "the file is no register, or cannot be read",
        ],
        example: "dugnad reference import Postnummerregister-ansi.txt --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let arguments = context.arguments
        let names = ReferenceKind.allCases.map(\.rawValue)
        let kind = try arguments.choice("--register", of: names).flatMap(ReferenceKind.init)
        let roster = try RosterFile(try arguments.text("FILE"), limit: ReferenceFile.largest)
        let file = try RosterInput.told(context.language) { () throws(RosterError) in
            var bytes: [UInt8] = []
            try roster.bytes.pieces { piece throws(RosterError) in
                bytes += piece
                return bytes.count <= ReferenceFile.largest
            }
            return try ReferenceFile(bytes, kind: kind)
        }
        let day = try self.day(file, context)
        let hash = try roster.hash()
        let reader = try context.hubReader()
        let register = file.kind.rawValue
        let states = try reader.referenceStates().filter { $0.register == register }
        let timeline = ReferenceTimeline(try reader.reference(register), file, day: day)
        let isSame = states.last?.hash == hash
        if !isSame { try require(timeline, day, states.last, context) }
        let isDry = arguments.flag("--dry-run")
        if !isDry, !isSame {
            let state = ReferenceRegister(
                name: register,
                day: day,
                hash: hash,
                valid: timeline.valid(on: day),
                codes: timeline.codes
            )
            try Office.with(context) { try $0.port.write(state) }
        }
        let readAs = isSame ? states.last.map(\.day).flatMap { $0 == day ? nil : $0 } : nil
        show(file, timeline, day, (isDry, isSame, readAs), context)
        return .ok
    }

    private static func day(_ file: ReferenceFile, _ context: CommandContext) throws -> String {
        guard let text = context.arguments.option("--day") ?? file.day else {
            return OsloTime.date(at: context.environment.engine.now()).description
        }
        guard let day = CalendarDate(iso: String(text.prefix(10))) else {
            throw UsageError("--day takes a day as yyyy-mm-dd.")
        }
        return day.iso
    }

    private static func require(
        _ timeline: ReferenceTimeline,
        _ day: String,
        _ last: ReferenceState?,
        _ context: CommandContext
    ) throws {
        if let last, day < last.day {
            throw Failure(
                "reference.older",
                ReferenceText.older(last.day, in: context.language),
                exit: .refused
            )
        }
        guard timeline.isLoss, !context.arguments.flag("--force") else { return }
        throw Failure(
            "reference.mass_loss",
            ReferenceText.loss(timeline.ended.count, in: context.language),
            exit: .refused
        )
    }

    private static func show(
        _ file: ReferenceFile,
        _ timeline: ReferenceTimeline,
        _ day: String,
        _ run: (isDry: Bool, isSame: Bool, readAs: String?),
        _ context: CommandContext
    ) {
        let counts = [
            timeline.added.count, timeline.renamed.count, timeline.ended.count, timeline.unchanged,
        ]
        let names = ["added", "changed", "ended", "unchanged"]
        var told = JSONObject(zip(names, counts).map { ($0, .integer(Int64($1))) })
        told["register"] = .string(file.kind.rawValue)
        told["day"] = .string(day)
        told["valid"] = .integer(Int64(timeline.valid(on: day)))
        told["dryRun"] = .bool(run.isDry)
        told["alreadyRead"] = .bool(run.isSame)
        if let readAs = run.readAs { told["readAs"] = .string(readAs) }
        context.show(.object(told)) {
            ReferenceText.imported(
                file.kind,
                day,
                (timeline.valid(on: day), counts),
                run,
                in: context.language
            )
        }
    }
}
