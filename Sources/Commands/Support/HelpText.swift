/// Help as it is printed, made from the specs.
enum HelpText {
    /// Everything about one command.
    static func command(_ spec: CommandSpec) -> String {
        var parts = ["\(spec.name): \(spec.purpose)", "Usage: \(usage(spec))"]
        if !spec.details.isEmpty { parts.append(spec.details) }
        if !spec.arguments.isEmpty {
            parts.append(section("Arguments", spec.arguments.map { ($0.name, $0.help) }))
        }
        parts.append(section("Options", spec.allOptions.map { (title($0), note($0)) }))
        parts.append(section("Exit codes", exits(spec)))
        parts.append("Example:\n  \(spec.example)")
        return parts.joined(separator: "\n\n")
    }

    /// The commands of a group, or all of them.
    static func overview(_ path: [String], _ commands: [CommandSpec]) -> String {
        let name = (["dugnad"] + path).joined(separator: " ")
        let purpose = path.isEmpty ? "the backend of a volunteer centre" : "commands"
        let rows = commands.map { ($0.path.joined(separator: " "), $0.purpose) }
        return """
            \(name): \(purpose)

            \(section("Commands", rows))

            '\(name) COMMAND --help' tells about one of them; 'dugnad --version' prints the version.
            """
    }

    /// The line that shows how to call a command.
    static func usage(_ spec: CommandSpec) -> String {
        var words = [spec.name]
        for argument in spec.arguments {
            let name = argument.isRepeated ? "\(argument.name)…" : argument.name
            words.append(argument.isRequired ? name : "[\(name)]")
        }
        for option in spec.allOptions where option.name != OptionSpec.help.name {
            let name = title(option) + (option.isRepeated ? "…" : "")
            words.append(option.isRequired ? name : "[\(name)]")
        }
        return words.joined(separator: " ")
    }

    private static func title(_ option: OptionSpec) -> String {
        [option.name, option.placeholder].compactMap(\.self).joined(separator: " ")
    }

    private static func note(_ option: OptionSpec) -> String {
        option.help + (option.variable.map { " (also from \($0))" } ?? "")
            + (option.isRepeated ? "; may be repeated" : "")
    }

    private static func exits(_ spec: CommandSpec) -> [(String, String)] {
        ExitCode.allCases.map { ("\($0.rawValue)", spec.exits[$0] ?? $0.meaning) }
    }

    private static func section(_ title: String, _ rows: [(String, String)]) -> String {
        let width = rows.map(\.0.count).max() ?? 0
        let lines = rows.map { name, text in
            "  \(name)\(String(repeating: " ", count: width - name.count))  \(text)"
        }
        return ([title + ":"] + lines).joined(separator: "\n")
    }
}
