import SyncCore
import Testing

@Suite struct cursors {
    private let timeline = RowID(high: 1, low: 2)

    @Test func `a complete and a staged cursor go through their text`() throws {
        let complete = Cursor(timeline: timeline, seq: 7, epoch: 2, seal: "00ff")
        #expect(Cursor(token: complete.token) == complete)
        #expect(complete.isComplete)
        let staged = Cursor(
            timeline: timeline,
            seq: 7,
            epoch: 2,
            entering: .init(epoch: 3, seq: 5),
            seal: "00ff"
        )
        #expect(Cursor(token: staged.token) == staged)
        #expect(!staged.isComplete)
        #expect(staged.token.utf8.count <= 160)
    }

    @Test func `the seal covers all but itself`() {
        var cursor = Cursor(timeline: timeline, seq: 7, epoch: 2)
        let covered = cursor.unsealed
        cursor.seal = "beef"
        #expect(cursor.unsealed == covered)
        #expect(cursor.token == covered + ".beef")
    }

    @Test(arguments: [
        "", "c1", "c2.00000000-0000-0001-0000-000000000002.7.2.0", "c1.no.7.2.0",
        "c1.00000000-0000-0001-0000-000000000002.-7.2.0",
        "c1.00000000-0000-0001-0000-000000000002.7.2",
        "c1.00000000-0000-0001-0000-000000000002.7.-2.0",
        "c1.00000000-0000-0001-0000-000000000002.7.2.3.0",
        "c1.00000000-0000-0001-0000-000000000002.7.2.3.-1.0",
        "c1.00000000-0000-0001-0000-000000000002.9223372036854775808.2.0",
        "c1.00000000-0000-0001-0000-000000000002.7.2." + String(repeating: "0", count: 160),
    ])
    func `any other text is no cursor`(_ text: String) { #expect(Cursor(token: text) == nil) }
}
