import Coordination

/// In which language a command speaks of what happened to somebody's work.
enum SpokenLanguage {
    /// The one given by `--language`.
    static func chosen(_ arguments: Arguments) throws -> Language? {
        let words = Language.allCases.map(\.rawValue)
        return try arguments.choice(OptionSpec.language.name, of: words).map { Language(tag: $0) }
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
