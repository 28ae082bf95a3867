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
        _ words: [String],
        _ plan: Plan,
        _ arguments: Arguments,
        person: (String) throws -> String
    ) throws {
        guard let place = words.firstIndex(where: Self.verbs.contains) else {
            throw UsageError("Say new, skip or same PERSON after the rows.")
        }
        let rest = words[(place + 1)...]
        let numbers = try words[..<place].map { word in
            guard let number = Int(word) else {
                throw UsageError("'\(word)' is no row number; rows stand before the answer.")
            }
            return number
        }
        answer = try Self.answer(words[place], rest, person)
        rows = try Self.rows(numbers, plan, arguments)
    }

    private static func answer(
        _ verb: String,
        _ rest: ArraySlice<String>,
        _ person: (String) throws -> String
    ) throws -> PlanAnswer {
        guard verb == "same" else {
            guard rest.isEmpty else { throw UsageError("Nothing stands after '\(verb)'.") }
            return verb == "new" ? .new : .skip
        }
        guard let who = rest.first, rest.count == 1 else {
            throw UsageError("Say who: same PERSON, an id or #3 for row 3 of the file.")
        }
        guard who.hasPrefix("#") else { return .person(try person(who)) }
        guard let row = Int(who.dropFirst()) else {
            throw UsageError("#ROW takes a row number, such as #3.")
        }
        return .row(row)
    }

    private static func rows(
        _ numbers: [Int],
        _ plan: Plan,
        _ arguments: Arguments
    ) throws -> [Int] {
        let code = arguments.option("--code")
        guard arguments.flag("--all") else {
            guard !numbers.isEmpty, code == nil else {
                throw UsageError("Give row numbers, or --all, with --code for one reason alone.")
            }
            return numbers
        }
        guard numbers.isEmpty else { throw UsageError("Give row numbers or --all, not both.") }
        return plan.asked.filter { row in
            code.map { code in row.reasons.contains { $0.code == code } } ?? true
        }.map(\.row)
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
            throw Failure("roster.clock", "A clock is not set; set it, then try again.")
        }
        let centres = Set((plan.rows.map(\.centre) + [plan.header.centre]).compactMap { RowID($0) })
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
