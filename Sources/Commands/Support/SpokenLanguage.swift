import Coordination

/// In which language a command speaks of what happened to somebody's work.
enum SpokenLanguage {
    private static let words = Language.allCases.map(\.rawValue)

    /// Throws a usage error where another language is asked for than there is.
    static func check(_ arguments: Arguments) throws {
        _ = try arguments.choice(OptionSpec.language.name, of: words)
    }

    /// The one that the words of a command line ask for, which may be wrong in all else, or the locale's.
    static func of(_ line: [String], _ variables: [String: String]) -> Language {
        let name = OptionSpec.language.name
        let next = line.lastIndex(of: name).flatMap { line[($0 + 1)...].first }
        let joined = line.last { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1)
        guard let asked = next ?? joined.map(String.init), words.contains(asked) else {
            return of(variables)
        }
        return Language(tag: asked)
    }

    /// The one of the locale; English where there is none, as the rest of the output is.
    static func of(_ variables: [String: String]) -> Language {
        // POSIX: LC_ALL before LC_MESSAGES before LANG, each as language_TERRITORY.codeset.
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        let locale = names.lazy.compactMap { variables[$0] }.first { !$0.isEmpty }
        guard let primary = locale?.prefix(while: { $0 != "_" && $0 != "." }),
            primary != "C", primary != "POSIX"
        else { return .en }
        return Language(tag: String(primary))
    }
}
