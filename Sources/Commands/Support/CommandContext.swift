package import Coordination
import Schema
import Storage
package import SyncCore
package import SyncEngine

/// One run of a command: its arguments, its console and its surroundings.
package struct CommandContext: Sendable {
    package let arguments: Arguments
    package let console: Console
    package let environment: CommandEnvironment
    package let language: Language

    /// Whether the result is to be printed as JSON.
    package var isJSON: Bool { arguments.flag(OptionSpec.json.name) }

    /// Prints the result in the one form that was asked for.
    package func show(_ json: @autoclosure () -> JSONValue, _ text: () throws -> String) rethrows {
        guard !isJSON else { return console.printJSON(json()) }
        console.print(PhraseBook.lines(try text(), in: language))
    }

    /// A sentence in the language that was asked for.
    func say(nb: String, nn: String, en: String) -> String {
        switch language {
        case .nb: nb
        case .nn: nn
        case .en: en
        }
    }

    /// The catalogue this program carries.
    package func catalogue() throws -> Catalogue { try Catalogue(Schema.catalogue) }

    /// The hub's store named by `--db`, in use by this process until `close()`.
    package func hub() throws -> HubService {
        try HubService(
            path: try arguments.required("--db"),
            domain: try Coordination.domain(),
            environment: environment.engine
        )
    }

    /// The hub's store named by `--db`, only for reading, also while another process serves it.
    package func hubReader() throws -> HubReader {
        try HubService.reader(
            path: try arguments.required("--db"),
            domain: try Coordination.domain(),
            environment: environment.engine
        )
    }

    /// The field client's store named by `--replica`; throws `replica.not_joined`, and `store.corrupt` where
    /// anything of it is damaged.
    package func replica() throws -> Replica {
        switch try FieldStore.open(self) {
        case .well(let replica): return replica
        case .damaged(let salvage): throw DamageText(self, salvage).failure
        }
    }

    /// The file named by `--replica`, opened as a field client's store and as nothing else.
    func replicaStore(_ mode: Connection.Mode, at path: String? = nil) throws -> Connection {
        var options = Connection.Options()
        options.applicationID = StoreKind.replica.applicationID
        return try Connection(
            path: try path ?? arguments.required("--replica"),
            mode: mode,
            options: options
        )
    }
}
