import Coordination
import HubAPI
import RosterImport
import SyncCore
import SyncEngine

/// `dugnad roster apply`: does what a plan says.
enum RosterApplyCommand: Command {
    static let spec = CommandSpec(
        "roster apply",
        "Does what a plan says, and nothing else.",
        details: """
            Refuses when the file has changed since the plan was made. Rows about persons who have changed since
            are asked about instead. Stopped half-way, run it again: a person is written whole or not at all.
            """,
        arguments: [ArgumentSpec("PLAN", "a plan of 'roster check'")],
        options: [
            .db, .value("--file", "FILE", "where the source file lies now"),
            .flag("--without-file", "the source file is not at hand"), .json,
        ],
        exits: [
            .warnings: "some rows have to be asked about or were rejected",
            .refused: "the plan or some rows were refused",
            .unreadable: "the plan or the store cannot be read",
        ],
        example: "dugnad roster apply frivillige.plan --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let file = try RosterFile(try context.arguments.text("PLAN"), limit: Int.max)
        let plan = try PlanReader(file.bytes)
        try requireSameSource(plan.header, context)
        let now = context.environment.engine.now()
        return try Office.with(context) { office in
            let apply = try office.read { reader in
                try RosterApply(plan, snapshot: try PersonSnapshot(reader), now: now)
            }
            var progress = RowProgress(context, expected: plan.header.counts.rowsRead)
            let done = try apply.run(
                by: OperationPacker(all: { try office.port.submitAll($0) }),
                each: { progress.reach($0) }
            )
            progress.end()
            RosterText(context).show(done)
            try remember(plan.header, office)
            if done.count(.refused) > 0 { return .refused }
            return done.count(.ask) + done.count(.rejected) > 0 ? .warnings : .ok
        }
    }

    /// What was said of the columns, for the next list with the same header.
    private static func remember(_ header: PlanHeader, _ office: Office) throws {
        guard let said = header.saidColumns, let centre = RowID(header.centre) else { return }
        let known = try office.read {
            try $0.rosterColumns(of: header.headerFingerprint, centre: centre)
        }
        guard known != said else { return }
        try office.port.remember(
            RosterColumns(centre: centre, fingerprint: header.headerFingerprint, columns: said)
        )
    }

    private static func requireSameSource(
        _ header: PlanHeader,
        _ context: CommandContext
    ) throws {
        let arguments = context.arguments
        let words = RosterWords(context.language)
        guard !arguments.flag("--without-file") else { return }
        guard let path = arguments.option("--file") ?? header.source else {
            throw Failure("roster.file_gone", words.fileGone(isSaid: false))
        }
        let source: RosterFile
        do { source = try RosterFile(path, limit: ReadLimits().fileBytes) } catch {
            throw Failure("roster.file_gone", words.fileGone(isSaid: true))
        }
        guard try source.hash() == header.sourceHash else {
            throw Failure("roster.file_moved", words.fileMoved)
        }
    }
}
