import SmallWorld
import Testing

/// The smallest of the small worlds; `make smallworld` walks through all of them.
@Suite struct SmallWorldTests {
    static let settings = [
        SmallSetting(work: [[.nameZone], [.nameZone]], events: [.move], stray: 0),
        SmallSetting(work: [[.allergies], [.note]], events: [.erase], stray: 0),
        SmallSetting(work: [[.addBoat], [.dropBoat]], events: [], stray: 1),
    ]

    @Test(arguments: settings)
    func `every behaviour of a small world keeps the promises`(setting: SmallSetting) throws {
        let count = try SmallSearch(setting).run()
        #expect(count.behaviours > 50)
        #expect(count.ends > 5)
        #expect(count.steps >= count.states - 1)
    }
}
