import SyncCore

/// Reads the JSON form of a story.
package enum StoryFile {
    /// The story in these bytes.
    ///
    /// Throws `StoryError` naming the place for anything the format does not have, also unknown
    /// names, so that a misspelt expectation never passes for one that holds.
    package static func read(_ bytes: [UInt8]) throws -> Story {
        let json: JSONValue
        do {
            json = try JSONValue.parse(bytes, limits: JSONLimits(bytes: 4 << 20, depth: 32))
        } catch {
            throw StoryError("story.json", error.message)
        }
        var reader = StoryReader()
        return try reader.story(StoryObject(json, at: "story"))
    }
}

/// Why a file is not a story.
package struct StoryError: Error, Sendable, Equatable, CustomStringConvertible {
    /// `story.json`, `story.malformed` or `story.version`.
    package let code: String
    package let message: String

    init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { "\(code): \(message)" }
}
