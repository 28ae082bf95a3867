import Storage
import SyncCore
import Testing

@testable import SyncEngine

/// What a person finds in the inbox, and what becomes of her decisions.
@Suite struct ReviewInboxTests {
    /// A note of which two devices have written the chief without having seen each other.
    private func disputed(_ bench: Bench) throws -> (note: RowID, item: RowState) {
        let (one, two) = (try bench.join("one"), try bench.join("two"))
        let (id, note) = bench.newNote("A")
        _ = try bench.office(note)
        _ = try bench.office(Edit("note", id, set: ["chief": "Kari"]))
        try bench.pull(one)
        try bench.pull(two)
        bench.clock.advance(1000)
        _ = try one.make([Edit("note", id, set: ["chief": "Ola"])])
        _ = try two.make([Edit("note", id, set: ["chief": "Pia"])])
        try bench.sync(one)
        try bench.sync(two)
        return (id, try #require(try bench.reader().rows("reviewItem").first))
    }

    @Test func `an item shows both sides, whose they are, and what both had seen`() throws {
        let bench = try Bench()
        let (_, item) = try disputed(bench)
        bench.clock.advance(3_600_000)
        let review = try bench.reader().review(item)
        #expect(review.base == ["chief": "Kari"])
        #expect(
            review.sides.compactMap { $0["values"]?["chief"]?.text }.sorted() == ["Ola", "Pia"]
        )
        #expect(Set(review.devices.values) == ["one", "two"])
        #expect(review.age == 3_600_000)
        #expect(review.choices == ["keep", "take"])
    }

    @Test func `the base stays known while somebody has to decide, however much is compacted`()
        throws
    {
        let bench = try Bench()
        let (_, item) = try disputed(bench)
        bench.clock.advance(500 * 86_400_000)
        _ = try bench.office(bench.newNote("later").1)
        _ = try CompactionTests.compact(bench)
        #expect(try bench.reader().review(item).base == ["chief": "Kari"])
        _ = try bench.office(Edit("reviewItem", item.id, set: ["decision": "keep"]))
        bench.clock.advance(500 * 86_400_000)
        _ = try bench.office(bench.newNote("latest").1)
        #expect(try CompactionTests.compact(bench).entries > 0)
    }

    @Test func `a decision taken back opens the item, and the sides say what stands`() throws {
        let bench = try Bench()
        let (note, item) = try disputed(bench)
        let sides = try bench.reader().rows("reviewSide", where: "itemId", is: item.id.json)
        let other = try #require(sides.first { $0["isInForce"]?.bool == false })
        let taken = try bench.office(
            Edit("reviewItem", item.id, set: ["decision": "take", "side": other.id.json])
        )
        #expect(taken.verdict == .applied)
        #expect(try bench.reader().row(note)?["chief"] == "Pia")
        let undone = try bench.office(
            Edit("reviewItem", item.id, set: ["decision": .null, "side": .null])
        )
        #expect(undone.verdict == .applied)
        let open = try bench.reader().review(try #require(try bench.reader().row(item.id)))
        #expect(open.item["state"] == "open" && open.item["decidedAt"] == nil)
        #expect(open.sides.first { $0["isInForce"]?.bool == true }?.id == other.id)
        let back = try #require(open.sides.first { $0.id != other.id })
        _ = try bench.office(
            Edit("reviewItem", item.id, set: ["decision": "take", "side": back.id.json])
        )
        #expect(try bench.reader().row(note)?["chief"] == "Ola")
    }

    @Test func `work that was not let in can be let in later, work that was cannot be taken back`()
        throws
    {
        let bench = try Bench()
        let device = try bench.join("one")
        let chief = try bench.join("chief", role: "chief")
        let id = bench.environment.newID()
        _ = try device.make([
            Edit("note", id, set: ["clubId": bench.club.json, "title": "ask first"])
        ])
        try bench.sync(device)
        try bench.pull(chief)
        let item = try #require(try bench.reader().rows("reviewItem").first)
        func decide(_ decision: JSONValue) throws -> Outcome {
            _ = try chief.make([Edit("reviewItem", item.id, set: ["decision": decision])])
            return try #require(try bench.sync(chief).last)
        }
        #expect(try decide("reject").verdict == .applied)
        #expect(try decide(.null).verdict == .applied)
        #expect(try decide("accept").verdict == .applied)
        #expect(try bench.reader().row(id)?["title"] == "ask first")
        let late = try decide(.null)
        #expect(late.verdict == .refused && late.findings.map(\.code) == ["review.carried_out"])
    }

    @Test func `metrics tell what waits, how long, and how fast decisions come`() {
        let day: Int64 = 86_400_000
        func item(_ kind: String, opened: Int64, decided: Int64? = nil) -> RowState {
            var row = RowState(entity: "reviewItem", id: RowID(high: 0, low: 0))
            row.fields = [
                "kind": .string(kind), "centreId": "c", "openedAt": .integer(opened),
                "state": decided == nil ? "open" : "decided",
            ]
            row.fields["decidedAt"] = decided.map { .integer($0) }
            return row
        }
        let now = 100 * day
        let metrics = ReviewMetrics(
            (1...10).map { item("field.review", opened: now - $0 * day) }
                + [
                    item("access.proposed", opened: now - 30 * day),
                    item("field.review", opened: now - 3 * day, decided: now - day),
                    item("field.review", opened: now - 20 * day, decided: now - 10 * day),
                    item("field.review", opened: now - 99 * day, decided: now - 90 * day),
                ],
            now: now
        )
        #expect(metrics.open == 11)
        #expect(metrics.openByKind == ["field.review": 10, "access.proposed": 1])
        #expect(metrics.openByOwner == ["c": 11])
        #expect(metrics.oldest == 30 * day && metrics.medianAge == 6 * day)
        #expect(metrics.ninetiethAge == 10 * day)
        #expect(metrics.decidedPerWeek == [1, 1, 0, 0, 0, 0, 0, 0])
        #expect(metrics.medianToDecision == 2 * day && metrics.ninetiethToDecision == 10 * day)
        #expect(ReviewMetrics([], now: now).oldest == 0)
    }
}
