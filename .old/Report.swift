import SyncEngine

/// Runs the rounds and prints medians with their ratio to the baseline.
struct Report {
    let rounds: Int
    let operations: Int

    private struct Figures {
        var raw: [Double] = []
        var push: [Double] = []
        var pull: [Double] = []
        var take: [Double] = []
        var pullBytes = 0
    }

    func print() throws {
        var figures = Figures()
        for _ in 0..<rounds { try measure(&figures) }
        let raw = median(figures.raw)
        Swift.print("\(operations) litter reports, 500 to a push, medians of \(rounds) rounds")
        line("RAW   prepared inserts", raw, raw)
        line("push  hub in process", median(figures.push), raw)
        line("pull  all pages made", median(figures.pull), raw)
        line("take  into a new replica", median(figures.take), raw)
        Swift.print("first pull: \(figures.pullBytes / operations) bytes a row before gzip")
    }

    private func measure(_ figures: inout Figures) throws {
        let scratch = try Scratch()
        let round = try HubRound(operations: operations, in: scratch)
        defer { round.service.close() }
        figures.raw.append(try RawInserts(workload: round.workload).run(in: scratch))
        figures.push.append(try round.push())
        let (pull, pages) = try round.bootstrap()
        figures.pull.append(pull)
        figures.pullBytes = pages.map(\.count).reduce(0, +)
        figures.take.append(try round.take(pages))
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private func line(_ name: String, _ seconds: Double, _ raw: Double) {
        let micros = seconds / Double(operations) * 1e6
        let name = name + String(repeating: " ", count: max(1, 26 - name.count))
        Swift.print("\(name)\(tenths(micros)) µs each   \(tenths(seconds / raw)) × RAW")
    }

    private func tenths(_ value: Double) -> String {
        let whole = Int((value * 10).rounded())
        let text = "\(whole / 10).\(whole % 10)"
        return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
}
