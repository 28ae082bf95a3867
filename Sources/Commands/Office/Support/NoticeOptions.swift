import Glibc
import HubAPI
import SyncCore
import SyncEngine

/// The hook that `serve` was given on its command line.
enum NoticeOptions {
    static let all: [OptionSpec] = [
        .value(
            "--notice-hook",
            "URL|COMMAND",
            "send notices on: POST to the address, or JSON on the command's input",
            variable: "DUGNAD_NOTICE_HOOK"
        ),
        .value(
            "--notice-secret",
            "FILE",
            "signs what is sent to a URL; the first line counts",
            variable: "DUGNAD_NOTICE_SECRET_FILE"
        ),
        .flag("--notice-contacts", "with how to reach whom a notice is for"),
    ]

    /// A secret is one line; more is another file.
    private static let secretBytes = 1 << 20

    /// Nil where none was asked for; throws `notice.hook_url`, `notice.hook_secret`, `notice.hook_command`, what
    /// reading the secret throws, and usage errors.
    static func hook(_ context: CommandContext) throws -> NoticeHook? {
        let arguments = context.arguments
        guard let place = arguments.option("--notice-hook"), !place.isEmpty else {
            guard !arguments.flag("--notice-contacts") else {
                throw UsageError("--notice-contacts goes with --notice-hook.")
            }
            // Whoever names a secret means to send something.
            if let file = arguments.option("--notice-secret") {
                _ = try InputFile(file, limit: secretBytes)
            }
            return nil
        }
        return NoticeHook(
            receiver: try receiver(place, context),
            withContacts: arguments.flag("--notice-contacts")
        )
    }

    private static func receiver(
        _ place: String,
        _ context: CommandContext
    ) throws -> any NoticeReceiver {
        let secret = try context.arguments.option("--notice-secret").map {
            try InputFile($0, limit: secretBytes).bytes
        }
        // Whatever has a scheme is an address; a shell would look for a file of that name.
        guard place.wholeMatch(of: /[A-Za-z][A-Za-z0-9+.-]*:\/\/.*/) != nil else {
            return try CommandHook(checking: place)
        }
        guard let secret else {
            throw UsageError("A URL needs --notice-secret FILE, which signs what is sent.")
        }
        let line = Array(secret.prefix { $0 != 0x0A && $0 != 0x0D })
        return try Webhook(url: place, secret: line, environment: context.environment.engine)
    }
}
