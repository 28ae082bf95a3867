import Glibc
import HubAPI
import SyncCore
import SyncEngine

/// `dugnad serve`: the hub on the network.
enum Serve: Command {
    static let spec = CommandSpec(
        "serve",
        "Serves a hub over HTTP until it is told to stop.",
        details: """
            Prints its address when it is ready. SIGTERM and SIGINT let what is in flight end, then it stops.
            Notices go on to --notice-hook, at least once each: a repetition has the same id. 'notice list' tells
            what became of them; a URL takes --notice-secret, and its receiver checks Dugnad-Signature.
            Field clients reach it from elsewhere only over TLS: give a certificate, or put a proxy before it.
            """,
        options: [
            .db,
            .value(
                "--listen",
                "HOST:PORT",
                "where to listen; else 127.0.0.1:8080; port 0 takes any"
            ),
            .value("--tls-cert", "FILE", "the certificate, PEM"),
            .value("--tls-key", "FILE", "its private key, PEM"),
            .value("--port-file", "FILE", "write the address there while serving"),
        ] + NoticeOptions.all + [.json],
        exits: [
            .refused: "the address, the certificate or the hook cannot be used",
            .unreadable: "the store or the secret cannot be read, or another process has the store",
        ],
        example: "dugnad serve --db hub.db --listen 127.0.0.1:8080"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        // Before any thread is made, so that none of them gets the signals (pthread_sigmask(3)).
        let signals = StopSignals()
        var configuration = try Self.configuration(context)
        configuration.report = { [console = context.console] in console.warn($0) }
        configuration.noticeHook = try NoticeOptions.hook(context)
        let service = try context.hub()
        defer { service.close() }
        let server = HubServer(service: service, configuration: configuration)
        let port = try server.start()
        defer { server.drain() }
        let url = address(configuration, port: port)
        let portFile = try context.arguments.option("--port-file").map {
            try PortFile(path: $0, url: url)
        }
        defer { portFile?.remove() }
        context.show(["url": .string(url)]) { "Serving at \(url)" }
        let signal = signals.wait(until: context.environment.isStopping)
        context.console.warn(stopping(signal, context))
        return .ok
    }

    /// Why it stops, for whoever reads the log later.
    private static func stopping(_ signal: Int32?, _ context: CommandContext) -> String {
        let names = [SIGTERM: "SIGTERM", SIGINT: "SIGINT"]
        let why = signal.flatMap { names[$0] }.map { " (\($0))" } ?? ""
        return context.say(
            nb: "Stopper\(why): det som er i gang, får bli ferdig.",
            nn: "Stoggar\(why): det som er i gang, får verte ferdig.",
            en: "Stopping\(why): what is in flight is finished first."
        )
    }

    private static func configuration(_ context: CommandContext) throws -> ServeConfiguration {
        let arguments = context.arguments
        let (host, port) = try listen(arguments.option("--listen") ?? "127.0.0.1:8080")
        var configuration = ServeConfiguration(host: host, port: port)
        configuration.certificatePath = arguments.option("--tls-cert")
        configuration.keyPath = arguments.option("--tls-key")
        let isLocal = ["127.0.0.1", "localhost", "::1"].contains(host)
        if !isLocal, configuration.certificatePath == nil {
            context.console.warn("Without TLS others on the way can read all of it.")
        }
        return configuration
    }

    /// `127.0.0.1:8080` or `[::1]:8080`.
    static func listen(_ text: String) throws -> (host: String, port: UInt16) {
        guard let colon = text.lastIndex(of: ":"),
            let port = UInt16(text[text.index(after: colon)...])
        else { throw UsageError("--listen takes HOST:PORT, such as 127.0.0.1:8080.") }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty else { throw UsageError("--listen takes HOST:PORT.") }
        return (host, port)
    }

    private static func address(_ configuration: ServeConfiguration, port: UInt16) -> String {
        let scheme = configuration.certificatePath == nil ? "http" : "https"
        let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
        return "\(scheme)://\(host):\(port)"
    }
}
