import Foundation
import Testing

/// The list of promises names what holds them; what it names has to be there.
@Suite struct PromiseTests {
    let text: String
    /// The same for the rules of the field.
    let rules: String

    init() throws {
        text = try Repository.text("Sources/Coordination/Coordination.docc/Promises.md")
        rules = try Repository.text("Sources/Coordination/Coordination.docc/FieldRules.md")
    }

    @Test func `each row of the domain has its section, and each names a test or says next`() {
        let sections = rules.components(separatedBy: "\n### ").dropFirst()
        let rows = (1...8).map { "M\($0)" } + (1...9).map { "B\($0)" }
        for row in rows {
            let section = sections.first { section in
                section.prefix { $0 != "\n" }.split(whereSeparator: { " .,".contains($0) })
                    .contains { $0 == row }
            }
            #expect(
                section?.contains("Tests/") == true || section?.contains("Next: ") == true
                    || section?.contains("Stories: ") == true,
                "\(row)"
            )
        }
    }

    @Test func `each of the thirteen promises has its section, and each names a test or says next`()
    {
        let sections = text.components(separatedBy: "\n### ").dropFirst()
        #expect(sections.count == 13)
        for (place, section) in sections.enumerated() {
            #expect(section.hasPrefix("\(place + 1). "))
            #expect(section.contains("/") || section.contains("Next: "), "\(section.prefix(40))")
        }
    }

    @Test func `every story and suite that is named exists`() throws {
        var stories = 0
        for match in (text + rules).matches(of: #/`([A-Za-z]+)\/([A-Za-z0-9-]+)`/#) {
            let (folder, name) = (String(match.output.1), String(match.output.2))
            let isSuite = folder.hasSuffix("Tests")
            if !isSuite { stories += 1 }
            let path =
                isSuite ? "Tests/\(folder)/\(name).swift" : "sync-fixtures/\(folder)/\(name).json"
            #expect(FileManager.default.fileExists(atPath: Repository.url(path).path), "\(path)")
        }
        #expect(stories >= 40)
    }
}
