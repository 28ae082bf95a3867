/// The orders in which devices that sync one after another may come to the hub.
///
/// Steps that sync and follow each other directly are a group; every group is run in every order
/// that keeps the steps of one device in theirs. All other steps stay where they are. A longer
/// group than `maximumGroup` is taken as several, since its orders would be too many to list.
struct DeliveryOrders {
    private let steps: [StoryStep]
    /// Ranges of `steps` whose order is free.
    private let groups: [Range<Int>]
    private static let maximumGroup = 6

    init(_ steps: [StoryStep]) {
        self.steps = steps
        var groups: [Range<Int>] = []
        var start = 0
        for place in 0...steps.count {
            let isSync = place < steps.count && steps[place].syncing != nil
            if isSync, place - start < Self.maximumGroup { continue }
            if place - start > 1 { groups.append(start..<place) }
            start = isSync ? place : place + 1
        }
        self.groups = groups
    }

    /// Every order but the listed one, or so many of them by lot.
    func all(seed: UInt64) -> [StoryVariant] {
        let choices = groups.map { Self.orders(of: Array(steps[$0])) }
        let count = choices.reduce(1) { product, orders in
            product.multipliedReportingOverflow(by: orders.count).overflow
                ? .max : product * orders.count
        }
        guard count > StoryVariant.maximumOrders else {
            return (1..<max(count, 1)).map { variant(choices, pick: digits($0, choices)) }
        }
        let random = StoryRandom("orders", seed: seed)
        return (0..<StoryVariant.maximumOrders).map { _ in
            variant(choices, pick: choices.map { random.below($0.count) })
        }
    }

    /// The number as one choice for each group.
    private func digits(_ number: Int, _ choices: [[[StoryStep]]]) -> [Int] {
        var rest = number
        return choices.map { orders in
            defer { rest /= orders.count }
            return rest % orders.count
        }
    }

    private func variant(_ choices: [[[StoryStep]]], pick: [Int]) -> StoryVariant {
        var moved = steps
        var words: [String] = []
        for (group, (orders, place)) in zip(groups, zip(choices, pick)) {
            let order = orders[place]
            // Each place in the group keeps its time; only who comes then changes.
            for (offset, step) in order.enumerated() {
                moved[group.lowerBound + offset] = step.at(
                    time: steps[group.lowerBound + offset].at
                )
            }
            words.append(order.compactMap(\.syncing).joined(separator: ", "))
        }
        var variant = StoryVariant(
            name: "delivery order \(words.joined(separator: "; "))",
            steps: moved
        )
        variant.isListedOrder = false
        variant.isLastRoundBackwards = pick.reduce(0, +) % 2 == 1
        return variant
    }

    /// All orders of the steps, the listed one first.
    static func orders(of steps: [StoryStep]) -> [[StoryStep]] {
        guard steps.count > 1 else { return [steps] }
        var out: [[StoryStep]] = []
        for place in steps.indices {
            let step = steps[place]
            let hasEarlier = steps[..<place].contains { $0.syncing == step.syncing }
            if hasEarlier { continue }
            var rest = steps
            rest.remove(at: place)
            out += orders(of: rest).map { [step] + $0 }
        }
        return out
    }
}

extension StoryStep {
    /// The device that syncs in this step.
    var syncing: String? {
        if case .sync(let name) = action { name } else { nil }
    }

    func at(time: Int64?) -> StoryStep {
        StoryStep(number: number, at: time, action: action, expect: expect)
    }
}
