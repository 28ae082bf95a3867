import Coordination
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
    }

    private func ask(_ service: HubService, _ store: NationalStore) throws {
        var chance = UInt64(11)
        func place() -> Int {
            chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(chance >> 33) % store.centres.count
        }
        try tell("nearest needed stretches of a centre") {
            try nearest(service, store.centres[place()])
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
        let all = try (1..<Self.asked).map { _ in try seconds(body) * 1000 }.sorted()
        printer.line("\(name), p50", all[all.count / 2], "ms")
        printer.line("\(name), p95", all[all.count * 95 / 100], "ms")
    }

    /// The ten stretches in need that are nearest to a place of the centre.
    private func nearest(_ service: HubService, _ centre: RowID) throws {
        let found = try service.read { reader in
            let map = try NeedMap(reader, centre: centre, at: Environment.system.now())
            let needed = map.places.filter { $0.need.score > 0 }
            guard let here = needed.first.flatMap(Self.start) else { return 0 }
            return needed.compactMap { place in
                Self.start(place).map { at -> Double in
                    let (east, north) = (at.east - here.east, at.north - here.north)
                    return east * east / 4 + north * north
                }
            }.sorted().prefix(10).count
        }
        guard found > 0 else { throw Scratch.Failure(what: "no stretch is in need") }
    }

    /// Where a stretch begins.
    private static func start(_ place: NeedMap.Place) -> (east: Double, north: Double)? {
        let first = place.segment.row["geometry"]?["coordinates"]?.array?.first?.array ?? []
        guard first.count == 2, let east = first[0].number, let north = first[1].number else {
            return nil
        }
        return (east, north)
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
