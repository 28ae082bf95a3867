import SyncCore

/// What a field day consists of: the numbers of the largest one on record, times a scale.
///
/// Bergen, April 2017: 168 actions, 2,381 cleaners, containers at 11 quays, about 23 tonnes of which 20.2 were reported
/// in time.
struct FieldDayPlan {
    /// The whole of it, or a part with as many to each action.
    struct Size {
        let actions: Int
        let cleaners: Int
        let grams: Int64
        let gramsInTime: Int64

        init(part: Int) {
            actions = 168 / part
            cleaners = 2381 / part
            grams = 23_000_000 / Int64(part)
            gramsInTime = 20_200_000 / Int64(part)
        }
    }

    static let quays = 11
    /// How many actions one action owner's device is used for.
    static let actionsOfDevice = 4
    /// Reports that reach the hub until then are in time: the next day at noon.
    static let deadline: Int64 = 28 * 3_600_000
    static let longestOffline: Int64 = 72 * 3_600_000

    /// One action, with what its people will do.
    struct Action {
        let number: Int
        let cleaners: Int
        /// Places on the shift; fewer than come, now and then.
        let slots: Int
        let bagsFull: Int64
        let bagsHalf: Int64
        /// As weighed; nil where only bags were counted.
        let weighed: Int64?
        let minors: Int64
        let quay: Int
        /// Whether it takes a stretch that another action takes as well.
        let contests: Int?
        /// Whether its report is written a second time, as a correction.
        let isCorrected: Bool
        /// When work ends, after the start of the day, in milliseconds.
        let ends: Int64
    }

    /// One action owner's device, with how long it is without coverage after its work.
    struct Leader {
        let actions: [Action]
        let isLate: Bool
        let offline: Int64
    }

    let size: Size
    let leaders: [Leader]

    init(_ size: Size, _ lot: inout Lot) {
        self.size = size
        var actions = Self.actions(size, &lot)
        var leaders: [Leader] = []
        let count = (actions.count + Self.actionsOfDevice - 1) / Self.actionsOfDevice
        // So that what is late comes to what was late: about one leader in eight.
        let late = Int(
            (Int64(count) * (size.grams - size.gramsInTime) + size.grams / 2) / size.grams
        )
        for number in 0..<count {
            let own = Array(actions.prefix(Self.actionsOfDevice))
            actions.removeFirst(own.count)
            let isLate = number < late
            let hours = isLate ? lot.within(30...72) : lot.within(0...12)
            leaders.append(
                Leader(actions: own, isLate: isLate, offline: Int64(hours) * 3_600_000)
            )
        }
        self.leaders = Self.weighed(leaders, size)
    }

    private static func actions(_ size: Size, _ lot: inout Lot) -> [Action] {
        let count = size.actions
        var left = size.cleaners
        return (0..<count).map { number in
            let rest = count - number
            let mean = left / rest
            let size =
                rest == 1
                ? left : max(2, min(left - 2 * (rest - 1), lot.within(2...max(2, 2 * mean - 2))))
            left -= size
            return Action(
                number: number,
                cleaners: size,
                slots: lot.chance(25) ? max(1, size - lot.within(1...3)) : size + lot.below(4),
                bagsFull: Int64(size + lot.below(6)),
                bagsHalf: Int64(lot.below(4)),
                weighed: lot.chance(70) ? 0 : nil,
                minors: Int64(lot.below(size / 2)),
                quay: lot.below(quays),
                contests: lot.chance(20) ? lot.below(count) : nil,
                isCorrected: lot.chance(5),
                ends: Int64(lot.within(3...8)) * 3_600_000
            )
        }
    }

    /// Gives each its weight, so that the late ones and the others come to exactly what they came to.
    private static func weighed(_ leaders: [Leader], _ size: Size) -> [Leader] {
        func scaled(_ part: [Leader], to total: Int64) -> [Leader] {
            let all = part.flatMap(\.actions)
            let estimates = all.filter { $0.weighed == nil }.map {
                10_000 * $0.bagsFull + 5000 * $0.bagsHalf
            }
            let scales = all.filter { $0.weighed != nil }
            var rest = total - estimates.reduce(0, +)
            var bags = scales.reduce(0) { $0 + $1.bagsFull }
            return part.map { leader in
                Leader(
                    actions: leader.actions.map { action in
                        guard action.weighed != nil, bags > 0 else { return action }
                        let own = rest * action.bagsFull / bags
                        rest -= own
                        bags -= action.bagsFull
                        return action.weighing(max(0, own))
                    },
                    isLate: leader.isLate,
                    offline: leader.offline
                )
            }
        }
        return scaled(leaders.filter(\.isLate), to: size.grams - size.gramsInTime)
            + scaled(leaders.filter { !$0.isLate }, to: size.gramsInTime)
    }
}

extension FieldDayPlan.Action {
    fileprivate func weighing(_ grams: Int64) -> Self {
        Self(
            number: number,
            cleaners: cleaners,
            slots: slots,
            bagsFull: bagsFull,
            bagsHalf: bagsHalf,
            weighed: grams,
            minors: minors,
            quay: quay,
            contests: contests,
            isCorrected: isCorrected,
            ends: ends
        )
    }
}
