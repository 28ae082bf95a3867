/// One way for a story's work to travel.
struct StoryVariant {
    let name: String
    var steps: [StoryStep]
    var travel = StoryClient.Travel()
    /// Whether the listed order was kept, so that its expectations count.
    var isListedOrder = true
    /// Whether hub and devices are killed after every step.
    var isCrashing = false
    /// Whether the last round of syncs goes through the devices backwards.
    var isLastRoundBackwards = false
}

extension StoryVariant {
    /// At most so many orders of delivery are run; beyond them, as many by lot.
    static let maximumOrders = 24

    /// All runs a story asks for.
    static func all(of story: Story, seed: UInt64) -> [StoryVariant] {
        var out = [StoryVariant(name: "as listed", steps: story.steps)]
        if story.holds.contains(.duplicateDelivery) {
            var twice = StoryVariant(name: "every push twice", steps: story.steps)
            twice.travel.isEveryPushTwice = true
            out.append(twice)
        }
        if story.holds.contains(.crashBetweenSteps) {
            var crashing = StoryVariant(name: "killed after every step", steps: story.steps)
            crashing.isCrashing = true
            out.append(crashing)
        }
        if story.holds.contains(.converges) {
            var pieces = StoryVariant(name: "in the smallest pieces", steps: story.steps)
            pieces.travel = .init(
                operationsPerPush: 1,
                rowsPerPage: 2,
                isEveryPushTwice: false,
                isEveryPullCut: true
            )
            pieces.isLastRoundBackwards = true
            out.append(pieces)
        }
        if story.holds.contains(.anyDeliveryOrder) {
            out += DeliveryOrders(story.steps).all(seed: seed)
        }
        return out
    }
}
