import Glibc
import Stories
import SyncCore
import Testing

/// One story file of `sync-fixtures/`, printed by its path in test output.
struct StoryPath: CustomTestStringConvertible, Sendable {
    let path: String

    var testDescription: String {
        path.split(separator: "/").suffix(2).joined(separator: "/")
    }

    /// The folder with the stories: three steps up from this file.
    static let folder =
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
        + "/sync-fixtures"

    static let all = StoryFolder.files(at: folder).map { StoryPath(path: $0) }

    func read() -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&part, 1, part.count, file), count > 0 {
            bytes += part.prefix(count)
        }
        return bytes
    }
}

@Suite struct `stories on disk` {
    @Test(arguments: StoryPath.all)
    func holds(_ file: StoryPath) throws {
        let report = StoryRunner.run(try StoryFile.read(file.read()))
        if !report.isHeld { Issue.record("\(report.failureText)") }
    }

    @Test func `there are at least as many stories as there have to be`() {
        // A parameterised test without arguments passes silently.
        #expect(StoryPath.all.count >= 250)
    }
}
