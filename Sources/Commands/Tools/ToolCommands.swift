/// The commands that need neither hub nor field client.
enum ToolCommands {
    static let all: [any Command.Type] = [
        ShowCatalogue.self, SampleRoster.self, SampleScore.self, SampleShore.self,
    ]
}
