package import SyncCore

/// Where the bags are that were left on the shore: every one is waiting, delivered or written off (DOMAIN.md B4).
package struct WasteBalance: Sendable, Hashable {
    /// Bags and weight of one kind.
    package struct Bags: Sendable, Hashable {
        package var deposits: Int64 = 0
        package var full: Int64 = 0
        package var half: Int64 = 0
        package var grams: Int64 = 0
        /// How many of the deposits nobody has weighed; their weight is an estimate.
        package var unweighed: Int64 = 0

        package init() {}

        mutating func add(_ deposit: DepositView) {
            deposits += 1
            full += deposit.bagsFull
            half += deposit.bagsHalf
            let weighed = deposit.row.integer("weightG")
            grams +=
                weighed ?? BagWeight.estimate(full: deposit.bagsFull, half: deposit.bagsHalf)
            if weighed == nil { unweighed += 1 }
        }
    }

    /// What became of bags.
    package enum Place: String, Sendable, CaseIterable {
        case waiting, delivered
        case writtenOff = "written_off"

        package init(pickup: String) {
            switch pickup {
            case "collected": self = .delivered
            case "written_off": self = .writtenOff
            default: self = .waiting
            }
        }
    }

    package private(set) var registered = Bags()
    package private(set) var places: [Place: Bags] = [:]

    /// Counts each deposit once: what was corrected, or waits for a person to be corrected, is not counted.
    package init(_ deposits: [RowState]) {
        for deposit in deposits.compactMap({ DepositView(live: $0) }) where deposit.counts {
            registered.add(deposit)
            places[Place(pickup: deposit.pickup), default: Bags()].add(deposit)
        }
    }

    /// Whether registered = waiting + delivered + written off, in bags and in grams.
    package var isBalanced: Bool {
        var sum = Bags()
        for bags in places.values {
            sum.deposits += bags.deposits
            sum.full += bags.full
            sum.half += bags.half
            sum.grams += bags.grams
            sum.unweighed += bags.unweighed
        }
        return sum == registered
    }
}
