import Coordination
import Glibc
import RosterImport
import SyncCore
import SyncEngine

/// Goes through a roster for `roster check`, with progress, and writes what was asked for.
struct RosterCheckRun {
    let context: CommandContext
    /// How many rows there may be; 0 where nobody can tell.
    let expected: Int
    /// Rows to show, where a page was asked for.
    private(set) var sample = RosterExamples()

    init(context: CommandContext, expected: Int) {
        self.context = context
        self.expected = expected
    }

    /// Plans, and writes the plan and the rejects where the options say so.
    mutating func run(
        _ stream: RosterStream,
        _ beginning: ReadTable,
        _ mapping: HeaderMapping,
        _ reader: HubReader,
        _ options: PlanOptions
    ) throws -> PlanSummary {
        let centres = Set(options.centres.values).union([options.centre])
        let known = try PersonSnapshot(reader).persons(
            inView: Set(centres.compactMap { RowID($0) }),
            today: options.today
        )
        guard let out = context.arguments.option("--plan") else {
            return try run(stream, beginning, mapping, known, options, writer: nil)
        }
        return try NewFile.make(out, mode: 0o600, option: "--plan") { descriptor in
            let writer = PlanWriter(descriptor: descriptor, expecting: expected)
            return try run(stream, beginning, mapping, known, options, writer: writer)
        }
    }

    private mutating func run(
        _ stream: RosterStream,
        _ beginning: ReadTable,
        _ mapping: HeaderMapping,
        _ known: KnownPersons,
        _ options: PlanOptions,
        writer: PlanWriter?
    ) throws -> PlanSummary {
        var progress = RowProgress(context, expected: expected)
        var run = try PlanRun(
            stream,
            beginning: beginning,
            mapping: mapping,
            known: known,
            options: options,
            expecting: expected,
            writer: writer,
            keepsRowNumbers: context.isJSON
        )
        var sample = RosterExamples()
        let wantsSample = context.arguments.option("--html") != nil
        let summary = try run.plan(
            anew: { sample = RosterExamples() },
            { _, planned throws(RosterError) in
                progress.step()
                if wantsSample { sample.take(planned) }
            }
        )
        self.sample = sample
        progress.end()
        if let out = context.arguments.option("--reject"), let bytes = try run.rejectFile() {
            try NewFile.write(bytes, to: out, mode: 0o600, option: "--reject")
        }
        return summary
    }
}
