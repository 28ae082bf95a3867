import HubAPI

/// The command line `dugnad`.
package enum Commands {
    /// The version that `dugnad --version` prints.
    package static let version = HubVersion.text

    private static let outputLost = Spoken(
        nb: "Svaret kunne ikke skrives; se etter plass på disken.",
        nn: "Svaret kunne ikkje skrivast; sjå etter plass på disken.",
        en: "The answer could not be written; look for space on the disk."
    )

    /// Runs one command line, without the program's name, and returns the exit code.
    package static func run(
        arguments words: [String],
        console: Console,
        environment: CommandEnvironment
    ) -> Int32 {
        let run = CommandRun(console: console, environment: environment)
        let exit = run.run(words)
        guard console.hasFailed else { return exit.rawValue }
        // A script that reads only the exit code would take half an answer for the whole.
        let language = SpokenLanguage.of(environment.variables)
        console.warn("dugnad: \(outputLost.text(in: language)) [output.failed]")
        return ExitCode.unreadable.rawValue
    }
}

/// From the words of a command line to the command and its exit code.
private struct CommandRun {
    let console: Console
    let environment: CommandEnvironment

    func run(_ words: [String]) -> ExitCode {
        if words == ["--version"] || words == ["version"] {
            console.print("dugnad \(Commands.version)")
            return .ok
        }
        if words.first == "help" { return help(Array(words.dropFirst())) }
        guard let (command, rest) = Registry.find(words) else { return noCommand(words) }
        let ownWords = rest.prefix { $0 != "--" }
        if ownWords.contains("--help") || ownWords.contains("-h") {
            console.print(HelpText.command(command.spec))
            return .ok
        }
        return run(command, rest)
    }

    private func run(_ command: any Command.Type, _ words: [String]) -> ExitCode {
        let spec = command.spec
        let language = SpokenLanguage.of(words, environment.variables)
        do {
            let arguments = try ArgumentParser.parse(
                words,
                by: spec,
                variables: environment.variables
            )
            try SpokenLanguage.check(arguments)
            let context = CommandContext(
                arguments: arguments,
                console: console,
                environment: environment,
                language: language
            )
            return try command.run(context)
        } catch {
            console.endProgress()
            // What the command says itself is said as it stands.
            let failure = (error as? Failure) ?? Failure(error, in: language).told(by: spec)
            FailureText(failure: failure, spec: spec, language: language).tell(console)
            if words.contains(OptionSpec.json.name) { console.printJSON(failure.json) }
            return failure.exit
        }
    }

    private func help(_ words: [String]) -> ExitCode {
        if let (command, rest) = Registry.find(words), rest.isEmpty {
            console.print(HelpText.command(command.spec))
            return .ok
        }
        let group = Registry.group(words)
        guard !group.isEmpty else { return unknown(words, []) }
        console.print(HelpText.overview(words, group))
        return .ok
    }

    /// A group without its subcommand, `--help` for a group, or a word nobody knows.
    private func noCommand(_ words: [String]) -> ExitCode {
        let path = Array(words.prefix { !$0.hasPrefix("-") })
        let group = Registry.group(path)
        guard !group.isEmpty else { return unknown(path, words) }
        guard let next = words.dropFirst(path.count).first else {
            console.warn(HelpText.overview(path, group))
            return .usage
        }
        guard next == "--help" || next == "-h" else {
            return wrong("dugnad", "options come after the command.", words)
        }
        console.print(HelpText.overview(path, group))
        return .ok
    }

    private func unknown(_ words: [String], _ line: [String]) -> ExitCode {
        // The longest start that is a group tells which words could have stood next.
        var known = words
        while !known.isEmpty, Registry.group(known).isEmpty { known.removeLast() }
        let word = words.dropFirst(known.count).first ?? ""
        let names = Set(Registry.group(known).map { $0.path[known.count] }).sorted()
        let start = (["dugnad"] + known).joined(separator: " ")
        let hint = Suggestion.text(for: word, among: names)
        return wrong(start, "there is no command '\(word)'\(hint).", line)
    }

    private func wrong(_ start: String, _ message: String, _ line: [String]) -> ExitCode {
        let language = SpokenLanguage.of(line, environment.variables)
        let told = PhraseBook.told(message, in: language)
        let help = PhraseBook.told("Try '\(start) --help'.", in: language)
        console.warn("\(start): \(told)\n\(help)")
        if line.contains(OptionSpec.json.name) {
            console.printJSON(Failure("usage", message, exit: .usage).json)
        }
        return .usage
    }
}
