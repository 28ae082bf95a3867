import Commands
import SyncCore
import Testing

/// Each help ends with an example, which its reader copies.
struct HelpExampleTests {
    @Test func `the example of every help works as it is printed`() throws {
        let village = try ExampleVillage()
        try village.makeHub()
        try village.readRoster()
        try village.drawShore()
        try village.planWork()
        try village.goOut()
        try village.decide()
        try village.handOver()
        try village.endDevices()
        try village.erase()
        try village.tell()
        try village.draw()
        try village.careForStore()
        let all = Set(Registry.all.map { $0.spec.path.joined(separator: " ") })
        // One serves until it is stopped (ServeExitTests), one plays all stories (StoriesTests).
        #expect(all.subtracting(village.played).sorted() == ["fixtures run", "serve"])
    }
}
