/// Runs the rounds and prints medians with their ratio to RAW in the same run.
struct Report {
    let rounds: Int
    let scale: Int

    func print() throws {
        let scratch = try Scratch()
        let season = Season(scale: scale)
        let changes = season.changes
        Swift.print("W at scale \(scale): \(changes) changes in \(season.operations) operations")
        let raw = RawInserts(season)
        let store = try SeasonStore(season, in: scratch)
        var (base, push): ([Double], [Double]) = ([], [])
        for _ in 0..<rounds {
            base.append(try raw.run(in: scratch))
            push.append(try InProcess(store: store).push(in: scratch))
        }
        line("RAW", base, base, changes)
        line("push in process", push, base, changes)
    }

    private func line(_ name: String, _ times: [Double], _ base: [Double], _ changes: Int) {
        let (time, raw) = (median(times), median(base))
        let micros = time / Double(changes) * 1e6
        let name = name + String(repeating: " ", count: max(1, 26 - name.count))
        Swift.print("\(name)\(fixed(micros)) µs a change  \(fixed(raw / time, 4)) of RAW")
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private func fixed(_ value: Double, _ places: Int = 2) -> String {
        let power = (0..<places).reduce(1.0) { power, _ in power * 10 }
        let whole = Int((value * power).rounded())
        let digits = String(whole % Int(power))
        let rest = String(repeating: "0", count: places - digits.count) + digits
        return "\(whole / Int(power)).\(rest)"
    }
}
