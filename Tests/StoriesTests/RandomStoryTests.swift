import Stories
import SyncCore
import Testing

@Suite struct `stories by lot` {
    /// `swift test` prints the seed of a failing story with the test case.
    @Test(arguments: 1...UInt64(RandomStoryCount.seeds))
    func `all stores come out equal`(seed: UInt64) throws {
        var lot = RandomStories(seed: seed)
        let story = lot.story(steps: 60)
        let report = StoryRunner.run(try StoryFile.read(story.bytes()), seed: seed)
        if !report.isHeld { Issue.record("seed \(seed)\n\(report.failureText)") }
    }
}
