import Foundation
import Testing

/// Every file of `Golden` against its plan; `UPDATE_GOLDEN=1` writes the plans anew.
@Suite struct GoldenTests {
    private static let isUpdating =
        ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    @Test(arguments: GoldenCase.themes)
    func `each trap has the plan that stands beside it`(theme: String) throws {
        for trap in GoldenCase.all(of: theme) {
            let made = try trap.made()
            let written = try trap.written
            guard made != written else { continue }
            if Self.isUpdating {
                try trap.rewrite(made)
            } else {
                Issue.record("\(theme)/\(trap.name):\n\(made)\nwhere the file has\n\(written)")
            }
        }
    }

    @Test func `there are more than two hundred traps, each with a list and a sentence`() throws {
        let traps = GoldenCase.themes.flatMap { GoldenCase.all(of: $0) }
        #expect(traps.count > 300)
        let files = try GoldenCase.themes.reduce(0) { count, theme in
            let folder = GoldenCase.folder.appendingPathComponent(theme)
            return count
                + (try FileManager.default.contentsOfDirectory(atPath: folder.path).count)
        }
        #expect(files == traps.count * 2, "a list without a plan, or a plan without a list")
    }
}
