import Foundation
import Schema
import Storage
import SyncCore
import Testing

@testable import SyncEngine

/// What is told of an author is what she was, and had seen, when her work was judged.
@Suite struct `Who wrote it, then` {
    private let member = Role(rawValue: "member")
    private let clerk = Role(rawValue: "clerk")

    private func titles(_ bench: Bench, _ note: RowID) throws -> [ExplainEntry] {
        try bench.reader().explain(note, unit: "title")?.entries ?? []
    }

    @Test func `a new role does not change what she was when she wrote`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.pull(alice)
        let (note, edit) = bench.newNote("as a member")
        _ = try alice.make([edit])
        try bench.sync(alice)
        _ = try alice.make([Edit("note", note, set: ["title": "made before, sent after"])])
        try bench.grant(alice, role: "clerk")
        try bench.sync(alice)
        _ = try alice.make([Edit("note", note, set: ["title": "as a clerk"])])
        try bench.sync(alice)
        #expect(try titles(bench, note).map(\.author.role) == [member, member, clerk])
    }

    @Test func `the side of a review that stood says what its author was when she wrote it`() throws
    {
        let bench = try Bench()
        let (alice, nils) = (try bench.join("alice"), try bench.join("nils"))
        let (note, edit) = bench.newNote("start")
        _ = try bench.office(edit)
        try bench.pull(alice)
        try bench.pull(nils)
        _ = try alice.make([Edit("note", note, set: ["chief": "Kari"])])
        try bench.sync(alice)
        try bench.grant(alice, role: "clerk")
        _ = try nils.make([Edit("note", note, set: ["chief": "Ola"])])
        try bench.sync(nils)
        let sides = try bench.reader().rows(.reviewSide)
        #expect(sides.map { $0["authorRole"] } == ["member", "member"])
    }

    @Test func `an outbox that another device brought was judged as the lost one's`() throws {
        let bench = try Bench()
        let alice = try bench.join("alice")
        try bench.pull(alice)
        let (note, edit) = bench.newNote("unsent")
        _ = try alice.make([edit])
        try bench.hub.revoke(alice.identity.device, isLost: true)
        let again = try bench.rejoin(alice, as: clerk.rawValue, name: "alice again").replica
        #expect(try bench.sync(again).map(\.verdict) == [.applied])
        _ = try again.make([Edit("note", note, set: ["title": "her own"])])
        try bench.sync(again)
        #expect(try titles(bench, note).map(\.author.role) == [member, clerk])
        #expect(try titles(bench, note).map(\.author.device) == ["alice again", "alice again"])
    }
}

@Suite struct `Work that was let in` {
    /// A proposal that was made before the office wrote the title, and let in by a chief after it.
    private func letIn(_ bench: Bench) throws -> (note: RowID, proposal: Int64, office: Int64) {
        let alice = try bench.join("alice")
        let boss = try bench.join("boss", role: "chief")
        let (note, edit) = bench.newNote("start")
        _ = try bench.office(edit)
        _ = try bench.office(Edit("note", note, set: ["chief": "Kari"]))
        try bench.pull(alice)
        bench.clock.advance(1000)
        _ = try alice.make([Edit("note", note, set: ["title": "ask first", "chief": "Ola"])])
        bench.clock.advance(1000)
        let office = try bench.office(
            Edit("note", note, set: ["title": "the office's", "chief": "Pia"])
        )
        let held = try bench.sync(alice)
        #expect(held.map(\.verdict) == [.held])
        try bench.pull(boss)
        let item = try #require(try boss.rows(.reviewItem).first)
        bench.clock.advance(1000)
        _ = try boss.make([Edit(.reviewItem, item.id, set: ["decision": "accept"])])
        #expect(try bench.sync(boss).map(\.verdict) == [.merged])
        return (note, try #require(held.first?.seq), office.seq)
    }

    @Test func `is explained by what its author had seen, not by what the decider had`() throws {
        let bench = try Bench()
        let (note, proposal, office) = try letIn(bench)
        let entries = try bench.reader().explain(note, unit: "title")?.entries ?? []
        let lost = try #require(entries.last)
        #expect(lost.decision == "lost" && lost.rule == "latest.earlier" && lost.winner == office)
        #expect(lost.base < office)
        #expect(lost.held == proposal && lost.seq > proposal)
        #expect(lost.author.role == Role(rawValue: "member") && lost.author.device == "alice")
        #expect(lost.claimed < lost.received && lost.json["held"] == .integer(proposal))
        #expect(entries.dropLast().allSatisfy { $0.held == nil })
    }

    @Test func `asks about what its author had seen, and names her device`() throws {
        let bench = try Bench()
        _ = try letIn(bench)
        let reader = try bench.reader()
        let item = try #require(try reader.rows(.reviewItem).first { $0["unit"] == "chief" })
        let review = try reader.review(item)
        #expect(review.base == ["chief": "Kari"])
        #expect(Set(review.devices.values).contains("alice"))
        #expect(!review.devices.values.contains("boss"))
    }

    @Test func `before the hub noted it is tied to its question by the upgrade`() throws {
        let bench = try Bench()
        let (note, proposal, _) = try letIn(bench)
        let noted = try parts(bench)
        #expect(noted.map(\.[3]) == [proposal])
        try bench.hubStore.run("DELETE FROM let_in")
        let step = try #require(Schema.hub.first { $0.name == "v003-standing" })
        let text = String(decoding: step.sql, as: UTF8.self)
        let start = try #require(text.range(of: "INSERT INTO let_in"))
        let end = try #require(text[start.lowerBound...].firstIndex(of: ";"))
        try bench.hubStore.run(SQL(String(text[start.lowerBound..<end])))
        #expect(try parts(bench) == noted)
        #expect(try bench.reader().explain(note, unit: "title")?.entries.last?.held == proposal)
    }

    private func parts(_ bench: Bench) throws -> [[Int64]] {
        try bench.hubStore.all("SELECT seq, first_part, last_part, held FROM let_in") { row in
            (0..<4).map { row.int64($0) }
        }
    }
}
