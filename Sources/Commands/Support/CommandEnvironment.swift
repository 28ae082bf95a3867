package import FieldClient
package import SyncEngine

/// What a command gets from outside: variables, time and chance, the network, and when to stop.
package struct CommandEnvironment: Sendable {
    package var variables: [String: String]
    package var engine: Environment
    /// Reaches the hub at a URL; with a token for all but enrolment.
    package var connect: @Sendable (_ url: String, _ token: String?) throws -> any HubConnection
    /// Whether a command that runs on, such as `field sync --watch`, should end.
    package var isStopping: @Sendable () -> Bool
    /// The next line a person types, or that comes through a pipe; nil at the end.
    package var readLine: @Sendable () -> String?

    package init(
        variables: [String: String] = [:],
        engine: Environment = .system,
        connect: @escaping @Sendable (String, String?) throws -> any HubConnection = {
            try HubClient(url: $0, token: $1)
        },
        isStopping: @escaping @Sendable () -> Bool = { false },
        readLine: @escaping @Sendable () -> String? = { Swift.readLine() }
    ) {
        self.variables = variables
        self.engine = engine
        self.connect = connect
        self.isStopping = isStopping
        self.readLine = readLine
    }
}
