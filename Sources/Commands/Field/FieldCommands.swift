/// The commands of a field client: they work on its own store, with or without a network.
enum FieldCommands {
    static let all: [any Command.Type] = []
}
