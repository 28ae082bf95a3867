/// A language in which the project speaks to people.
package enum Language: String, Sendable, CaseIterable {
    /// Norwegian bokmål, nynorsk, English.
    case nb, nn, en

    /// The language for a tag such as `nn-NO`; bokmål for everything the project does not speak.
    package init(tag: String?) {
        let primary = tag?.lowercased().split(separator: "-").first.map(String.init) ?? ""
        self = Language(rawValue: primary) ?? .nb
    }
}
