import Foundation
import Testing

/// The folder of real inputs named by DUGNAD_CORPUS, nil where there is none.
private let corpus = ProcessInfo.processInfo.environment["DUGNAD_CORPUS"]
    .map(URL.init(fileURLWithPath:))

/// What other systems tell has its story here, or a sentence why not.
@Suite struct ScenarioTests {
    /// What stands in the last column, by the scenario's id.
    let lines: [String: String]

    init() throws {
        let text = try Repository.text("sync-fixtures/SCENARIOS.md")
        var lines: [String: String] = [:]
        for match in text.matches(of: #/(?m)^\| ([A-Z]\d{2}) \|[^|]*\|([^|]*)\|$/#) {
            let id = String(match.output.1)
            #expect(lines[id] == nil, "\(id) stands twice")
            lines[id] = match.output.2.trimmingCharacters(in: .whitespaces)
        }
        self.lines = lines
    }

    @Test func `every line names a story or says why there is none`() {
        #expect(lines.count >= 47)
        for (id, line) in lines {
            #expect(line.contains("`") || line.hasPrefix("No meaning here: "), "\(id)")
        }
    }

    @Test func `every story that is named is there`() throws {
        let text = try Repository.text("sync-fixtures/SCENARIOS.md")
        var named = 0
        for match in text.matches(of: #/`([a-z]+\/[a-z0-9-]+)`/#) {
            named += 1
            let path = "sync-fixtures/\(match.output.1).json"
            #expect(FileManager.default.fileExists(atPath: Repository.url(path).path), "\(path)")
        }
        #expect(named >= 50)
    }

    @Test(.enabled(if: corpus != nil, "DUGNAD_CORPUS is not set"))
    func `every scenario of the corpus has its line`() throws {
        let folder = try #require(corpus)
        let data = try Data(contentsOf: folder.appending(path: "sync/scenarios.json"))
        let file = try JSONDecoder().decode(ScenarioFile.self, from: data)
        let known = Set(file.scenarios.map(\.id))
        #expect(!known.isEmpty)
        #expect(known.subtracting(lines.keys).isEmpty, "\(known.subtracting(lines.keys).sorted())")
        #expect(Set(lines.keys).subtracting(known).isEmpty, "lines about no scenario")
    }
}

private struct ScenarioFile: Decodable {
    struct Scenario: Decodable { let id: String }
    let scenarios: [Scenario]
}
