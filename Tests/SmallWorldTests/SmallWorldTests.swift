import SmallWorld
import Testing

@Suite struct SmallWorldTests {
    @Test func `two names and a move keep their promises in every behaviour`() throws {
        let setting = SmallSetting(
            work: [[.nameZone], [.nameZone], [.nameZone]],
            events: [.move],
            stray: 0
        )
        let count = try SmallSearch(setting).run()
        #expect(count.behaviours > 100)
        #expect(count.states > 100)
    }
}
