/// One subcommand: what it takes, and what it does.
///
///     enum DeviceList: Command {
///         static let spec = CommandSpec(
///             "device list", "Lists the devices of a hub.", options: [.db, .json],
///             example: "dugnad device list --db hub.db")
///
///         static func run(_ context: CommandContext) throws -> ExitCode { … }
///     }
///
/// Errors are thrown as they come; `Failure` gives each its message and exit code.
package protocol Command: Sendable {
    static var spec: CommandSpec { get }
    static func run(_ context: CommandContext) throws -> ExitCode
}

/// What a command takes and says of itself; the parser and the help are made from it.
package struct CommandSpec: Sendable {
    /// The words that call it, `["field", "sync"]`.
    package let path: [String]
    /// One sentence.
    package let purpose: String
    /// More, where one sentence is too little.
    package let details: String
    package let arguments: [ArgumentSpec]
    package let options: [OptionSpec]
    /// What exit codes mean for this command, where there is more to say than `ExitCode.meaning`.
    package let exits: [ExitCode: String]
    package let example: String

    package init(
        _ words: String,
        _ purpose: String,
        details: String = "",
        arguments: [ArgumentSpec] = [],
        options: [OptionSpec] = [],
        exits: [ExitCode: String] = [:],
        example: String
    ) {
        path = words.split(separator: " ").map(String.init)
        self.purpose = purpose
        self.details = details
        self.arguments = arguments
        self.options = options
        self.exits = exits
        self.example = example
    }

    /// The command as it is called, `dugnad field sync`.
    package var name: String { (["dugnad"] + path).joined(separator: " ") }

    /// Its own options and those that every command has.
    var allOptions: [OptionSpec] { options + [.language, .help] }

    /// Whether the command can print JSON.
    package var printsJSON: Bool { options.contains { $0.name == OptionSpec.json.name } }
}
