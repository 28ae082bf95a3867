/// Every command there is; each group keeps its own list beside its commands.
package enum Registry {
    package static let all: [any Command.Type] =
        OfficeCommands.all + FieldCommands.all + ToolCommands.all

    /// The command that these words call, and what is left of them.
    static func find(_ words: [String]) -> (command: any Command.Type, rest: [String])? {
        let fitting = all.filter { words.starts(with: $0.spec.path) }
        guard let command = fitting.max(by: { $0.spec.path.count < $1.spec.path.count }) else {
            return nil
        }
        return (command, Array(words.dropFirst(command.spec.path.count)))
    }

    /// The commands whose names begin with these words.
    static func group(_ words: [String]) -> [CommandSpec] {
        all.map { $0.spec }.filter { $0.path.starts(with: words) && $0.path.count > words.count }
    }
}
