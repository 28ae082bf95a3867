/// How a command ended, as a script reads it from `$?`.
package enum ExitCode: Int32, Sendable, CaseIterable {
    case ok = 0
    /// Done, but somebody should look: something waits, was held, or was left out.
    case warnings = 1
    /// What was given is not accepted; nothing was changed.
    case refused = 2
    /// A file, store, hub or row cannot be read or is not there.
    case unreadable = 3
    /// The command line itself is wrong (EX_USAGE of sysexits.h).
    case usage = 64

    /// What help says about it where a command says nothing better.
    var meaning: String {
        switch self {
        case .ok: "done"
        case .warnings: "done with warnings"
        case .refused: "refused; nothing was changed"
        case .unreadable: "unreadable or not found"
        case .usage: "the command line is wrong"
        }
    }
}
