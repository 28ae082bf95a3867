import RosterImport
import SyncCore
import SyncEngine

/// What is said of a list's columns: on the command line, and before by the same centre of lists with
/// the same header.
struct RosterColumnWords {
    let mapping: HeaderMapping
    /// The field by the column's number from 1; empty for a column that is not wanted.
    let said: [Int: String]
    /// The numbers of the columns that were remembered.
    let remembered: [Int]

    /// Throws a usage error for a column or a field that is not there, or that may not be held.
    init(_ table: ReadTable, _ reader: HubReader, _ context: CommandContext) throws {
        let arguments = context.arguments
        let words = RosterWords(context.language)
        let plain = HeaderMapping(of: table)
        var said: [Int: String] = [:]
        // Without a header nothing tells that the next list is of the same kind.
        if !table.header.isEmpty, !arguments.flag("--forget-map") {
            let centre = try OfficeRows(reader).centre(arguments)
            said = try reader.rosterColumns(of: plain.fingerprint, centre: centre)
                .filter { $0.key <= plain.columns.count && Self.isKnown($0.value) }
        }
        var remembered = Set(said.keys)
        var met: Set<Int> = []
        func once(_ label: String, _ option: String) throws -> HeaderMapping.Column {
            let column = try Self.column(label, option, words, in: plain)
            guard met.insert(column.index).inserted else {
                throw UsageError(words.saidTwice(column.label, option))
            }
            return column
        }
        for (label, field) in try Self.maps(arguments, words) {
            let column = try once(label, "--map")
            said[column.index + 1] = field.rawValue
            remembered.remove(column.index + 1)
        }
        for label in arguments.options("--ignore") {
            let column = try once(label, "--ignore")
            said[column.index + 1] = ""
            remembered.remove(column.index + 1)
        }
        var overrides: [String: RosterField] = [:]
        for (number, name) in said { overrides["#\(number)"] = RosterField(rawValue: name) }
        let ignored = Set(said.filter { $0.value.isEmpty }.keys.map { "#\($0)" })
        mapping = HeaderMapping(of: table, overrides: overrides, ignored: ignored)
        self.said = said
        self.remembered = remembered.sorted()
    }

    /// A later program may have remembered a field that this one does not know.
    private static func isKnown(_ field: String) -> Bool {
        field.isEmpty || RosterField(rawValue: field) != nil
    }

    private static func maps(
        _ arguments: Arguments,
        _ words: RosterWords
    ) throws -> [(String, RosterField)] {
        try arguments.options("--map").map { text in
            guard let equals = text.lastIndex(of: "=") else { throw UsageError(words.mapForm) }
            let name = String(text[text.index(after: equals)...])
            guard let field = RosterField(rawValue: name) else {
                let names = RosterField.allCases.map(\.rawValue)
                let like = Suggestion.text(for: name, among: names)
                throw UsageError(words.noField(name, like))
            }
            return (String(text[..<equals]), field)
        }
    }

    /// A column that is not there, or that we may not hold, is a slip to be told of.
    private static func column(
        _ label: String,
        _ option: String,
        _ words: RosterWords,
        in mapping: HeaderMapping
    ) throws -> HeaderMapping.Column {
        let labels = mapping.columns.map(\.label)
        guard let column = mapping.column(named: label) else {
            let like = Suggestion.text(for: label, among: labels)
            throw UsageError(words.noColumn(option, label, like, labels.joined(separator: ", ")))
        }
        guard option == "--map", case .refused(let category) = column.use else { return column }
        let free = mapping.columns.filter { $0.use != column.use }.map(\.label)
        throw UsageError(
            words.columnRefused(label, "\(category)", free.joined(separator: ", "))
        )
    }
}
