import Coordination
import RosterImport

/// A roster named on the command line, to be read as its options say.
struct RosterInput {
    let file: RosterFile
    /// How it was understood; its rows can be gone through.
    let stream: RosterStream

    /// What FILE may be, in every command that takes one.
    static let file = ArgumentSpec(
        "FILE",
        "a delimited list in any encoding offices use, a workbook (.xlsx), or - for the input"
    )

    static let readOptions: [OptionSpec] = [
        .value("--encoding", "NAME", TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")),
        .value("--delimiter", "D", "; or , or | or 'tab'"),
        .value("--header-row", "N", "the row of the header, from 1; 0 when there is none"),
        .value("--sheet", "SHEET", "the sheet of a workbook, by name or by number from 1"),
        .flag("--repair", "turn text that was encoded twice, such as KÃ¥re, back"),
    ]

    /// Throws as opening the file and reading its first rows do.
    init(_ context: CommandContext) throws {
        let arguments = context.arguments
        var options = ReadOptions()
        let encodings = TextEncoding.allCases.map(\.rawValue)
        options.encoding = try arguments.choice("--encoding", of: encodings)
            .flatMap(TextEncoding.init(rawValue:))
        options.delimiter = try Self.delimiter(arguments.option("--delimiter"))
        options.headerRow = try arguments.integer("--header-row", in: 0...1000).map(Int.init)
        options.sheet = arguments.option("--sheet")
        options.repairsDoubleEncoding = arguments.flag("--repair")
        file = try RosterFile(try arguments.text("FILE"), limit: options.limits.fileBytes)
        options.fileName = file.path
        let bytes = file.bytes
        stream = try Self.told(context.language) { () throws(RosterError) in
            try RosterStream(bytes, options: options)
        }
    }

    /// The heading and the first rows, and how many there may be.
    func beginning(_ language: Language) throws -> (table: ReadTable, estimate: Int) {
        try Self.told(language) { () throws(RosterError) in try stream.beginning() }
    }

    /// The whole table, its rows in memory; for lists that are not of people.
    func table(_ language: Language) throws -> ReadTable {
        var rows: [SourceRow] = []
        var table = try Self.told(language) { () throws(RosterError) in
            try stream.read { row throws(RosterError) in rows.append(row) }
        }
        table.rows = rows
        return table
    }

    /// What cannot be read, in the language of the command.
    static func told<R>(
        _ language: Language,
        _ body: () throws(RosterError) -> R
    ) throws -> R {
        do { return try body() } catch {
            throw Failure(
                error.code,
                RosterMessages.sentence(error, in: language),
                exit: .unreadable
            )
        }
    }

    private static func delimiter(_ text: String?) throws -> Delimiter? {
        guard let text else { return nil }
        guard let delimiter = text == "tab" ? .tab : Delimiter(rawValue: text) else {
            throw UsageError("--delimiter takes ; or , or | or 'tab'.")
        }
        return delimiter
    }
}
