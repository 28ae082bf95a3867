/// Runs stories on hubs and replicas in this process.
///
///     let report = StoryRunner.run(try StoryFile.read(bytes))
///     if !report.isHeld { print(report.failureText) }
package enum StoryRunner {
    /// Runs the story in its listed order and in every other way its `holds` asks for.
    ///
    /// The same story and seed give the same runs. Nothing is thrown: what goes wrong is a failure
    /// of the run. With `outside` the devices are played by that client.
    package static func run(
        _ story: Story,
        seed: UInt64 = 1,
        outside: ClientProcess? = nil
    ) -> StoryReport {
        StoryReport(
            title: story.title,
            runs: StoryVariant.all(of: story, seed: seed).map {
                run(story, $0, seed: seed, outside)
            }
        )
    }

    private static func run(
        _ story: Story,
        _ variant: StoryVariant,
        seed: UInt64,
        _ outside: ClientProcess?
    ) -> StoryReport.Run {
        do {
            // Only a file outlives the process that a crash ends, and can be copied.
            let needsFiles = story.steps.contains {
                switch $0.action {
                case .crash, .copyStore, .restoreStore, .backup, .restoreHub: true
                default: false
                }
            }
            let folder = try variant.isCrashing || needsFiles ? ScratchFolder() : nil
            let (failures, verdicts) = try withExtendedLifetime(folder) {
                let world = try StoryWorld(
                    story,
                    folder: folder?.path,
                    seed: seed,
                    outside: outside
                )
                var run = StoryRun(world, variant)
                return (try run.failures(), try world.hub.verdicts())
            }
            return StoryReport.Run(
                variant: variant.name,
                failures: failures,
                verdicts: verdicts
            )
        } catch let error as CannotPlay {
            return StoryReport.Run(
                variant: variant.name,
                failures: [],
                verdicts: [:],
                notPlayed: error.reason
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
