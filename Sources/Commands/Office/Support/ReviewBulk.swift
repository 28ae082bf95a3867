import HubAPI
import SyncCore
import SyncEngine

/// One decision for all open items of one cause, each as an operation of its own.
struct ReviewBulk {
    private let context: CommandContext
    private let decision: String
    private let filter: ReviewFilter

    init(_ context: CommandContext) throws {
        self.context = context
        // The one argument stands where the item would.
        guard let word = context.arguments.optionalText("ITEM"),
            context.arguments.optionalText("DECISION") == nil, ReviewChoices.all.contains(word)
        else { throw UsageError("With --cause give one DECISION: accept, reject, keep or take.") }
        guard context.arguments.option("--side") == nil else {
            throw UsageError("--side is for one item.")
        }
        decision = word
        filter = try ReviewFilter(context.arguments)
    }

    func run() throws -> ExitCode {
        let reason = try context.arguments.required("--reason")
        let isDryRun = context.arguments.flag("--dry-run")
        guard !isDryRun else {
            return show(try matching(try context.hubReader()), outcomes: nil)
        }
        return try Office.with(context) { office in
            let chosen = try office.read { try matching($0) }
            let outcomes = try office.port.submitAll(
                chosen.fitting.map { choice in
                    [
                        Edit(
                            .reviewItem,
                            choice.item,
                            set: [
                                "decision": .string(decision),
                                "side": choice.side?.json ?? .null,
                                "decidedReason": .string(reason),
                            ]
                        )
                    ]
                }
            )
            return show(chosen, outcomes: outcomes)
        }
    }

    private struct Chosen: Sendable {
        var fitting: [(item: RowID, side: RowID?)] = []
        /// Items of the cause that this decision does not fit, or that have several sides to take.
        var left = 0

        var isEmpty: Bool { fitting.isEmpty && left == 0 }
    }

    private func matching(_ reader: HubReader) throws -> Chosen {
        var chosen = Chosen()
        for review in try reader.reviews().filter(filter.fits) {
            let others = review.sides.filter { $0["isInForce"]?.bool != true }
            let isClear = decision != "take" || others.count == 1
            guard review.choices.contains(decision), isClear else {
                chosen.left += 1
                continue
            }
            chosen.fitting.append((review.item.id, decision == "take" ? others.first?.id : nil))
        }
        return chosen
    }

    private func show(_ chosen: Chosen, outcomes: [Outcome]?) -> ExitCode {
        var counts: JSONObject = [:]
        for verdict in Verdict.allCases {
            let count = (outcomes ?? []).filter { $0.verdict == verdict }.count
            counts[verdict.rawValue] = .integer(Int64(count))
        }
        let refused = (outcomes ?? []).filter { $0.verdict == .refused }.count
        context.show(
            [
                "dryRun": .bool(outcomes == nil),
                "items": .array(chosen.fitting.map { $0.item.json }),
                "left": .integer(Int64(chosen.left)), "outcomes": .object(counts),
            ]
        ) {
            let verb = outcomes == nil ? "would be" : "were"
            guard !chosen.isEmpty else {
                return "No open item has this cause; 'dugnad review list' shows those there are."
            }
            var lines = ["\(chosen.fitting.count) items \(verb) decided: \(decision)."]
            if refused > 0 { lines.append("\(refused) of them could not be decided so.") }
            if chosen.left > 0 { lines.append("\(chosen.left) are left, as it does not fit them.") }
            return lines.joined(separator: "\n")
        }
        return refused > 0 || chosen.left > 0 || chosen.isEmpty ? .warnings : .ok
    }
}
