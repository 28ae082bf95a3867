package import Coordination
package import SyncCore

/// A plan held against the store as it is now: what will be written, and what has to be asked after
/// all.
///
///     let apply = try office.read { reader in
///         try RosterApply(plan, snapshot: try PersonSnapshot(reader), now: now)
///     }
///     let result = try apply.run(through: { try service.submit($0) })
///
/// Everything is decided before the first write. A person is written whole or not at all; an import
/// that was stopped is run again with the same plan and writes only what is missing.
package struct RosterApply: Sendable {
    /// What happens to one row of the plan.
    package struct Row: Sendable, Equatable {
        package enum State: String, Sendable, CaseIterable {
            case created, updated, linked, unchanged, ask, rejected
            /// Written to the hub, which would not have it.
            case refused
        }

        package let number: Int
        package var state: State
        /// Stable codes; never a value.
        package var codes: [String]
        package let person: RowID?
    }

    /// The import's own row; the same for the same plan.
    package let batch: RowID
    package internal(set) var rows: [Row]
    let batchEdit: Edit?
    /// How many rows were looked at again while deciding.
    let rowsReadAgain: Int
    private let plan: PlanRows
    /// Of those who are in the store already and have something to write.
    private let records: [RowID: PackedRecord]
    private let now: Int64
    /// The places in the plan of the rows about each person with something to write.
    private let placesOf: [RowID: [Int]]

    /// Decides about every row of a plan file.
    ///
    /// Throws `roster.centre_unknown` when the store has no such centre.
    package init(_ plan: PlanReader, snapshot: PersonSnapshot, now: Int64) throws {
        try self.init(plan.header, .file(plan), ends: plan.ends, snapshot: snapshot, now: now)
    }

    /// The same of a plan in memory and the bytes of its file.
    package init(_ plan: Plan, bytes: [UInt8], snapshot: PersonSnapshot, now: Int64) throws {
        let ends = try PlanReader(RosterBytes(bytes)).ends
        try self.init(plan.header, .memory(plan.rows), ends: ends, snapshot: snapshot, now: now)
    }

    private init(
        _ header: PlanHeader,
        _ plan: PlanRows,
        ends: [UInt8],
        snapshot: PersonSnapshot,
        now: Int64
    ) throws {
        batch = Self.batch(of: header, ends: ends, undone: snapshot.undone)
        var decisions = try ApplyDecisions(
            header,
            plan,
            batch: batch,
            snapshot: snapshot,
            now: now
        )
        try decisions.decide()
        self.plan = plan
        records = try decisions.records()
        self.now = now
        let written = decisions.written
        placesOf = decisions.placesOf.filter { written.contains($0.key) }
        rows = decisions.rows
        rowsReadAgain = decisions.rowsReadAgain
        let centre = RowID(header.centre) ?? batch
        batchEdit =
            decisions.isBatchStored || written.isEmpty
            ? nil
            : Edit(
                .importBatch,
                batch,
                set: [
                    "centreId": centre.json, "sourceHash": .string(header.sourceHash),
                    "profile": .string(header.headerFingerprint),
                    "counts": Self.counts(decisions.rows), "importedAt": .integer(now),
                ]
            )
    }

    /// How many rows are in this state.
    package func count(_ state: Row.State) -> Int { rows.count { $0.state == state } }

    /// Whether there is anything to write.
    package var isEmpty: Bool { placesOf.isEmpty }

    /// The id an import gets from its plan, so that one that was stopped is gone on with.
    ///
    /// What it made has ids that follow from it. Where the import was taken back those rows are
    /// removed for good, so the same plan once more is another import.
    /// The first and the last line stand for the whole, for which the last one vouches.
    static func batch(of header: PlanHeader, ends: [UInt8], undone: Set<RowID>) -> RowID {
        let day = LocalDay.start(ofText: header.created)
        var id = RowID.derived(ofBytes: ends, at: day)
        while undone.contains(id) { id = .derived(from: id, "again") }
        return id
    }

    static func counts(_ rows: [Row]) -> JSONValue {
        var out: JSONObject = ["read": .integer(Int64(rows.count))]
        for state in Row.State.allCases where state != .refused {
            out[state.rawValue] = .integer(Int64(rows.count { $0.state == state }))
        }
        return .object(out)
    }
}

extension RosterApply {
    /// So many persons are worked out before they are sent: several operations' worth.
    private static let personsAtOnce = 1000

    /// Whole persons with what is to be written of them.
    private struct Load: Sendable {
        var pieces: [[Edit]] = []
        /// The places in the plan of each piece's rows.
        var places: [[Int]] = []
        /// How many rows have been dealt with.
        var reached = 0
    }

    /// Writes what is missing, several whole persons to an operation, and says what became of each
    /// row; `each` is told how many rows have been dealt with.
    package func run(
        through submit: @escaping OperationPacker.Submit,
        each: (Int) -> Void = { _ in }
    ) throws -> RosterApply {
        try run(by: OperationPacker(submit), each: each)
    }

    /// The same by way of an office that stores several operations at once.
    ///
    /// What comes next is worked out by another thread while the store takes in what came before.
    package func run(
        by packer: OperationPacker,
        each: (Int) -> Void = { _ in }
    ) throws -> RosterApply {
        guard !placesOf.isEmpty else { return self }
        var done = self
        let belt = Belt<Load, Void, any Error>(most: 2) { [self] in try fill($0) }
        defer { belt.stop() }
        while let load = belt.take() {
            let outcomes = try packer.send(load.pieces)
            for (rows, outcome) in zip(load.places, outcomes) where !outcome.tookEffect {
                for place in rows {
                    done.rows[place].state = .refused
                    done.rows[place].codes += outcome.findings.map(\.code)
                }
            }
            each(load.reached)
        }
        try belt.end()
        return done
    }

    /// Works out every person's edits, once her last row has come by.
    private func fill(_ belt: Belt<Load, Void, any Error>) throws {
        var load = Load()
        if let batchEdit {
            load.pieces.append([batchEdit])
            load.places.append([])
        }
        var place = 0
        var open: [RowID: PersonEdits] = [:]
        try plan.forEach { row in
            defer { place += 1 }
            guard let id = rows[place].person, let own = placesOf[id], own.holds(place),
                let centre = RowID(row.centre)
            else { return }
            var edits =
                open.removeValue(forKey: id)
                ?? PersonEdits(person: id, record: records[id]?.record, batch: batch, now: now)
            edits.take(row, centre: centre)
            guard own.last == place else {
                open[id] = edits
                return
            }
            load.pieces.append(edits.edits)
            load.places.append(own)
            guard load.pieces.count >= Self.personsAtOnce else { return }
            load.reached = place + 1
            guard belt.put(load) else { throw Stopped() }
            load = Load()
        }
        load.reached = place
        _ = belt.put(load)
    }

    /// Nobody takes what is worked out any more.
    private struct Stopped: Error {}
}

extension [Int] {
    /// Whether a number stands in a list that ascends.
    fileprivate func holds(_ number: Int) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == number
    }
}
