/// What a plan comes to, without its rows.
package struct PlanSummary: Sendable {
    package var header: PlanHeader
    /// The heading of the file with all that was odd about it.
    package var table: ReadTable
    /// How many rows have something in a column, by the column's place.
    package var filled: [Int]
    /// The rows by the code of a reason.
    package var reasons: [String: RowNumbers]
    /// Some row that is not unchanged has something to tell.
    package var hasReasons: Bool
}

/// The numbers of some rows, in order: all of them, or only the first.
package struct RowNumbers: Sendable {
    package private(set) var count = 0
    private var kept: [UInt32] = []

    package var numbers: [Int] { kept.map { Int($0) } }

    mutating func add(_ number: Int, keepingAll: Bool) {
        count += 1
        guard keepingAll || kept.count < 20 else { return }
        kept.append(UInt32(truncatingIfNeeded: number))
    }
}

/// A plan in the making: every row of a file is read once, decided and handed on.
///
///     var run = try PlanRun(stream, mapping: mapping, known: known, options: options)
///     let summary = try run.plan { row in print(row.action) }
///
/// The memory it takes is some hundred bytes a row, whatever stands in it.
package struct PlanRun {
    private let stream: RosterStream
    private let mapping: HeaderMapping
    private let known: KnownPersons
    private let options: PlanOptions
    private let expected: Int
    private let beginning: ReadTable
    /// Where the rows are written while they are decided.
    private let writer: PlanWriter?
    private let keepsRowNumbers: Bool
    private var walk: PlanWalk?
    private var rejects: [(place: Int, code: String)] = []

    /// `beginning` are the heading and first rows, from which the mapping was made; `expected` how
    /// many rows there may be.
    package init(
        _ stream: RosterStream,
        beginning: ReadTable,
        mapping: HeaderMapping,
        known: KnownPersons,
        options: PlanOptions,
        expecting expected: Int = 0,
        writer: PlanWriter? = nil,
        keepsRowNumbers: Bool = false
    ) throws(RosterError) {
        guard mapping.hasName || beginning.rows.isEmpty else { throw Planner.noName }
        self.stream = stream
        self.beginning = beginning
        self.mapping = mapping
        self.known = known
        self.options = options
        self.expected = expected
        self.writer = writer
        self.keepsRowNumbers = keepsRowNumbers
    }

    /// The same for persons in memory.
    package init(
        _ stream: RosterStream,
        beginning: ReadTable,
        mapping: HeaderMapping,
        known: [KnownPerson],
        options: PlanOptions,
        expecting expected: Int = 0,
        writer: PlanWriter? = nil,
        keepsRowNumbers: Bool = false
    ) throws(RosterError) {
        try self.init(
            stream,
            beginning: beginning,
            mapping: mapping,
            known: KnownPersons(known),
            options: options,
            expecting: expected,
            writer: writer,
            keepsRowNumbers: keepsRowNumbers
        )
    }

    /// Goes through the file; `each` sees every row with what was decided, before it is known
    /// which contacts are shared.
    ///
    /// Where the end of the file shows that days and months stand the other way round, all rows pass
    /// once more; `anew` is called before, and nothing of the first time counts.
    package mutating func plan(
        anew: () -> Void = {},
        _ each: (SourceRow, PlanRow) throws(RosterError) -> Void
    ) throws(RosterError) -> PlanSummary {
        var watch = DateOrderWatch(mapping)
        for row in beginning.rows { watch.look(at: row) }
        let order = watch.order
        if let summary = try plan(order, each) { return summary }
        // Only a later row has proved that the column counts months first.
        anew()
        guard let summary = try plan(order == .dayFirst ? .monthFirst : .dayFirst, each) else {
            throw PlanFile.damaged
        }
        return summary
    }

    /// Shorter lists are read sooner than a thread is started.
    private static let rowsForTwoThreads = 2_000

    /// Nil where the days and months of the file stand the other way round.
    private mutating func plan(
        _ order: DateReader.Order,
        _ each: (SourceRow, PlanRow) throws(RosterError) -> Void
    ) throws(RosterError) -> PlanSummary? {
        var summary = PlanSummary(
            header: Planner.header(beginning, mapping, options, PlanCounts()),
            table: beginning,
            filled: Array(repeating: 0, count: mapping.columns.count),
            reasons: [:],
            hasReasons: false
        )
        try writer?.begin(summary.header)
        rejects = []
        let reader = RowReader(
            table: beginning,
            mapping: mapping,
            options: options,
            dateOrder: order
        )
        var walk = try PlanWalk(
            known: known,
            reader: reader,
            options: options,
            memory: RowMemory(of: stream, expecting: expected),
            expecting: expected
        )
        var watch = DateOrderWatch(mapping)
        func take(_ row: SourceRow, _ read: ReadRow) throws(RosterError) {
            watch.look(at: row)
            let planned = try walk.take(read, row)
            if planned.action == .reject { note(planned, at: walk.count - 1) }
            summary.take(row, planned, keepsRowNumbers)
            try writer?.append(planned)
            try each(row, planned)
        }
        if stream.keepsPlaces, expected >= Self.rowsForTwoThreads {
            summary.table = try RowFeed(stream: stream, reader: reader).forEach(take)
        } else {
            summary.table = try stream.read { row throws(RosterError) in
                try take(row, ReadRow(reader.read(row)))
            }
        }
        guard watch.order == order else { return nil }
        try share(walk, &summary)
        try summary.header.counts.check()
        try writer?.finish(summary.header)
        self.walk = walk
        return summary
    }

    private mutating func note(_ row: PlanRow, at place: Int) {
        rejects.append((place, row.reasons.first?.code ?? ""))
    }

    private func share(
        _ walk: PlanWalk,
        _ summary: inout PlanSummary
    ) throws(RosterError) {
        var rows = RowNumbers()
        try walk.forEachSharing { place, number, shared throws(RosterError) in
            rows.add(number, keepingAll: keepsRowNumbers)
            try writer?.change(at: place) { $0.share(shared) }
        }
        guard rows.count > 0 else { return }
        summary.reasons["contact.shared"] = rows
        summary.hasReasons = true
    }

    /// How many rows were looked at again to compare them.
    var rowsReadAgain: Int { walk?.rowsReadAgain ?? 0 }

    /// Writes the rejected rows as a file of their own; nil without any.
    package func rejectFile() throws(RosterError) -> [UInt8]? {
        guard let walk, !rejects.isEmpty else { return nil }
        var rows: [(SourceRow, String)] = []
        rows.reserveCapacity(rejects.count)
        for (place, code) in rejects { rows.append((try walk.row(place), code)) }
        return RejectFile.write(rows, table: beginning, mapping: mapping)
    }
}

extension PlanSummary {
    fileprivate mutating func take(_ row: SourceRow, _ planned: PlanRow, _ keepsAll: Bool) {
        header.counts.rowsRead += 1
        header.counts.count(planned.action)
        for (column, cell) in row.fields.enumerated() where column < filled.count {
            guard let first = cell.utf8.first else { continue }
            let isFilled = first > 0x20 && first < 0x80 || cell.contains { !$0.isWhitespace }
            if isFilled { filled[column] += 1 }
        }
        guard !planned.reasons.isEmpty else { return }
        if planned.action != .unchanged { hasReasons = true }
        for (place, reason) in planned.reasons.enumerated()
        where !planned.reasons[..<place].contains(where: { $0.code == reason.code }) {
            reasons[reason.code, default: RowNumbers()].add(planned.row, keepingAll: keepsAll)
        }
    }
}

extension PlanRow {
    /// Marks what others have as well; the reason stands last.
    mutating func share(_ contacts: Set<String>) {
        for place in self.contacts.indices
        where contacts.contains(self.contacts[place].contact.value) {
            self.contacts[place].ownedBy = .shared
        }
        reasons.append(RowReason("contact.shared"))
    }
}
