import Coordination
import Geometry
import RosterImport
import Storage
import SyncCore
import SyncEngine

/// The rows and the answer of `roster answer`.
struct RosterAnswerWords {
    let rows: [Int]
    let answer: PlanAnswer

    private static let verbs = ["new", "same", "skip"]

    /// Throws a usage error for words that are no answer; `person` reads a person's short id.
    init(
        _ given: [String],
        _ plan: Plan,
        _ context: CommandContext,
        person: (String) throws -> String
    ) throws {
        let words = RosterWords(context.language)
        guard let place = given.firstIndex(where: Self.verbs.contains) else {
            throw UsageError(
                words.say(
                    "Skriv new, skip eller same PERSON etter radene.",
                    "Skriv new, skip eller same PERSON etter radene.",
                    "Say new, skip or same PERSON after the rows."
                )
            )
        }
        let rest = given[(place + 1)...]
        let numbers = try given[..<place].map { word in
            guard let number = Int(word) else {
                throw UsageError(
                    words.say(
                        "«\(word)» er ikke et radnummer; rader står før svaret.",
                        "«\(word)» er ikkje eit radnummer; rader står før svaret.",
                        "'\(word)' is no row number; rows stand before the answer."
                    )
                )
            }
            return number
        }
        answer = try Self.answer(given[place], rest, words, person)
        rows = try Self.rows(numbers, plan, context.arguments, words)
    }

    private static func answer(
        _ verb: String,
        _ rest: ArraySlice<String>,
        _ words: RosterWords,
        _ person: (String) throws -> String
    ) throws -> PlanAnswer {
        guard verb == "same" else {
            guard rest.isEmpty else {
                throw UsageError(
                    words.say(
                        "Ingenting står etter «\(verb)».",
                        "Ingenting står etter «\(verb)».",
                        "Nothing stands after '\(verb)'."
                    )
                )
            }
            return verb == "new" ? .new : .skip
        }
        guard let who = rest.first, rest.count == 1 else {
            throw UsageError(
                words.say(
                    "Si hvem: same PERSON, en id eller #3 for rad 3 i fila.",
                    "Sei kven: same PERSON, ein id eller #3 for rad 3 i fila.",
                    "Say who: same PERSON, an id or #3 for row 3 of the file."
                )
            )
        }
        guard who.hasPrefix("#") else { return .person(try person(who)) }
        guard let row = Int(who.dropFirst()) else {
            throw UsageError(
                words.say(
                    "#RAD er et radnummer, som #3.",
                    "#RAD er eit radnummer, som #3.",
                    "#ROW takes a row number, such as #3."
                )
            )
        }
        return .row(row)
    }

    private static func rows(
        _ numbers: [Int],
        _ plan: Plan,
        _ arguments: Arguments,
        _ words: RosterWords
    ) throws -> [Int] {
        let code = arguments.option("--code")
        guard arguments.flag("--all") else {
            guard !numbers.isEmpty, code == nil else {
                throw UsageError(
                    words.say(
                        "Gi radnumre, eller --all, og med det --code for én grunn alene.",
                        "Gi radnummer, eller --all, og med det --code for éin grunn åleine.",
                        "Give row numbers, or --all, with --code for one reason alone."
                    )
                )
            }
            return numbers
        }
        guard numbers.isEmpty else {
            throw UsageError(
                words.say(
                    "Gi radnumre eller --all, ikke begge.",
                    "Gi radnummer eller --all, ikkje begge.",
                    "Give row numbers or --all, not both."
                )
            )
        }
        let asked = plan.asked
        guard let code else { return asked.map(\.row) }
        let codes = Set(asked.flatMap { $0.reasons.map(\.code) })
        guard codes.contains(code) || RosterMessages.questions.contains(code) else {
            let known = RosterMessages.questions
            throw UsageError(
                words.say(
                    "--code: ingen rad spør av grunnen «\(code)»\(Suggestion.text(for: code, among: known)). "
                        + "Grunnene er \(known.joined(separator: ", ")).",
                    "--code: inga rad spør av grunnen «\(code)»\(Suggestion.text(for: code, among: known)). "
                        + "Grunnane er \(known.joined(separator: ", ")).",
                    "--code: no row asks for '\(code)'\(Suggestion.text(for: code, among: known)). "
                        + "The reasons are \(known.joined(separator: ", "))."
                )
            )
        }
        return asked.filter { row in row.reasons.contains { $0.code == code } }.map(\.row)
    }

    /// Writes the answers into the plan, against the persons the store has now.
    func write(into plan: inout Plan, _ reader: HubReader, now: Int64) throws {
        let (known, options) = try Self.surroundings(plan, reader, now: now)
        for row in rows {
            try plan.answer(row: row, answer, known: known, options: options)
        }
    }

    /// The persons a plan may show, as the store has them now, and what answers are worked out by.
    static func surroundings(
        _ plan: Plan,
        _ reader: HubReader,
        now: Int64
    ) throws -> ([KnownPerson], PlanOptions) {
        guard let today = CalendarDate(iso: OsloTime.date(at: now).description) else {
            throw Failure("roster.clock", RosterWords(.en).clock)
        }
        let named = plan.header.view ?? (plan.rows.map(\.centre) + [plan.header.centre])
        let centres = Set(named.compactMap { RowID($0) })
        let known = try reader.store.snapshot {
            try PersonSnapshot(reader).known(inView: centres, today: today)
        }
        let options = PlanOptions(
            centre: plan.header.centre,
            today: today,
            fileDate: plan.header.fileDate,
            importedOn: plan.header.importedOn
        )
        return (known, options)
    }
}
