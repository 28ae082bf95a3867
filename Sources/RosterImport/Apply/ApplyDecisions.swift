import Coordination
import Geometry
import SyncCore
import SyncEngine

/// Goes through a plan's rows and decides, against the store as it is now, which of them stand.
///
/// What a row would write is worked out and let go; only who it is about is kept, so that a plan of
/// a million rows needs no store in memory beside the one on the disk.
struct ApplyDecisions {
    private let header: PlanHeader
    private let plan: PlanRows
    private let batch: RowID
    private let snapshot: PersonSnapshot
    private let now: Int64
    /// The store's persons, gone through when the first row brings somebody new.
    private let persons: ApplyPersons
    private let today: CalendarDate
    /// The operations of earlier runs of the plan's file.
    private let ownOperations: Set<Int64>

    private(set) var rows: [RosterApply.Row] = []
    /// The person each row that stands is, by row number.
    private var personOf: [Int: RowID] = [:]
    private var met: Set<RowID> = []
    /// The places in the plan of the rows about each person.
    private(set) var placesOf: [RowID: [Int]] = [:]
    /// How many rows were looked at again, to see what they come to together.
    private(set) var rowsReadAgain = 0
    /// Persons with something to write.
    private(set) var written: Set<RowID> = []
    private var place = 0
    /// What some persons' rows come to so far; of the others their rows are looked at again.
    private var open: [RowID: PersonEdits] = [:]
    private let inView: Set<RowID>
    private static let openAtOnce = 4096

    init(
        _ header: PlanHeader,
        _ plan: PlanRows,
        batch: RowID,
        snapshot: PersonSnapshot,
        now: Int64
    ) throws(RosterError) {
        let day = OsloTime.date(at: now).description
        guard let today = CalendarDate(iso: day) else {
            throw RosterError(
                code: "roster.clock",
                message: "This machine's clock is not set. Set it, then try again."
            )
        }
        self.today = today
        self.header = header
        self.plan = plan
        self.batch = batch
        self.snapshot = snapshot
        self.now = now
        let named = try plan.centres().union([header.centre])
        inView = Set((header.view ?? Array(named)).compactMap { RowID($0) })
        ownOperations = snapshot.operations(ofFile: header.sourceHash)
        persons = ApplyPersons(snapshot, inView: inView, today: today)
    }

    /// Of the persons with something to write who are in the store already, what it has of them.
    func records() throws -> [RowID: PackedRecord] {
        var records: [RowID: PackedRecord] = [:]
        for id in written {
            if let record = try snapshot.record(id) { records[id] = PackedRecord(record) }
        }
        return records
    }

    /// Whether an earlier run of the same plan has begun.
    var isBatchStored: Bool { snapshot.batches.contains(batch) }

    mutating func decide() throws {
        let named = try plan.centres().union([header.centre]).compactMap { RowID($0) }
        for centre in named where snapshot.centres[centre] == nil {
            throw RosterError(
                code: "roster.centre_unknown",
                message: "The store has no centre \(centre). Plan the import for one it has."
            )
        }
        var asked: Set<RowID> = []
        try plan.forEach { row in
            try decide(row)
            place += 1
            if rows.last?.state == .ask, let id = row.person.flatMap({ RowID($0) }) {
                asked.insert(id)
            }
        }
        settle(asked)
    }

    private mutating func decide(_ row: PlanRow) throws {
        switch row.action {
        case .reject: note(row, .rejected, row.reasons.map(\.code))
        case .ask: note(row, .ask, row.question.map { [$0] } ?? [])
        case .unchanged where row.answer == .same: try change(row)
        case .unchanged: note(row, .unchanged, [], person: row.person.flatMap { RowID($0) })
        case .create: try create(row)
        case .update, .link: try change(row)
        }
    }

    private mutating func create(_ row: PlanRow) throws {
        if let person = try persons.imported(by: row.contentKey) {
            // Another plan of the same file has brought her in.
            personOf[row.row] = person
            met.insert(person)
            return note(row, .unchanged, ["row.imported_before"], person: person)
        }
        let id = RowID.derived(from: batch, "row/\(row.row)/person")
        switch try snapshot.standing(of: id) {
        // An earlier run of this plan made her, and she was removed or erased after that.
        case .gone: return note(row, .ask, ["roster.person_left"])
        case .there: break
        case .unknown, .merged:
            // Erased since the plan was made; of whom the plan knew it, a person has said that she
            // signed up.
            if !row.isErased, snapshot.erased.areSure(of: row.asPerson) {
                return note(row, .rejected, [PlanRow.erasedCode])
            }
            // The store has moved: somebody has come in since the plan whom the row may be.
            if try isSomebodyNew(row) { return note(row, .ask, ["roster.person_appeared"]) }
        }
        try take(row, as: id, .created)
    }

