/// One `--option` of a command.
package struct OptionSpec: Sendable {
    package let name: String
    /// What stands for its value in help; nil for a flag.
    package let placeholder: String?
    package let help: String
    package let isRequired: Bool
    package let isRepeated: Bool
    /// An environment variable that gives the value where the command line does not.
    package let variable: String?

    private init(
        _ name: String,
        _ placeholder: String?,
        _ help: String,
        isRequired: Bool = false,
        isRepeated: Bool = false,
        variable: String? = nil
    ) {
        self.name = name
        self.placeholder = placeholder
        self.help = help
        self.isRequired = isRequired
        self.isRepeated = isRepeated
        self.variable = variable
    }

    /// An option without a value: `.flag("--watch", "go on until stopped")`.
    package static func flag(_ name: String, _ help: String) -> OptionSpec {
        OptionSpec(name, nil, help)
    }

    /// An option with one value: `.value("--db", "FILE", "the hub's store", isRequired: true)`.
    package static func value(
        _ name: String,
        _ placeholder: String,
        _ help: String,
        isRequired: Bool = false,
        variable: String? = nil
    ) -> OptionSpec {
        OptionSpec(name, placeholder, help, isRequired: isRequired, variable: variable)
    }

    /// An option that may be given several times.
    package static func repeated(
        _ name: String,
        _ placeholder: String,
        _ help: String
    ) -> OptionSpec {
        OptionSpec(name, placeholder, help, isRepeated: true)
    }
}

extension OptionSpec {
    /// The hub's store; also from `DUGNAD_DB`.
    package static let db = value(
        "--db",
        "FILE",
        "the hub's store",
        isRequired: true,
        variable: "DUGNAD_DB"
    )
    /// The field client's store; also from `DUGNAD_REPLICA`.
    package static let replica = value(
        "--replica",
        "FILE",
        "the field client's store",
        isRequired: true,
        variable: "DUGNAD_REPLICA"
    )
    /// Machine-readable output; put it on every command that prints.
    package static let json = flag("--json", "print JSON instead of text")
    /// Understood by every command.
    static let language = value(
        "--language",
        "nb|nn|en",
        "the language of sentences; else from LANG"
    )
    static let help = flag("--help", "show this help")
}

/// One argument of a command that is found by its place.
package struct ArgumentSpec: Sendable {
    /// What stands for it in help: `FILE`, `ID`, `FIELD=VALUE`.
    package let name: String
    package let help: String
    package let isRequired: Bool
    /// Whether it takes all that follow; only the last one may.
    package let isRepeated: Bool

    package init(
        _ name: String,
        _ help: String,
        isRequired: Bool = true,
        isRepeated: Bool = false
    ) {
        self.name = name
        self.help = help
        self.isRequired = isRequired
        self.isRepeated = isRepeated
    }
}
