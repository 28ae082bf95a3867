import RosterImport
import SyncCore

/// `dugnad roster read`: how a roster is read, before anything is made of it.
enum RosterRead: Command {
    static let spec = CommandSpec(
        "roster read",
        "Shows how a roster is read: encoding, delimiter or sheet, header and rows, before any mapping.",
        details: """
            --json prints {format, encoding, delimiter, byteOrderMark, lineEnd, sheet, headerRow, header, rows,
            count, problems: [{row, code, message}], problemCounts}; for a workbook the first two are null.
            """,
        arguments: [RosterInput.file],
        options: RosterInput.readOptions + [
            .flag("--no-rows", "with --json: leave the rows out, and with them personal data"),
            .json,
        ],
        exits: [.warnings: "something in it is odd", .unreadable: "it cannot be read as a list"],
        example: "dugnad roster read frivillige.csv"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let stream = try RosterInput(context).stream
        let told = try context.isJSON ? json(stream, context) : text(stream, context)
        return told.problems.isEmpty ? .ok : .warnings
    }

    private static func text(
        _ stream: RosterStream,
        _ context: CommandContext
    ) throws -> ReadTable {
        var count = 0
        let words = RosterWords(context.language)
        let table = try RosterInput.told(context.language) { () throws(RosterError) in
            try stream.read { _ throws(RosterError) in
                count += 1
                if count % 50_000 == 0 { context.console.progress(words.rows(count)) }
            }
        }
        context.console.endProgress()
        context.console.print(
            RosterReadText(table, count: count, context.language).lines.joined(separator: "\n")
        )
        return table
    }

    /// One document, written as the rows come: a million rows take no more memory than ten.
    private static func json(
        _ stream: RosterStream,
        _ context: CommandContext
    ) throws -> ReadTable {
        let shape = RosterReadText.json(stream.heading)
        context.console.write(shape.line().dropLast(2))
        let leavesOut = context.arguments.flag("--no-rows")
        if !leavesOut { context.console.write(Array(",\"rows\":[".utf8)[...]) }
        var count = 0
        let table = try RosterInput.told(context.language) { () throws(RosterError) in
            try stream.read { row throws(RosterError) in
                count += 1
                guard !leavesOut else { return }
                let line = JSONValue.array(row.fields.map { .string($0) }).line()
                context.console.write((count > 1 ? [0x2C] : []) + line.dropLast())
            }
        }
        let ending = RosterReadText.ending(table, count: count, context.language)
        context.console.write(Array((leavesOut ? "," : "],").utf8) + ending.line().dropFirst())
        return table
    }
}
