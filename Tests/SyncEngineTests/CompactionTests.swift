import Storage
import SyncCore
import Testing

@testable import SyncEngine

/// Compaction never changes what any cursor ends up with (DESIGN.md 3.11).
@Suite struct CompactionTests {
    static func compact(_ bench: Bench) throws -> CompactionReport {
        var sum = CompactionReport()
        var afresh = true
        while true {
            let first = afresh
            afresh = false
            let step = try bench.hubStore.transaction { try bench.hub.compactStep(afresh: first) }
            sum += step.report
            if step.isDone { return sum }
        }
    }

    @Test(arguments: 1...UInt64(8))
    func `two lives of one seed end alike, one compacted at random, one never`(
        seed: UInt64
    ) throws {
        let whole = try TwinWorld(seed: seed)
        let compacted = try TwinWorld(seed: seed)
        var chance = SplitMix(state: seed &* 31)
        var forgotten = CompactionReport()
        for _ in 0..<400 {
            try whole.step()
            try compacted.step()
            if chance.below(12) == 0 { forgotten += try Self.compact(compacted.bench) }
            if chance.below(40) == 0 {
                // A step in the middle of a round, as a hub takes it between two pushes.
                forgotten += try compacted.bench.hubStore.transaction {
                    try compacted.bench.hub.compactStep().report
                }
            }
        }
        try whole.finish()
        try compacted.finish()
        forgotten += try Self.compact(compacted.bench)
        let differs = zip(whole.told, compacted.told).first { $0 != $1 }
        #expect(differs == nil && whole.told.count == compacted.told.count)
        let states = try zip(whole.state(), compacted.state()).first { $0 != $1 }
        #expect(states == nil)
        #expect(forgotten.entries > 0 && forgotten.operations > 0 && forgotten.digests > 0)
    }

    @Test func `a cursor older than the horizon is rebuilt, whatever the clock says`() throws {
        let bench = try Bench()
        let away = try bench.join("away")
        let (id, note) = bench.newNote("A")
        _ = try bench.office(note)
        try bench.pull(away)
        let (old, other) = bench.newNote("B")
        _ = try bench.office(other)
        try bench.pull(away)
        let north = bench.environment.newID()
        _ = try bench.office(Edit("club", north, set: ["name": "Nord"]))
        _ = try bench.office(Edit("note", id, set: ["clubId": north.json]))
        bench.clock.advance(181 * 86_400_000)
        _ = try bench.office(Edit("note", old, set: ["title": "C"]))
        #expect(try Self.compact(bench).leaveMarks == 1)
        // Somebody sets the machine's clock back: the mark is gone all the same.
        bench.clock.advance(-180 * 86_400_000)
        try bench.pull(away)
        #expect(try away.row(id) == nil)
        #expect(try away.row(old)?["title"] == "C")
    }

    @Test func `a first state in pages comes through on a hub with years behind it`() throws {
        let bench = try Bench()
        for place in 0..<9 {
            _ = try bench.office(bench.newNote("N\(place)").1)
            bench.clock.advance(100 * 86_400_000)
        }
        _ = try Self.compact(bench)
        let late = try bench.join("late")
        try bench.pull(late, rows: 2)
        #expect(try late.rows("note").count == 9)
    }

    @Test func `bytes wait for a backup, and held work for its decision`() throws {
        let bench = try Bench()
        let device = try bench.join("one")
        let (_, note) = bench.newNote("A")
        _ = try device.make([note])
        _ = try device.make([bench.newNote("ask first").1])
        try bench.sync(device)
        #expect(try Self.compact(bench).operations == 0)
        _ = try bench.hub.noteDurable(through: bench.hub.head())
        #expect(try Self.compact(bench).operations == 1)
        bench.clock.advance(400 * 86_400_000)
        _ = try bench.office(bench.newNote("B").1)
        #expect(try Self.compact(bench).operations == 0)
        let item = try #require(try bench.reader().rows("reviewItem").first)
        let decided = try bench.office(Edit("reviewItem", item.id, set: ["decision": "reject"]))
        #expect(decided.verdict == .applied)
        bench.clock.advance(400 * 86_400_000)
        _ = try bench.office(bench.newNote("C").1)
        _ = try bench.hub.noteDurable(through: bench.hub.head())
        #expect(try Self.compact(bench).operations == 4)
    }

    @Test func `what stands, its clock and the last decision stay, and a marker says what went`()
        throws
    {
        let bench = try Bench()
        let (id, note) = bench.newNote("T0")
        _ = try bench.office(note)
        for place in 1...6 {
            bench.clock.advance(1000)
            _ = try bench.office(Edit("note", id, set: ["title": .string("T\(place)")]))
        }
        let report = try Self.compact(bench)
        #expect(report.entries == 4)
        let chain = try #require(try bench.reader().explain(id, unit: "title")).entries
        #expect(chain.map(\.decision) == ["compacted", "written", "written", "written"])
        #expect(chain.last?.value == ["title": "T6"])
        let marker = try #require(chain.first?.compacted)
        #expect(marker.count == 4)
        #expect(marker.through < chain[1].seq)
        // A second round has nothing to do, and a later one adds to the same marker.
        #expect(try Self.compact(bench).entries == 0)
        bench.clock.advance(201 * 86_400_000)
        _ = try bench.office(bench.newNote("later").1)
        #expect(try Self.compact(bench).entries > 0)
        let rest = try #require(try bench.reader().explain(id, unit: "title")).entries
        #expect(rest.map(\.decision) == ["compacted", "written"])
        #expect(rest.first?.compacted?.count == 6)
    }

    @Test func `a dry run counts what a round forgets, and changes nothing`() throws {
        let world = try TwinWorld(seed: 99)
        for _ in 0..<300 { try world.step() }
        let before = try world.bench.reader().size()
        let preview = try world.bench.reader().compactionPreview()
        #expect(try world.bench.reader().size() == before)
        let report = try Self.compact(world.bench)
        #expect(preview == report)
        #expect(report.entries > 0)
        #expect(try world.bench.reader().size().historyEntries < before.historyEntries)
    }

    @Test func `a round is due once a day and goes on where it was left`() throws {
        let bench = try Bench()
        #expect(try bench.hub.isCompactionDue())
        _ = try Self.compact(bench)
        #expect(try !bench.hub.isCompactionDue())
        bench.clock.advance(Hub.compactionInterval)
        #expect(try bench.hub.isCompactionDue())
        let step = try bench.hubStore.transaction { try bench.hub.compactStep() }
        #expect(!step.isDone)
        bench.clock.advance(-Hub.compactionInterval)
        #expect(try bench.hub.isCompactionDue())
    }
}
