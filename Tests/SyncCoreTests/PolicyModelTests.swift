import SyncCore
import Testing

/// One operation of the small model: who made it, what it says and when.
struct ModelOperation: Hashable {
    let origin: Int64
    let value: Int
    let at: Int64
}

/// Three operations of two devices on one row: all of them, in all orders.
enum SmallModel {
    static let values: [JSONValue] = ["low", "middle", "high"]

    /// All triples: who, which of three values, and three shapes of claimed time.
    static let triples: [[ModelOperation]] = {
        let shapes: [[Int64]] = [[1, 2, 3], [3, 2, 1], [2, 2, 2]]
        var out: [[ModelOperation]] = []
        for who in 0..<8 {
            for what in 0..<27 {
                for times in shapes { out.append(triple(who, what, times)) }
            }
        }
        return out
    }()

    /// The digits of `who` in base 2 and of `what` in base 3 as operations.
    private static func triple(_ who: Int, _ what: Int, _ times: [Int64]) -> [ModelOperation] {
        let values = [what % 3, what / 3 % 3, what / 9]
        return (0..<3).map { place in
            let origin = Int64(1 + ((who >> place) & 1))
            return ModelOperation(origin: origin, value: values[place], at: times[place])
        }
    }

    /// One operation of each of three devices.
    static func ofThreeDevices(_ what: Int) -> [ModelOperation] {
        let values = [what % 3, what / 3 % 3, what / 9]
        return (0..<3).map {
            ModelOperation(origin: Int64($0 + 1), value: values[$0], at: Int64($0))
        }
    }

    /// All orders in which the hub can get them: a device's operations come in the order they were
    /// made.
    static func deliveries(_ triple: [ModelOperation]) -> [[ModelOperation]] {
        [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].filter { order in
            [(0, 1), (0, 2), (1, 2)].allSatisfy { first, second in
                triple[first].origin != triple[second].origin
                    || (order.firstIndex(of: first) ?? 0) < (order.firstIndex(of: second) ?? 0)
            }
        }.map { order in order.map { triple[$0] } }
    }

    /// The hub after all of them; `seen` are the bases, at least 1: the row's beginning, by the
    /// hub.
    static func run(
        _ delivery: [ModelOperation],
        _ policy: Policy,
        seen: [Int64] = [1, 1, 1]
    ) -> OneRowHub {
        var hub = OneRowHub(Fields.field(policy))
        hub.take(["f": "none"], from: Stamp.hubOrigin)
        for (operation, base) in zip(delivery, seen) {
            hub.take(
                ["f": values[operation.value]],
                from: operation.origin,
                at: operation.at,
                seen: base
            )
        }
        return hub
    }

    static func care(_ hub: OneRowHub) -> Int {
        hub.row?["f"].flatMap { values.firstIndex(of: $0) } ?? -1
    }
}

@Suite struct `three operations of two devices on one row` {
    @Test(arguments: [Policy.restrictive, .cautious])
    func `the value in force is as careful as each device's last word`(_ policy: Policy) {
        for triple in SmallModel.triples {
            let last = Dictionary(triple.map { ($0.origin, $0.value) }, uniquingKeysWith: { $1 })
            guard last.count == 2, let wanted = last.values.max() else { continue }
            for delivery in SmallModel.deliveries(triple) {
                #expect(SmallModel.care(SmallModel.run(delivery, policy)) >= wanted, "\(delivery)")
            }
        }
    }

    @Test(arguments: [Policy.restrictive, .cautious])
    func `three devices come out alike in every order`(_ policy: Policy) {
        for what in 0..<27 {
            let triple = SmallModel.ofThreeDevices(what)
            let orders = SmallModel.deliveries(triple)
            let results = orders.map { SmallModel.care(SmallModel.run($0, policy)) }
            #expect(results.count == 6)
            #expect(Set(results) == [triple.map(\.value).max() ?? 0])
        }
    }

    @Test func `of latest edits the one written last stands in every order`() {
        var checked = 0
        for triple in SmallModel.triples where Set(triple.map(\.at)).count == 3 {
            let isInOrder = ([1, 2] as [Int64]).allSatisfy { origin in
                let times = triple.filter { $0.origin == origin }.map(\.at)
                return times == times.sorted()
            }
            guard isInOrder, Set(triple.map(\.value)).count == 3 else { continue }
            checked += 1
            let results = SmallModel.deliveries(triple).map {
                SmallModel.care(SmallModel.run($0, .latest))
            }
            #expect(Set(results) == [triple.max { $0.at < $1.at }?.value ?? -1], "\(triple)")
        }
        #expect(checked > 0)
    }

    @Test func `under human only the device that was accepted may go on unasked`() {
        for triple in SmallModel.triples {
            for delivery in SmallModel.deliveries(triple) {
                let first = delivery[0].origin
                let allowed = delivery.filter { $0.origin == first }.map(\.value)
                let hub = SmallModel.run(delivery, .human)
                #expect(allowed.contains(SmallModel.care(hub)), "\(delivery)")
            }
        }
    }

    /// What an operation had seen is enumerated: each point at which the hub could have served its
    /// device.
    @Test(arguments: [Policy.latest, .restrictive, .cautious, .human, .lifecycle("l")])
    func `who has seen everything is never in conflict, and who has not never by her own work`(
        _ policy: Policy
    ) {
        let conflicts = ["field.won", "field.lost", "field.review"]
        let bases: [(Int64, Int64)] = [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]
        for triple in SmallModel.triples {
            for delivery in SmallModel.deliveries(triple) {
                for (second, third) in bases {
                    let hub = SmallModel.run(delivery, policy, seen: [1, second, third])
                    let codes = hub.last?.codes ?? []
                    let isAlone = Set(delivery.map(\.origin)).count == 1
                    guard third == 3 || isAlone else { continue }
                    #expect(!codes.contains(where: conflicts.contains), "\(delivery)")
                }
            }
        }
    }

    @Test(arguments: [Policy.latest, .restrictive, .cautious, .human, .lifecycle("l"), .fact])
    func `saying what stands changes no value and asks nobody`(_ policy: Policy) {
        for triple in SmallModel.triples {
            for delivery in SmallModel.deliveries(triple) {
                var hub = SmallModel.run(delivery, policy)
                let held = hub.row?["f"] ?? .null
                let again = hub.take(["f": held], from: 9)
                #expect(again.row["f"] == held && again.findings.isEmpty && again.disputes.isEmpty)
            }
        }
    }

    @Test func `the same deliveries give the same row`() {
        for triple in SmallModel.triples.prefix(54) {
            let rows = (0..<2).map { _ in SmallModel.run(triple, .latest).row }
            #expect(rows[0] == rows[1])
        }
    }
}