    private mutating func change(_ row: PlanRow) throws {
        if let first = row.sameAsRow {
            guard let person = personOf[first] else {
                return note(row, .ask, ["match.waits_for_other_row"])
            }
            return try take(row, as: person, .linked)
        }
        guard let id = row.person.flatMap({ RowID($0) }), try snapshot.standing(of: id) == .there
        else { return note(row, .ask, ["roster.person_gone"]) }
        let states: [PlanRow.Action: RosterApply.Row.State] = [
            .link: .linked, .unchanged: .unchanged,
        ]
        try take(row, as: id, states[row.action] ?? .updated)
    }

    private mutating func take(
        _ row: PlanRow,
        as id: RowID,
        _ state: RosterApply.Row.State
    ) throws {
        guard let centre = RowID(row.centre) else { return note(row, .ask, ["centre.unknown"]) }
        var edits = try edits(of: id)
        let before = edits.news
        edits.take(row, centre: centre)
        let writes = edits.news > before
        // What is in the store already was written by an earlier run of this plan, or by a person.
        if writes, let version = row.version, try persons.version(of: id) != version {
            return note(row, .ask, ["roster.person_moved"])
        }
        let codes = edits.reasons.map(\.code)
        placesOf[id, default: []].append(place)
        if writes { written.insert(id) }
        personOf[row.row] = id
        met.insert(id)
        // A second row of somebody this run writes is linked, as the plan said, also when it adds
        // nothing.
        let isLinked = row.sameAsRow != nil && before > 0
        if placesOf[id, default: []].count > 1 { keepOpen(edits, of: id) }
        note(row, writes || isLinked ? state : .unchanged, codes, person: id)
    }

    /// What the rows so far come to for a person.
    private mutating func edits(of id: RowID) throws -> PersonEdits {
        // Taken out while it grows: two owners would make every row copy all before it.
        if let edits = open.removeValue(forKey: id) { return edits }
        let record = try snapshot.record(id)
        var edits = PersonEdits(person: id, record: record, batch: batch, now: now)
        for earlier in placesOf[id] ?? [] {
            rowsReadAgain += 1
            let row = try plan.row(earlier)
            if let centre = RowID(row.centre) { edits.take(row, centre: centre) }
        }
        return edits
    }

    private mutating func keepOpen(_ edits: PersonEdits, of id: RowID) {
        if open.count >= Self.openAtOnce { open.removeAll(keepingCapacity: true) }
        open[id] = edits
    }

    private mutating func note(
        _ row: PlanRow,
        _ state: RosterApply.Row.State,
        _ codes: [String],
        person: RowID? = nil
    ) {
        var seen: Set<String> = []
        rows.append(
            RosterApply.Row(
                number: row.row,
                state: state,
                codes: codes.filter { seen.insert($0).inserted },
                person: person
            )
        )
    }

    /// A later row of a person asks when an earlier one does: half of what the file says is not
    /// written.
    private mutating func settle(_ asked: Set<RowID>) {
        let withdrawn = asked.filter { placesOf[$0] != nil }
        guard !withdrawn.isEmpty else { return }
        for id in withdrawn {
            placesOf[id] = nil
            written.remove(id)
        }
        for place in rows.indices {
            guard let id = rows[place].person, withdrawn.contains(id),
                rows[place].state != .unchanged
            else { continue }
            rows[place].state = .ask
            rows[place].codes.append("roster.person_moved")
        }
    }
}

extension ApplyDecisions {
    /// Whether somebody in the store could be the row's person; at planning nobody could.
    private func isSomebodyNew(_ row: PlanRow) throws -> Bool {
        let candidates = Set(row.answer == nil ? [] : row.candidates.compactMap(\.person))
        return try persons.holds(like: MatchProfile(row.asPerson)) { other, verdict in
            // The plan has compared the row with these, and a person has where she answered.
            guard !met.contains(other.id), !candidates.contains(other.id.description) else {
                return false
            }
            // Somebody else of the same file, whom an earlier run brought in: the plan knew of her.
            if row.answer == .new, try isOwn(other.id) { return false }
            switch verdict {
            case .different: return false
            case .same, .ask(isStrong: true): return true
            case .ask(isStrong: false): return row.answer == nil && other.isInView
            }
        }
    }

    private func isOwn(_ person: RowID) throws -> Bool {
        guard let record = try snapshot.record(person) else { return false }
        return record.person.stamps.values.contains { ownOperations.contains($0.seq) }
    }
}
