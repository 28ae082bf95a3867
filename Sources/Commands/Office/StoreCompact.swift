import HubAPI
import SyncCore
import SyncEngine

/// `dugnad store compact`: forgetting what nobody needs any more.
enum StoreCompact: Command {
    static let spec = CommandSpec(
        "store compact",
        "Forgets old history, marks and sent bytes that nobody needs any more.",
        details: """
            What stands, why it stands and every open review stay. A serving hub does the same by itself once a
            day, in small steps. What is kept of whose history: 'history' in the catalogue. The file does not
            shrink; what is free in it is used again.
            """,
        options: [.db, .flag("--dry-run", "only count what would go"), .json],
        example: "dugnad store compact --dry-run --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let isDryRun = context.arguments.flag("--dry-run")
        let before = try context.hubReader().size()
        let report =
            isDryRun
            ? try context.hubReader().compactionPreview()
            : try Office.with(context) { try $0.port.compact() }
        let after = isDryRun ? before : try context.hubReader().size()
        context.show(
            [
                "dryRun": .bool(isDryRun), "forgotten": report.json, "before": before.json,
                "after": after.json,
            ]
        ) {
            text(report, before, after, isDryRun: isDryRun)
                .map { PhraseBook.told($0, in: context.language) }.joined(separator: "\n")
        }
        return .ok
    }

    private static func text(
        _ report: CompactionReport,
        _ before: StoreSize,
        _ after: StoreSize,
        isDryRun: Bool
    ) -> [String] {
        let verb = isDryRun ? "Would forget" : "Forgot"
        var lines = [
            "\(verb) \(report.entries) entries of the history (\(report.entryBytes) bytes),",
            "the bytes of \(report.operations) operations (\(report.operationBytes) bytes),",
            "\(report.leaveMarks) leave marks and \(report.digests) digests.",
            line("before", before),
        ]
        if !isDryRun { lines.append(line("after", after)) }
        return lines
    }

    private static func line(_ word: String, _ size: StoreSize) -> String {
        """
        \(word): \(size.fileBytes) bytes, \(size.freeBytes) of them free; \(size.rows) rows, \
        \(size.historyEntries) entries of history, \(size.leaveMarks) leave marks
        """
    }
}
