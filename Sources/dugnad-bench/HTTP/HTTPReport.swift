/// Runs what is measured of the HTTP side and prints medians.
struct HTTPReport {
    /// What is measured, each for itself.
    enum Part: String, CaseIterable {
        case rates, waiting, backlog, small, start
    }

    let rounds: Int
    let printer: Printer
    let parts: [Part]

    /// The most connections at once, with something to spare.
    private static let devices = LongPolls.devices + 1000

    func print() throws {
        try OpenFiles.raise(for: Self.devices)
        let scratch = try Scratch()
        printer.say("The hub over HTTP, W at scale \(printer.scale), \(rounds) rounds, ")
        printer.say("medians; \(Machine.words)\n")
        let season = try SeasonStore(Season(scale: printer.scale), in: scratch)
        let store = try CrowdStore(season, devices: Self.devices)
        for part in parts {
            switch part {
            case .rates: try rates(RequestRates(store: store, scratch: scratch))
            case .waiting: try waiting(LongPolls(store: store, scratch: scratch))
            case .backlog: try backlog(Backlog(store: store, scratch: scratch))
            case .small: try small(SmallPushes(store: store, scratch: scratch))
            case .start: try start(StartUp(store: store, scratch: scratch))
            }
        }
    }

    private func rates(_ measured: RequestRates) throws {
        for connections in RequestRates.connections {
            let all = try (0..<rounds).map { _ in try measured.run(connections: connections) }
            let hello = all.map(\.hello)
            let bare = median(hello) { $0.rate }
            tell("hello", hello, connections, bare)
            tell("empty pull", all.map(\.pull), connections, bare)
            tell("push of one", all.map(\.push), connections, bare)
        }
    }

    private func tell(
        _ name: String,
        _ samples: [RequestRates.Sample],
        _ connections: Int,
        _ bare: Double
    ) {
        let name = "\(name), \(connections) connections"
        let rate = median(samples) { $0.rate }
        printer.line(name, rate, "requests/s", ratio: rate / bare, of: "hello")
        printer.line("  processor", median(samples) { $0.micros }, "µs a request")
        let failures = median(samples) { Double($0.failures) }
        if failures > 0 { printer.line("  refused or failed", failures, "requests") }
    }

    private func waiting(_ measured: LongPolls) throws {
        let all = try (0..<rounds).map { _ in try measured.run() }
        let name = "\(LongPolls.devices) waiting"
        printer.line("\(name), all told", median(all) { $0.toldMilliseconds }, "ms")
        printer.line(
            "\(name), memory before",
            median(all) { Double($0.waitingMemory) / 1e6 },
            "MB"
        )
        printer.line("\(name), memory at most", median(all) { Double($0.memory) / 1e6 }, "MB")
    }

    private func backlog(_ measured: Backlog) throws {
        let all = try (0..<rounds).map { _ in try measured.run() }
        let name = "\(Backlog.devices) × \(Backlog.operations) drained"
        printer.line(name, median(all) { $0.seconds }, "s")
        printer.line("  the device in the middle", median(all) { $0.median }, "s")
        printer.line("  the slowest by it", median(all) { $0.slowest / $0.median }, "times")
        printer.line("  asked to come again", median(all) { Double($0.refusals) }, "requests")
        printer.line("  closed unanswered", median(all) { Double($0.reconnections) }, "connections")
    }

    private func small(_ measured: SmallPushes) throws {
        for beside in SmallPushes.Beside.allCases {
            let all = try (0..<rounds).map { _ in try measured.run(beside: beside) }
            let name = "push of one beside \(beside.rawValue)"
            printer.line("\(name), p50", median(all) { $0.medianMilliseconds }, "ms")
            printer.line("\(name), p99", median(all) { $0.slowMilliseconds }, "ms")
        }
    }

    private func start(_ measured: StartUp) throws {
        let help = try (0..<rounds * 7).map { _ in try measured.help() }
        printer.line("dugnad --help", Printer.median(help), "ms")
        let hub = try (0..<rounds).map { _ in try measured.hub() }
        printer.line("hub until it answers", Printer.median(hub), "ms")
        let size = try measured.size()
        printer.line("dugnad, as built", Double(size.built) / 1e6, "MB")
        printer.line("dugnad, stripped", Double(size.stripped) / 1e6, "MB")
    }

    private func median<T>(_ all: [T], _ value: (T) -> Double) -> Double {
        Printer.median(all.map(value))
    }
}
