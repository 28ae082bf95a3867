import SyncCore
import SyncEngine

/// What each merge policy promises, told by who had seen what, without the merge code.
struct SmallPolicies {
    private let world: SmallWorld
    private let answered: [SmallAnswered]
    private let hub: SmallHubFacts

    init(_ world: SmallWorld, _ spot: SmallSpot) {
        self.world = world
        answered = world.answered(at: spot)
        hub = world.hubFacts[Int(spot.hub)]
    }

    func check() throws {
        for row in [SmallRow.zone, .task, .record] {
            guard let state = hub.rows[row], !state.isErased else { continue }
            let edits = answered.filter { $0.made.work.row == row && $0.isAccepted }
            try checkRemoval(row, state, edits)
            guard !state.isRemoved else { continue }
            for unit in Set(edits.map(\.made.work.unit)).sorted() {
                try check(unit, state, edits.filter { $0.made.work.unit == unit })
            }
        }
        try checkFindings()
    }

    /// Whether the author of one operation had seen the other.
    private func saw(_ later: SmallAnswered, _ earlier: SmallAnswered) -> Bool {
        if later.made.device == earlier.made.device {
            return later.made.number > earlier.made.number
        }
        return earlier.outcome.seq <= later.made.base
    }

    private func areConcurrent(_ one: SmallAnswered, _ other: SmallAnswered) -> Bool {
        one.outcome.seq != other.outcome.seq && !saw(one, other) && !saw(other, one)
    }

    /// What nobody wrote over knowingly.
    private func unanswered(_ edits: [SmallAnswered]) -> [SmallAnswered] {
        edits.filter { edit in !edits.contains { saw($0, edit) } }
    }

    private func check(_ unit: String, _ row: RowState, _ edits: [SmallAnswered]) throws {
        switch unit {
        case "name", "note": try checkLatest(unit, row, edits)
        case "photoChoice": try checkCare(unit, ["yes", "ask", "no"], row, edits)
        case "mode":
            let modes = ["self_organised", "unassigned", "joint", "professional", "no_cleanup"]
            try checkCare(unit, modes, row, edits)
            try checkReview(unit, row, edits)
        case "allergies": try checkReview(unit, row, edits)
        case "requires": try checkSet(row, edits)
        default: break
        }
    }

    /// All that an edit says of its unit: the members of a group mean something only together.
    private func said(_ edit: SmallAnswered) -> JSONObject {
        edit.made.work.edit(author: edit.made.device, centre: world.centre).set
    }

    private func value(_ edit: SmallAnswered, _ field: String) -> JSONValue? {
        said(edit)[field]
    }

    /// `latest`: what was said last, by time that no clock can bend, stands.
    private func checkLatest(_ unit: String, _ row: RowState, _ edits: [SmallAnswered]) throws {
        let last = edits.max {
            ($0.corrected, $0.outcome.seq) < ($1.corrected, $1.outcome.seq)
        }
        guard let last, row[unit] != value(last, unit) else { return }
        throw SmallFailure("\(unit) is not what was said last")
    }

    /// `restrictive` and `cautious`: nothing less careful stands than what was said without being answered.
    private func checkCare(
        _ unit: String,
        _ order: [String],
        _ row: RowState,
        _ edits: [SmallAnswered]
    ) throws {
        func care(_ value: JSONValue?) -> Int {
            value?.text.flatMap { order.firstIndex(of: $0) } ?? -1
        }
        for edit in unanswered(edits) where care(row[unit]) < care(value(edit, unit)) {
            throw SmallFailure("\(unit) is less careful than what was said")
        }
    }

    /// `human` and `cautious`: a person is asked where two differ unseen, and nowhere else.
    private func checkReview(_ unit: String, _ row: RowState, _ edits: [SmallAnswered]) throws {
        let isDisputed = edits.contains { one in
            edits.contains { areConcurrent(one, $0) && said(one) != said($0) }
        }
        let isOpen = hub.reviews.contains(.init(subject: row.id.description, unit: unit))
        guard isDisputed != isOpen else { return }
        throw SmallFailure(
            isOpen ? "\(unit): a person is asked for nothing" : "\(unit): nobody is asked"
        )
    }

    /// `set`: an element stands unless a remove had seen every add of it.
    private func checkSet(_ row: RowState, _ edits: [SmallAnswered]) throws {
        let adds = edits.filter { $0.made.work == .addBoat }
        let removes = edits.filter { $0.made.work == .dropBoat }
        let standing = adds.filter { add in !removes.contains { saw($0, add) } }
        let isThere = row.sets["requires"]?["boat"] != nil
        guard isThere != (removes.isEmpty || !standing.isEmpty) else { return }
        throw SmallFailure("the boat is \(isThere ? "there" : "gone") against what was said")
    }

    /// A removal nobody contradicts stands; an edit that had not seen it brings the row back, and somebody is told.
    private func checkRemoval(
        _ row: SmallRow,
        _ state: RowState,
        _ edits: [SmallAnswered]
    ) throws {
        let removals = edits.filter { $0.made.work.unit == RowState.removedUnit }
        let others = edits.filter { $0.made.work.unit != RowState.removedUnit }
        guard !removals.isEmpty else {
            guard !state.isRemoved else { throw SmallFailure("\(row) is gone by itself") }
            return
        }
        let isContradicted = others.contains { edit in
            removals.contains { areConcurrent($0, edit) }
        }
        if !isContradicted, !state.isRemoved {
            throw SmallFailure("\(row) was removed and is still there")
        }
        let isAsked = hub.reviews.contains(
            .init(subject: state.id.description, unit: RowState.removedUnit)
        )
        if isAsked, !isContradicted { throw SmallFailure("\(row): asked about no conflict") }
        if !state.isRemoved, !isAsked { throw SmallFailure("\(row) came back and nobody is told") }
    }

    /// Promise 3: nobody is told of a conflict with what she had seen.
    private func checkFindings() throws {
        let codes = ["field.won", "field.lost", "field.review", "field.unseen_kept"]
        for answer in answered {
            for finding in answer.outcome.findings where codes.contains(finding.code) {
                guard let winner = finding.winner,
                    let other = answered.first(where: { $0.outcome.seq == winner }),
                    saw(answer, other)
                else { continue }
                throw SmallFailure("a conflict is told where there was none")
            }
        }
    }
}
