import Coordination
import Glibc
import HubAPI
import Storage
import SyncCore
import SyncEngine

/// The office of the store named by `--db`: in this process, or in the hub that serves it.
struct Office {
    let context: CommandContext
    let port: any OfficePort
    /// The store, where this process holds it; nil when a hub serves it.
    let service: HubService?

    /// Opens the store, or turns to the hub that has its lock; `body` has it for so long.
    ///
    /// Throws `store.locked` when a process has the store that is no hub.
    static func with<R>(_ context: CommandContext, _ body: (Office) throws -> R) throws -> R {
        let office = try open(context)
        defer { office.service?.close() }
        return try body(office)
    }

    private static func open(_ context: CommandContext) throws -> Office {
        let path = try context.arguments.required("--db")
        guard access(path, F_OK) == 0 else {
            throw StorageError(.missing, "There is no store there; make it with 'dugnad init'.")
        }
        do {
            let service = try context.hub()
            return Office(context: context, port: LocalOffice(service), service: service)
        } catch let error as StorageError where error.code == .locked {
            guard let file = OfficeFile(ofStore: path) else { throw error }
            let remote = try RemoteOffice(
                file,
                path: path,
                domain: try Coordination.domain(),
                environment: context.environment.engine
            )
            return Office(context: context, port: remote, service: nil)
        }
    }

    /// Reads the store, also while a hub serves it.
    func read<R: Sendable>(_ body: (HubReader) throws -> R) throws -> R { try port.read(body) }

    /// Writes edits as one operation of the office.
    func submit(_ edits: [Edit]) throws -> Outcome { try port.submit(edits) }

    /// Submits one operation and tells what became of it.
    func write(_ edits: [Edit]) throws -> ExitCode {
        let outcome = try port.submit(edits)
        OutcomeText(context).show(outcome, rows: edits)
        return ExitCode(outcome)
    }
}

extension ExitCode {
    /// How a command ends whose work had this outcome.
    init(_ outcome: Outcome) {
        switch outcome.verdict {
        case .applied: self = .ok
        case .merged, .held: self = .warnings
        case .refused: self = .refused
        }
    }
}
