package import SyncCore

/// How the review inbox is doing: what waits, how long, and how fast decisions come; pure.
package struct ReviewMetrics: Sendable, Equatable {
    /// Open items by kind and by the centre that owns them.
    package var openByKind: [String: Int] = [:]
    package var openByOwner: [String: Int] = [:]
    package var open = 0
    /// Ages of open items in milliseconds: the oldest, the median, and what nine of ten are below.
    package var oldest: Int64 = 0
    package var medianAge: Int64 = 0
    package var ninetiethAge: Int64 = 0
    /// Decisions of the last weeks, the present one first; weeks count back from now.
    package var decidedPerWeek: [Int] = []
    /// Times from opening to decision in those weeks, milliseconds.
    package var medianToDecision: Int64 = 0
    package var ninetiethToDecision: Int64 = 0

    package static let weeks = 8
    private static let week: Int64 = 7 * 86_400_000

    package init(_ items: [RowState], now: Int64) {
        var ages: [Int64] = []
        var times: [Int64] = []
        decidedPerWeek = Array(repeating: 0, count: Self.weeks)
        for item in items {
            guard let opened = item["openedAt"]?.integer else { continue }
            if item["state"]?.text == "open" {
                open += 1
                openByKind[item["kind"]?.text ?? "", default: 0] += 1
                openByOwner[item["centreId"]?.text ?? "", default: 0] += 1
                ages.append(max(now - opened, 0))
            } else if let decided = item["decidedAt"]?.integer {
                let week = Int(max(now - decided, 0) / Self.week)
                guard week < Self.weeks else { continue }
                decidedPerWeek[week] += 1
                times.append(max(decided - opened, 0))
            }
        }
        ages.sort()
        times.sort()
        oldest = ages.last ?? 0
        (medianAge, ninetiethAge) = (Self.part(ages, 50), Self.part(ages, 90))
        (medianToDecision, ninetiethToDecision) = (Self.part(times, 50), Self.part(times, 90))
    }

    /// The least value that so many of a hundred do not exceed (nearest rank); 0 of nothing.
    static func part(_ sorted: [Int64], _ percent: Int) -> Int64 {
        guard !sorted.isEmpty else { return 0 }
        let rank = (sorted.count * percent + 99) / 100
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }

    package var json: JSONValue {
        [
            "open": .integer(Int64(open)),
            "openByKind": .object(JSONObject(openByKind.mapValues { .integer(Int64($0)) })),
            "openByOwner": .object(JSONObject(openByOwner.mapValues { .integer(Int64($0)) })),
            "oldestAge": .integer(oldest), "medianAge": .integer(medianAge),
            "ninetiethAge": .integer(ninetiethAge),
            "decidedPerWeek": .array(decidedPerWeek.map { .integer(Int64($0)) }),
            "medianToDecision": .integer(medianToDecision),
            "ninetiethToDecision": .integer(ninetiethToDecision),
        ]
    }
}

extension HubReader {
    /// The inbox in numbers, of one centre or of all.
    package func reviewMetrics(centre: RowID? = nil) throws -> ReviewMetrics {
        let items =
            try centre.map { try rows(.reviewItem, where: "centreId", is: $0.json) }
            ?? rows(.reviewItem)
        return ReviewMetrics(items, now: environment.now())
    }
}
