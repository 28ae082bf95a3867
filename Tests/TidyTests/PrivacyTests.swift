import Foundation
import Testing

/// Nobody's address or number may get into the repository with a story.
@Suite struct PrivacyTests {
    /// Ranges that no subscriber has: the test series of the numbering plan and the examples used here.
    static let safeEndings = ["example.org", "example.com", "example.no", "example.net"]

    @Test func `mail addresses in stories are of example domains`() throws {
        for story in try Repository.files("sync-fixtures", ".json") {
            for match in story.text.matches(of: #/[\w.+-]+@([\w-]+(?:\.[\w-]+)+)/#) {
                let domain = String(match.output.1).lowercased()
                #expect(
                    Self.safeEndings.contains { domain == $0 || domain.hasSuffix("." + $0) },
                    "\(story.path): \(domain) may be somebody's"
                )
            }
        }
    }

    @Test func `telephone numbers in stories are of no subscriber`() throws {
        for story in try Repository.files("sync-fixtures", ".json") {
            for match in story.text.matches(of: #/\+47[ ]?(\d[ \d]{6,}\d)/#) {
                let digits = match.output.1.filter(\.isNumber)
                #expect(
                    Self.isOfNoSubscriber(String(digits)),
                    "\(story.path): a number in +47 may be somebody's"
                )
            }
        }
    }

    /// Series of +47 that are not given out: 00… to 10… and the demo series of this project.
    static func isOfNoSubscriber(_ digits: String) -> Bool {
        digits.count == 8 && (digits.hasPrefix("999") || digits.hasPrefix("400000"))
    }
}
