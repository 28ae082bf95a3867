package import Coordination
package import SyncCore

/// A plan held against the store as it is now: what will be written, and what has to be asked after
/// all.
///
///     let snapshot = try PersonSnapshot(reader)
///     let apply = try RosterApply(plan, bytes: bytes, snapshot: snapshot, now: now)
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
    /// Whole persons, in the order in which the plan first names them.
    let persons: [(id: RowID, edits: [Edit], rows: [Int])]
    let batchEdit: Edit?

    /// Decides about every row.
    ///
    /// Throws `roster.centre_unknown` when the store has no such centre.
    package init(_ plan: Plan, bytes: [UInt8], snapshot: PersonSnapshot, now: Int64) throws {
        batch = Self.batch(of: plan, bytes: bytes, undone: snapshot.undone)
        var decisions = try ApplyDecisions(plan, batch: batch, snapshot: snapshot, now: now)
        try decisions.decide()
        let persons = decisions.persons()
        self.persons = persons
        rows = decisions.rows
        let centre = RowID(plan.header.centre) ?? batch
        batchEdit =
            decisions.isBatchStored || persons.isEmpty
            ? nil
            : Edit(
                .importBatch,
                batch,
                set: [
                    "centreId": centre.json, "sourceHash": .string(plan.header.sourceHash),
                    "profile": .string(plan.header.headerFingerprint),
                    "counts": Self.counts(decisions.rows), "importedAt": .integer(now),
                ]
            )
    }

    /// How many rows are in this state.
    package func count(_ state: Row.State) -> Int { rows.count { $0.state == state } }

    /// Whether there is anything to write.
    package var isEmpty: Bool { persons.isEmpty }

    /// The id an import gets from its plan, so that one that was stopped is gone on with.
    ///
    /// What it made has ids that follow from it. Where the import was taken back those rows are
    /// removed for good, so the same plan once more is another import.
    static func batch(of plan: Plan, bytes: [UInt8], undone: Set<RowID>) -> RowID {
        let day = LocalDay.start(ofText: plan.header.created)
        var id = RowID.derived(ofBytes: bytes, at: day)
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
    /// Writes what is missing, several whole persons to an operation, and says what became of each
    /// row.
    ///
    package func run(
        through submit: @escaping OperationPacker.Submit
    ) throws -> RosterApply {
        guard !persons.isEmpty else { return self }
        var pieces = persons.map(\.edits)
        if let batchEdit { pieces.insert([batchEdit], at: 0) }
        var outcomes = try OperationPacker(submit).send(pieces)[...]
        if batchEdit != nil { outcomes = outcomes.dropFirst() }
        var done = self
        for (person, outcome) in zip(persons, outcomes) where !outcome.tookEffect {
            for number in person.rows {
                guard let place = done.rows.firstIndex(where: { $0.number == number }) else {
                    continue
                }
                done.rows[place].state = .refused
                done.rows[place].codes += outcome.findings.map(\.code)
            }
        }
        return done
    }
}
