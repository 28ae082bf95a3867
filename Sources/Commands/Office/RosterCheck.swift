import Coordination
import Geometry
import RosterImport
import Storage
import SyncCore
import SyncEngine

/// `dugnad roster check`: what an import would do, without doing it.
enum RosterCheck: Command {
    static let spec = CommandSpec(
        "roster check",
        "Plans an import: what every row would change, and why. Never writes to the store.",
        details: """
            'roster apply' does what the plan says and nothing else. Reports give row numbers and codes, no
            personal values; the plan holds them and can be read by its owner alone.
            """,
        arguments: [RosterInput.file],
        options: [
            .db, .centre, .value("--plan", "OUT", "write the plan there"),
            .value("--reject", "OUT", "write the rows that cannot stand there, to be corrected"),
            .repeated("--map", "COLUMN=FIELD", "what a column means; #3 is the third one"),
            .repeated("--ignore", "COLUMN", "a column that is not wanted"),
            .flag("--by-centre", "a column names each row's centre"),
            .flag("--capitalise", "write HANSEN as Hansen"),
            .flag("--1904", "dates count from 1904, as on old Macs; a workbook says it itself"),
        ] + RosterInput.readOptions + [.json],
        exits: [
            .ok: "clean", .warnings: "something should be looked at, or asked",
            .refused: "some rows cannot stand", .unreadable: "the file or the store cannot be read",
        ],
        example: "dugnad roster check frivillige.csv --db hub.db --plan frivillige.plan"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let input = try RosterInput(context)
        let table = try input.table(context.language)
        let mapping = try self.mapping(table, context.arguments)
        let reader = try context.hubReader()
        let hash = try input.file.hash()
        let plan = try reader.store.snapshot {
            try self.plan(input.file, hash, table, mapping, reader, context)
        }
        if let out = context.arguments.option("--plan") {
            try NewFile.write(try PlanFile.write(plan), to: out, mode: 0o600, option: "--plan")
        }
        if let out = context.arguments.option("--reject"),
            let bytes = RejectFile.write(plan, table: table, mapping: mapping)
        {
            try NewFile.write(bytes, to: out, mode: 0o600, option: "--reject")
        }
        RosterText(context).show(plan, mapping, table)
        return exit(plan, table, mapping)
    }

    private static func mapping(_ table: ReadTable, _ arguments: Arguments) throws -> HeaderMapping
    {
        var overrides: [String: RosterField] = [:]
        for text in arguments.options("--map") {
            guard let equals = text.lastIndex(of: "=") else {
                throw UsageError("--map takes COLUMN=FIELD.")
            }
            let name = String(text[text.index(after: equals)...])
            guard let field = RosterField(rawValue: name) else {
                let names = RosterField.allCases.map(\.rawValue)
                throw UsageError(
                    "--map: there is no field '\(name)'\(Suggestion.text(for: name, among: names))."
                )
            }
            overrides[String(text[..<equals])] = field
        }
        let ignored = Set(arguments.options("--ignore"))
        let mapping = HeaderMapping(of: table, overrides: overrides, ignored: ignored)
        for label in overrides.keys.sorted() { try require(label, "--map", in: mapping) }
        for label in ignored.sorted() { try require(label, "--ignore", in: mapping) }
        return mapping
    }

    /// A column that is not there, or that we may not hold, is a slip to be told of.
    private static func require(
        _ label: String,
        _ option: String,
        in mapping: HeaderMapping
    ) throws {
        let labels = mapping.columns.map(\.label)
        guard let column = mapping.column(named: label) else {
            throw UsageError(
                "\(option): there is no column '\(label)'\(Suggestion.text(for: label, among: labels)). "
                    + "The columns are \(labels.joined(separator: ", "))."
            )
        }
        guard option == "--map", case .refused(let category) = column.use else { return }
        let free = mapping.columns.filter { $0.use != column.use }.map(\.label)
        throw UsageError(
            "--map: the column '\(label)' may not be held (\(category)) and cannot be used. "
                + "The others are \(free.joined(separator: ", "))."
        )
    }

    private static func plan(
        _ file: RosterFile,
        _ hash: String,
        _ table: ReadTable,
        _ mapping: HeaderMapping,
        _ reader: HubReader,
        _ context: CommandContext
    ) throws -> Plan {
        let arguments = context.arguments
        let centre = try OfficeRows(reader).centre(arguments)
        let snapshot = try PersonSnapshot(reader)
        let now = context.environment.engine.now()
        let fileDay = try day(file.modified)
        let postal = try reader.reference(ReferenceKind.postalCode.rawValue)
        let municipal = try reader.reference(ReferenceKind.municipality.rawValue)
        let options = PlanOptions(
            centre: centre.description,
            centres: arguments.flag("--by-centre") ? names(snapshot.centres) : [:],
            today: try day(now),
            fileDate: fileDay,
            importedOn: try reader.firstImport(of: hash, to: centre).map(day),
            postalRegister: postal.isEmpty ? nil : PostalRegister(postal, on: fileDay.iso),
            municipalities: municipal.isEmpty
                ? nil : MunicipalityRegister(municipal, on: fileDay.iso),
            capitalisesNames: arguments.flag("--capitalise"),
            countsFrom1904: arguments.flag("--1904"),
            sourceHash: hash,
            created: TimeText.oslo(now),
            source: file.absolutePath
        )
        let inView = Set(options.centres.values.compactMap { RowID($0) }).union([centre])
        return try Planner.plan(
            table,
            mapping: mapping,
            known: snapshot.known(inView: inView, today: options.today),
            options: options
        )
    }

    private static func names(_ centres: [RowID: String]) -> [String: String] {
        Dictionary(centres.map { ($0.value, $0.key.description) }, uniquingKeysWith: min)
    }

    private static func day(_ milliseconds: Int64) throws -> CalendarDate {
        guard let day = CalendarDate(iso: OsloTime.date(at: milliseconds).description) else {
            throw Failure("roster.clock", "A clock is not set; set it, then try again.")
        }
        return day
    }

    private static func exit(
        _ plan: Plan,
        _ table: ReadTable,
        _ mapping: HeaderMapping
    ) -> ExitCode {
        let counts = plan.header.counts
        if counts.reject > 0 { return .refused }
        let isOdd =
            counts.ask > 0 || !table.problems.isEmpty || !mapping.unknown.isEmpty
            || !mapping.refused.isEmpty || mapping.needsConfirmation
            || plan.rows.contains { !$0.reasons.isEmpty && $0.action != .unchanged }
        return isOdd ? .warnings : .ok
    }
}
