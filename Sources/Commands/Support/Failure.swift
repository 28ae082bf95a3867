import Coordination
import FieldClient
import Geometry
import HTTPServer
import RosterImport
import Storage
package import SyncCore
import SyncEngine

/// An error as a person or a script gets it: code, message and exit code, from the one table here.
package struct Failure: Error, Sendable, Equatable {
    package let code: String
    package let message: String
    package let exit: ExitCode
    package let findings: [Finding]

    /// A failure that a command finds by itself.
    package init(
        _ code: String,
        _ message: String,
        exit: ExitCode = .refused,
        findings: [Finding] = []
    ) {
        self.code = code
        self.message = message
        self.exit = exit
        self.findings = findings
    }

    /// The same in a language, where the product has the sentence in several.
    init(_ error: any Error, in language: Language) {
        guard let roster = error as? RosterError else {
            self.init(error)
            return
        }
        self.init(coded: roster.code, RosterMessages.sentence(roster, in: language))
    }

    /// What any error of the product comes to.
    package init(_ error: any Error) {
        switch error {
        case let error as Failure: self = error
        case let error as UsageError: self.init("usage", error.message, exit: .usage)
        case let error as SyncError:
            self.init(coded: error.code, error.message, findings: error.findings)
        case let error as StorageError: self.init(coded: error.code.rawValue, error.message)
        case let error as NetworkError: self.init(coded: error.code, error.message)
        case let error as WireError: self.init(coded: error.code, error.message)
        case let error as JSONError: self.init(coded: error.code, error.message)
        case let error as GeoJSONError: self.init(coded: error.code, error.message)
        case let error as GeometryError: self.init(coded: error.code, error.message)
        case let error as RosterError:
            let place = error.row.map { "Row \($0): " } ?? ""
            self.init(coded: error.code, place + error.message)
        case let error as HTTPServerError: self.init(coded: error.code, error.message)
        default:
            self.init(
                "internal",
                "Something unforeseen went wrong; please report it with the command.",
                exit: .unreadable
            )
        }
    }

    /// The failure in the words of the command that met it.
    ///
    /// A damaged store is restored from a backup at the hub; a field client's work is saved into a new one.
    func told(by spec: CommandSpec) -> Failure {
        guard code == "store.corrupt",
            spec.options.contains(where: { $0.name == OptionSpec.replica.name })
        else { return self }
        return Failure(
            code,
            """
            This device's store is damaged. 'dugnad field rescue' saves what can be read into a new one, and \
            keeps the damaged file aside.
            """,
            exit: exit,
            findings: findings
        )
    }

    private init(coded code: String, _ message: String, findings: [Finding] = []) {
        self.init(code, message, exit: Self.exit(for: code), findings: findings)
    }

    /// The exit code for an error code: a few groups by their first word, the rest is refused input.
    static func exit(for code: String) -> ExitCode {
        if refusals.contains(code) { return .refused }
        let group = code.split(separator: ".").first.map(String.init) ?? code
        if unreadable.contains(group) || code.hasSuffix(".unknown") || code.hasSuffix(".missing") {
            return .unreadable
        }
        return .refused
    }

    private static let unreadable: Set<String> = [
        "store", "file", "network", "http", "replica", "ledger",
    ]
    /// Codes of these groups that refuse what was asked rather than fail to read.
    private static let refusals: Set<String> = [
        "store.founded", "store.constraint", "replica.joined", "entity.unknown", "field.unknown",
        "auth.unknown",
        "file.exists", "ledger.exists", "ledger.needed", "ledger.rebuild_refused",
        "http.port_in_use", "http.bad_address", "http.tls",
    ]

    /// The form that `--json` prints, the same as the hub's error body.
    package var json: JSONValue {
        var error: JSONObject = ["code": .string(code), "message": .string(message)]
        if !findings.isEmpty { error["findings"] = .array(findings.map(\.json)) }
        return ["error": .object(error)]
    }
}
