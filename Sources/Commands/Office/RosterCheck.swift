import Coordination
import Geometry
import Glibc
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
            personal values; the plan holds them and can be read by its owner alone. What --map and --ignore say
            is remembered when the plan is applied, for lists of the centre with the same header.
            """,
        arguments: [RosterInput.file],
        options: [
            .db, .centre, .value("--plan", "OUT", "write the plan there"),
            .value("--html", "OUT", "write a page with numbers and a sample of changes there"),
            .value("--reject", "OUT", "write the rows that cannot stand there, to be corrected"),
            .repeated("--map", "COLUMN=FIELD", "what a column means; #3 is the third one"),
            .repeated("--ignore", "COLUMN", "a column that is not wanted"),
            .flag("--forget-map", "pass over what was said of such a list's columns before"),
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
        try requireNew(context)
        let input = try RosterInput(context)
        let (beginning, expected) = try input.beginning(context.language)
        let reader = try context.hubReader()
        let columns = try RosterColumnWords(beginning, reader, context)
        let hash = try input.file.hash()
        var check = RosterCheckRun(context: context, expected: expected)
        let summary = try reader.store.snapshot {
            var options = try self.options(input.file, hash, reader, context)
            options.saidColumns = columns.said
            options.erased = try reader.erasedTraces()
            return try check.run(input.stream, beginning, columns.mapping, reader, options)
        }
        if let out = context.arguments.option("--html") {
            let page = RosterHtml(summary, columns, check.sample, context.language)
            try NewFile.write(page.bytes, to: out, mode: 0o600, option: "--html")
        }
        RosterText(context).show(summary, columns)
        let isPassedOver = try passesOverCentres(columns.mapping, reader, context)
        let exit = exit(summary, columns.mapping)
        return isPassedOver && exit == .ok ? .warnings : exit
    }

    /// Whether the list says whose each row is and nobody asked for it; said, where the store has several centres.
    private static func passesOverCentres(
        _ mapping: HeaderMapping,
        _ reader: HubReader,
        _ context: CommandContext
    ) throws -> Bool {
        guard !context.arguments.flag("--by-centre"),
            mapping.columns.contains(where: { $0.use == .field(.centre) }),
            try reader.rows(.volunteerCentre).count > 1
        else { return false }
        context.console.warn(
            context.say(
                nb:
                    "Lista har en kolonne for sentral. Alle rader går til én sentral; --by-centre går etter kolonnen.",
                nn:
                    "Lista har ei kolonne for sentral. Alle rader går til éin sentral; --by-centre går etter kolonna.",
                en:
                    "The list has a column for the centre. All rows go to one; --by-centre goes by the column."
            )
        )
        return true
    }

    /// A file that is there already is told of before a long run, and not after it.
    private static func requireNew(_ context: CommandContext) throws {
        let words = RosterWords(context.language)
        var met: [String: String] = [:]
        for option in ["--plan", "--html", "--reject"] {
            guard let path = context.arguments.option(option) else { continue }
            if let other = met.updateValue(option, forKey: path) {
                throw UsageError(words.samePath(other, option))
            }
            guard access(path, F_OK) != 0 else {
                throw Failure("file.exists", words.fileExists(path, option))
            }
        }
    }

    private static func options(
        _ file: RosterFile,
        _ hash: String,
        _ reader: HubReader,
        _ context: CommandContext
    ) throws -> PlanOptions {
        let arguments = context.arguments
        let centre = try OfficeRows(reader).centre(arguments)
        let now = context.environment.engine.now()
        let fileDay = try day(file.modified)
        let postal = try reader.reference(ReferenceKind.postalCode.rawValue)
        let municipal = try reader.reference(ReferenceKind.municipality.rawValue)
        return PlanOptions(
            centre: centre.description,
            centres: arguments.flag("--by-centre") ? try names(reader) : [:],
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
    }

    private static func names(_ reader: HubReader) throws -> [String: String] {
        let centres = try reader.rows(.volunteerCentre)
        return Dictionary(
            centres.map { ($0["name"]?.text ?? "", $0.id.description) },
            uniquingKeysWith: min
        )
    }

    private static func day(_ milliseconds: Int64) throws -> CalendarDate {
        guard let day = CalendarDate(iso: OsloTime.date(at: milliseconds).description) else {
            throw Failure("roster.clock", RosterWords(.en).clock)
        }
        return day
    }

    private static func exit(_ summary: PlanSummary, _ mapping: HeaderMapping) -> ExitCode {
        let counts = summary.header.counts
        if counts.reject > 0 { return .refused }
        let isOdd =
            counts.ask > 0 || !summary.table.problems.isEmpty || !mapping.unknown.isEmpty
            || !mapping.refused.isEmpty || mapping.needsConfirmation || summary.hasReasons
        return isOdd ? .warnings : .ok
    }
}
