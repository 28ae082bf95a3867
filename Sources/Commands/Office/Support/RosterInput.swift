import RosterImport

/// A roster named on the command line, read as its options say.
struct RosterInput {
    let file: InputFile
    let table: ReadTable

    static let readOptions: [OptionSpec] = [
        .value("--encoding", "NAME", TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")),
        .value("--delimiter", "D", "; or , or | or 'tab'"),
        .value("--header-row", "N", "the row of the header, from 1; 0 when there is none"),
        .flag("--repair", "turn text that was encoded twice, such as KÃ¥re, back"),
    ]

    /// Throws as reading the file and the roster do; what cannot be read at all is
    /// `file.not_a_list`.
    init(_ context: CommandContext, path: String? = nil) throws {
        let arguments = context.arguments
        var options = ReadOptions()
        let encodings = TextEncoding.allCases.map(\.rawValue)
        options.encoding = try arguments.choice("--encoding", of: encodings)
            .flatMap(TextEncoding.init(rawValue:))
        options.delimiter = try Self.delimiter(arguments.option("--delimiter"))
        options.headerRow = try arguments.integer("--header-row", in: 0...1000).map(Int.init)
        options.repairsDoubleEncoding = arguments.flag("--repair")
        file = try InputFile(try path ?? arguments.text("FILE"), limit: options.limits.fileBytes)
        do {
            table = try RosterReader.read(file.bytes, options: options)
        } catch {
            throw Failure(error.code, error.message, exit: .unreadable)
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
