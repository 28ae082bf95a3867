/// Runs the rounds and prints medians with their ratio to RAW in the same run.
struct Report {
    let rounds: Int
    let printer: Printer

    private struct Figures {
        var raw: [Double] = []
        var push: [Double] = []
        var alone: [OverHTTP.Result] = []
        var together: [OverHTTP.Result] = []
        var states: [FirstStates.Result] = []
    }

    /// How many clients push at once.
    private static let crowd = 50

    func print() throws {
        let scratch = try Scratch()
        let season = Season(scale: printer.scale)
        printer.say(
            "W at scale \(printer.scale): \(season.changes) changes in \(season.operations) operations, "
        )
        printer.say("\(rounds) rounds, medians; \(Machine.words)\n")
        let raw = RawInserts(season)
        let store = try SeasonStore(season, in: scratch)
        var figures = Figures()
        for _ in 0..<rounds {
            figures.raw.append(try raw.run(in: scratch))
            figures.push.append(try InProcess(store: store).push(in: scratch))
            let http = OverHTTP(store: store)
            figures.alone.append(try http.push(clients: 1, in: scratch))
            figures.together.append(try http.push(clients: Self.crowd, in: scratch))
            figures.states.append(try FirstStates(store: store).run(in: scratch))
        }
        tell(figures, season)
    }

    private func tell(_ figures: Figures, _ season: Season) {
        let changes = Double(season.changes)
        let raw = median(figures.raw)
        func rate(_ name: String, _ seconds: Double) {
            line(name, seconds / changes * 1e6, "µs a change", raw / seconds)
        }
        rate("RAW: prepared inserts", raw)
        rate("push in process", median(figures.push))
        rate("push over HTTP, 1 client", median(figures.alone.map(\.seconds)))
        rate("push over HTTP, \(Self.crowd) clients", median(figures.together.map(\.seconds)))
        let (alone, states) = (figures.alone, figures.states)
        line(
            "disk an operation",
            median(alone.map { Double($0.disk) / Double(season.operations) }),
            "bytes"
        )
        line(
            "hub's memory, \(Self.crowd) clients",
            median(figures.together.map { Double($0.memory) / 1e6 }),
            "MB"
        )
        line(
            "first states made",
            median(states.map { Double($0.bytes) / $0.makeSeconds / 1e6 }),
            "MB/s"
        )
        line(
            "first states, not packed",
            median(states.map { Double($0.bytes) / Double($0.values) }),
            "bytes a value"
        )
        tellPacking(states)
        line(
            "first states taken",
            median(states.map { Double($0.values) / $0.takeSeconds }),
            "values/s"
        )
        line(
            "pull of nothing new",
            median(states.map { $0.nothingSeconds / Double($0.devices) * 1e6 }),
            "µs"
        )
        line("pull of nothing new", median(states.map { Double($0.nothingBytes) }), "bytes")
    }

    private func tellPacking(_ states: [FirstStates.Result]) {
        for way in Packing.Way.allCases {
            let size = states.compactMap { state in
                state.packing.results[way].map { Double($0.bytes) / Double(state.values) }
            }
            let speed = states.compactMap { state in
                state.packing.results[way].map { Double(state.bytes) / $0.seconds / 1e6 }
            }
            line("first states, \(way.rawValue)", median(size), "bytes a value")
            line("  packed", median(speed), "MB/s")
        }
    }

    private func line(_ name: String, _ value: Double, _ unit: String, _ ofRaw: Double? = nil) {
        printer.line(name, value, unit, ratio: ofRaw)
    }

    private func median(_ values: [Double]) -> Double { Printer.median(values) }
}
