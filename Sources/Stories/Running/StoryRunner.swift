/// Runs stories on hubs and replicas in this process.
///
///     let report = StoryRunner.run(try StoryFile.read(bytes))
///     if !report.isHeld { print(report.failureText) }
package enum StoryRunner {
    /// Runs the story in its listed order and in every other way its `holds` asks for.
    ///
    /// The same story and seed give the same runs. Nothing is thrown: what goes wrong is a failure
    /// of the run.
    package static func run(_ story: Story, seed: UInt64 = 1) -> StoryReport {
        StoryReport(
            title: story.title,
            runs: StoryVariant.all(of: story, seed: seed).map { run(story, $0, seed: seed) }
        )
    }

    private static func run(
        _ story: Story,
        _ variant: StoryVariant,
        seed: UInt64
    ) -> StoryReport.Run {
        do {
            // Only a file outlives the process that a crash ends, and can be copied.
            let needsFiles = story.steps.contains {
                switch $0.action {
                case .crash, .copyStore, .restoreStore: true
                default: false
                }
            }
            let folder = try variant.isCrashing || needsFiles ? ScratchFolder() : nil
            let (failures, verdicts) = try withExtendedLifetime(folder) {
                let world = try StoryWorld(story, folder: folder?.path, seed: seed)
                var run = StoryRun(world, variant)
                return (run.failures(), try world.hub.verdicts())
            }
            return StoryReport.Run(
                variant: variant.name,
                failures: failures,
                verdicts: verdicts
            )
        } catch {
            return StoryReport.Run(
                variant: variant.name,
                failures: ["the story could not begin: \(StoryRun.told(error))"],
                verdicts: [:]
            )
        }
    }
}
