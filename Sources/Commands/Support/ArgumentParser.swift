/// Reads the words after a command's name by its spec.
///
/// `--name VALUE` and `--name=VALUE` are the same; after `--` every word is an argument; a lone `-` is one too.
struct ArgumentParser {
    let spec: CommandSpec
    /// Values for options that the command line leaves out.
    let variables: [String: String]
    private var result = Arguments()
    private var words: [String] = []

    init(_ spec: CommandSpec, variables: [String: String]) {
        self.spec = spec
        self.variables = variables
    }

    static func parse(
        _ words: [String],
        by spec: CommandSpec,
        variables: [String: String]
    ) throws(UsageError) -> Arguments {
        var parser = ArgumentParser(spec, variables: variables)
        return try parser.parse(words)
    }

    private mutating func parse(_ line: [String]) throws(UsageError) -> Arguments {
        var rest = line[...]
        while let word = rest.popFirst() {
            if word == "--" {
                words += rest
                break
            }
            if word.hasPrefix("-"), word != "-" {
                try takeOption(word, &rest)
            } else {
                words.append(word)
            }
        }
        try placeWords()
        try fillIn()
        return result
    }

    private mutating func takeOption(
        _ word: String,
        _ rest: inout ArraySlice<String>
    ) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let option = spec.allOptions.first(where: { $0.name == name }) else {
            let known = spec.allOptions.map(\.name)
            throw UsageError(
                "There is no option \(name)\(Suggestion.text(for: name, among: known))."
            )
        }
        guard let placeholder = option.placeholder else {
            guard parts.count == 1 else { throw UsageError("\(name) takes no value.") }
            result.flags.insert(name)
            return
        }
        let next = parts.count == 2 ? String(parts[1]) : rest.popFirst()
        guard let value = next, !value.isEmpty else {
            throw UsageError("\(name) needs its value: \(name) \(placeholder).")
        }
        // A forgotten value would otherwise swallow the option behind it.
        guard parts.count == 2 || !value.hasPrefix("--") else {
            throw UsageError("\(name) needs its value: \(name) \(placeholder).")
        }
        guard option.isRepeated || result.values[name] == nil else {
            throw UsageError("\(name) is given twice.")
        }
        result.values[name, default: []].append(value)
    }

    private mutating func placeWords() throws(UsageError) {
        var rest = words[...]
        for argument in spec.arguments {
            if argument.isRepeated {
                if !rest.isEmpty { result.positional[argument.name] = Array(rest) }
                rest = []
            } else if let word = rest.popFirst() {
                result.positional[argument.name] = [word]
            }
            guard !argument.isRequired || result.positional[argument.name] != nil else {
                throw UsageError("\(argument.name) is missing: \(argument.help).")
            }
        }
        guard let word = rest.first else { return }
        throw UsageError("'\(word)' is one argument too many.")
    }

    private mutating func fillIn() throws(UsageError) {
        for option in spec.options where result.values[option.name] == nil {
            if let value = option.variable.flatMap({ variables[$0] }), !value.isEmpty {
                result.values[option.name] = [value]
            }
            guard !option.isRequired || result.values[option.name] != nil else {
                let also = option.variable.map { " (or set \($0))" } ?? ""
                throw UsageError(
                    "\(option.name) \(option.placeholder ?? "") is needed: \(option.help)\(also)."
                )
            }
        }
    }
}
