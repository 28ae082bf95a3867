/// Runs the rounds and prints medians with their ratio to RAW in the same run.
struct Report {
    /// What is measured beside RAW, each for itself.
    enum Part: String, CaseIterable {
        case push, served, states
    }

    let rounds: Int
    let printer: Printer
    let parts: [Part]

    private struct Figures {
        var raw: [Spent] = []
        var push: [Spent] = []
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
            for part in parts { try measure(part, of: store, in: scratch, &figures) }
        }
        tell(figures, season)
    }

    private func measure(
        _ part: Part,
        of store: SeasonStore,
        in scratch: Scratch,
        _ figures: inout Figures
    ) throws {
        switch part {
        case .push: figures.push.append(try InProcess(store: store).push(in: scratch))
        case .served:
            let http = OverHTTP(store: store)
            figures.alone.append(try http.push(clients: 1, in: scratch))
            figures.together.append(try http.push(clients: Self.crowd, in: scratch))
        case .states: figures.states.append(try FirstStates(store: store).run(in: scratch))
        }
    }

    private func tell(_ figures: Figures, _ season: Season) {
        let changes = Double(season.changes)
        func rate(_ name: String, _ all: [Double], of raw: [Double]) {
            guard !all.isEmpty else { return }
            let (seconds, raw) = (median(all), median(raw))
            line(name, seconds / changes * 1e6, "µs a change", raw / seconds)
        }
        let (raw, processor) = (figures.raw.map(\.seconds), figures.raw.map(\.processor))
        rate("RAW: prepared inserts", raw, of: raw)
        rate("push in process", figures.push.map(\.seconds), of: raw)
        rate("RAW, processor", processor, of: processor)
        rate("push in process, processor", figures.push.map(\.processor), of: processor)
        if !figures.alone.isEmpty { tellServed(figures, season, rate) }
        if !figures.states.isEmpty { tell(figures.states) }
    }

    private func tellServed(
        _ figures: Figures,
        _ season: Season,
        _ rate: (String, [Double], [Double]) -> Void
    ) {
        let raw = figures.raw.map(\.seconds)
        rate("push over HTTP, 1 client", figures.alone.map(\.seconds), raw)
        rate("push over HTTP, \(Self.crowd) clients", figures.together.map(\.seconds), raw)
        line(
            "disk an operation",
            median(figures.alone.map { Double($0.disk) / Double(season.operations) }),
            "bytes"
        )
        line(
            "hub's memory, \(Self.crowd) clients",
            median(figures.together.map { Double($0.memory) / 1e6 }),
            "MB"
        )
    }

    private func tell(_ states: [FirstStates.Result]) {
        tell("first states made", states, "MB/s") {
            Double($0.bytes) / 1e6
        } by: {
            $0.make
        }
        line(
            "first states, not packed",
            median(states.map { Double($0.bytes) / Double($0.values) }),
            "bytes a value"
        )
        tellPacking(states)
        tell("first states taken", states, "values/s") {
            Double($0.values)
        } by: {
            $0.take
        }
        line(
            "pull of nothing new",
            median(states.map { $0.nothingSeconds / Double($0.devices) * 1e6 }),
            "µs"
        )
        line("pull of nothing new", median(states.map { Double($0.nothingBytes) }), "bytes")
    }

    private func tell(
        _ name: String,
        _ states: [FirstStates.Result],
        _ unit: String,
        amount: (FirstStates.Result) -> Double,
        by spent: (FirstStates.Result) -> FirstStates.Sum
    ) {
        line(name, median(states.map { amount($0) / spent($0).seconds }), unit)
        line("  of processor", median(states.map { amount($0) / spent($0).processor }), unit)
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
