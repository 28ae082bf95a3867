import Coordination
import Geometry
import Glibc
import SyncCore
import SyncEngine

/// The national ceiling: what a centre waits for in a store as large as the country.
struct NationalReport {
    let part: Int
    let printer: Printer

    /// How often each is asked; medians and ninety-fifths are told.
    static let asked = 50

    func print() throws {
        let scratch = try Scratch()
        defer { scratch.remove("hub.db") }
        let size = NationalStore.Size(part: part)
        printer.say(
            """
            \(Machine.words)
            \(size.centres) centres, \(size.persons) persons, \(size.signups) sign-ups, \(size.segments) stretches

            """
        )
        var store: NationalStore?
        let taken = try seconds {
            store = try NationalStore(size, in: scratch) { done in
                guard done % 50 == 0 else { return }
                printer.say("\(done) centres written\n")
            }
        }
        guard let store else { return }
        printer.line("writing the store", taken, "s")
        printer.line("the store", Double(Scratch.size(store.path)) / 1_048_576, "MiB")
        let service = try HubService(
            path: store.path,
            domain: try Coordination.domain(),
            environment: .system
        )
        defer { service.close() }
        try ask(service, store)
        try SeasonCalendar(printer: printer).print()
    }

    private func ask(_ service: HubService, _ store: NationalStore) throws {
        var chance = UInt64(11)
        func place() -> Int {
            chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(chance >> 33) % store.centres.count
        }
        try tell("nearest needed stretches of a centre") {
            let number = place()
            try nearest(service, store.centres[number], NationalCentre.somewhere(number, place()))
        }
        try tell("the whole map of a centre's needs") {
            try map(service, store.centres[place()])
        }
        try tell("a centre's task board") { try board(service, store.centres[place()]) }
        var drafts = store.drafts[...]
        try tell("publishing a task with all checks") {
            guard let draft = drafts.popFirst() else { return }
            try publish(service, draft)
        }
    }

    private func tell(_ name: String, _ body: () throws -> Void) throws {
        // Once in vain: a page that nobody has read yet is the disk's time, not ours.
        try body()
        let all = try (1..<Self.asked).map { _ in try Spent(.process, body) }
        for (words, spent) in [
            ("", all.map(\.seconds)), (", processor", all.map(\.processor)),
        ] {
            let sorted = spent.sorted().map { $0 * 1000 }
            printer.line("\(name)\(words), p50", sorted[sorted.count / 2], "ms")
            printer.line("\(name)\(words), p95", sorted[sorted.count * 95 / 100], "ms")
        }
    }

    /// The ten stretches in need that are nearest to a place of the centre.
    private func nearest(_ service: HubService, _ centre: RowID, _ here: Position) throws {
        let found = try service.read { reader in
            let now = Environment.system.now()
            return try NearestNeeds(reader, to: here, first: 10, centre: centre, at: now)
                .entries.count
        }
        guard found == 10 else { throw Scratch.Failure(what: "\(found) stretches are in need") }
    }

    private func map(_ service: HubService, _ centre: RowID) throws {
        let found = try service.read { reader in
            try NeedMap(reader, centre: centre, at: Environment.system.now()).places.count
        }
        guard found > 0 else { throw Scratch.Failure(what: "the map is empty") }
    }

    private func board(_ service: HubService, _ centre: RowID) throws {
        let count = try service.read { reader in
            try TaskOpportunities(reader, centre: centre, at: Environment.system.now()).count
        }
        guard count > 0 else { throw Scratch.Failure(what: "the board is empty") }
    }

    private func publish(_ service: HubService, _ task: RowID) throws {
        let outcome = try service.submit([Edit(.task, task, set: ["state": "published"])])
        guard outcome.verdict == .applied else {
            throw Scratch.Failure(what: "it was \(outcome.verdict): \(outcome.findings)")
        }
    }
}
