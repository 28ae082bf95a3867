import SyncCore

/// One object of a story file: gives out its members, and knows which were never asked for.
struct StoryObject {
    let place: String
    private let members: JSONObject
    private var asked: Set<String> = []

    init(_ json: JSONValue, at place: String) throws(StoryError) {
        guard let members = json.object else {
            throw StoryError("story.malformed", "\(place) is not an object.")
        }
        self.members = members
        self.place = place
    }

    func has(_ name: String) -> Bool { members[name] != nil }

    mutating func value(_ name: String) -> JSONValue? {
        asked.insert(name)
        return members[name]
    }

    mutating func text(_ name: String) throws(StoryError) -> String {
        guard let text = try optionalText(name) else { throw missing(name) }
        return text
    }

    mutating func optionalText(_ name: String) throws(StoryError) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.text else { throw malformed(name) }
        return text
    }

    mutating func integer(_ name: String) throws(StoryError) -> Int64? {
        guard let value = value(name) else { return nil }
        guard let integer = value.integer else { throw malformed(name) }
        return integer
    }

    mutating func flag(_ name: String) throws(StoryError) -> Bool? {
        guard let value = value(name) else { return nil }
        guard let flag = value.bool else { throw malformed(name) }
        return flag
    }

    mutating func array(_ name: String) throws(StoryError) -> [JSONValue] {
        guard let value = value(name) else { return [] }
        guard let array = value.array else { throw malformed(name) }
        return array
    }

    mutating func object(_ name: String) throws(StoryError) -> JSONObject {
        guard let value = value(name) else { return [:] }
        guard let object = value.object else { throw malformed(name) }
        return object
    }

    mutating func texts(_ name: String) throws(StoryError) -> [String]? {
        guard has(name) else { return nil }
        return try Self.texts(try array(name), at: "\(place).\(name)")
    }

    mutating func duration(_ name: String) throws(StoryError) -> Int64? {
        guard let value = value(name) else { return nil }
        guard let duration = StoryTime.duration(value) else { throw malformed(name) }
        return duration
    }

    /// Fails on members that were never asked for.
    func finish() throws(StoryError) {
        let unknown = Set(members.keys).subtracting(asked).sorted()
        guard unknown.isEmpty else {
            throw StoryError(
                "story.malformed",
                "\(place) has what the format does not: \(unknown.joined(separator: ", "))."
            )
        }
    }

    func malformed(_ name: String) -> StoryError {
        StoryError("story.malformed", "\(place).\(name) has another form than the format says.")
    }

    private func missing(_ name: String) -> StoryError {
        StoryError("story.malformed", "\(place) lacks \(name).")
    }

    static func texts(_ values: [JSONValue], at place: String) throws(StoryError) -> [String] {
        var out: [String] = []
        for value in values {
            guard let text = value.text else {
                throw StoryError("story.malformed", "\(place) is not a list of texts.")
            }
            out.append(text)
        }
        return out
    }
}
