import SyncCore
import SyncEngine

extension StoryStepRun {
    /// Decides the open review about a row, as its author finds it in her own store.
    func decide(
        _ decision: StoryStep.Decision,
        by author: StoryStep.Author
    ) throws -> StepResult {
        let items = try rows(.reviewItem, of: author)
        let subject = world.names.id(decision.about).json
        let found = items.first { item in
            item["subjectId"] == subject && item["state"]?.text == "open"
                && item["unit"]?.text ?? "" == decision.unit
        }
        guard let item = found else {
            throw SyncError(
                "story.no_review",
                "There is no open review of \(decision.unit) of \(decision.about)."
            )
        }
        var side: JSONValue = .null
        if decision.choice == "take" {
            side = try self.side(of: item, decision, by: author).json
        }
        let edit = Edit(
            .reviewItem,
            item.id,
            set: [
                "decision": .string(decision.choice), "side": side,
                "decidedReason": decision.reason.map { .string($0) } ?? .null,
            ]
        )
        return try make([edit], by: author, kinds: [.edit])
    }

    private func side(
        of item: RowState,
        _ decision: StoryStep.Decision,
        by author: StoryStep.Author
    ) throws -> RowID {
        let wanted = world.names.values(decision.value)
        let sides = try rows(.reviewSide, of: author).filter { side in
            side["itemId"] == item.id.json
                && wanted.allSatisfy { side["values"]?[$0.key] ?? .null == $0.value }
                && (!wanted.isEmpty || side["isInForce"]?.bool == false)
        }
        guard let side = sides.first, sides.count == 1 else {
            throw SyncError(
                "story.no_side",
                "\(sides.count) sides of the review have the value to be taken."
            )
        }
        return side.id
    }

    private func rows(_ entity: EntityName, of author: StoryStep.Author) throws -> [RowState] {
        switch author {
        case .office: try world.hub.reader.rows(entity)
        case .device(let name): try world.client(name).replica.rows(entity)
        }
    }
}
