/// The commands that work on a hub's store.
enum OfficeCommands {
    static let all: [any Command.Type] = []
}
