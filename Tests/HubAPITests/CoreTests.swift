import SyncCore
import Testing

struct CoreTests {
    @Test func `health tells how the hub is and nothing about people`() throws {
        let hub = try TestHub()
        let answer = try hub.get("/v1/health")
        #expect(answer.status == 200)
        #expect(answer.json["status"]?.text == "ok")
        #expect(answer.json["head"]?.integer == 1)
        #expect(!answer.text.contains("Testsentralen"))
    }

    @Test func `a device enrols, pushes, and another one pulls what it sent`() throws {
        let hub = try TestHub()
        let one = try hub.join()
        let other = try hub.join()
        let sent = one.report(1)
        let answer = try one.push([sent])
        #expect(answer.outcomes.map(\.verdict) == [.applied])
        #expect(answer.expected == 2)
        let pulled = try other.pull()
        #expect(pulled.rows.contains { $0.id == sent.edits[0].id })
        #expect(pulled.end?.cursor.isComplete == true)
    }
}
