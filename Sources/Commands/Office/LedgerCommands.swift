import SyncCore
import SyncEngine

/// `dugnad ledger check`: whether the ledger beside a store is whole and says what the store says.
enum LedgerCheck: Command {
    static let spec = CommandSpec(
        "ledger check",
        "Compares the ledger beside a hub's store with the store; changes nothing.",
        details: """
            The ledger, STORE.ledger, says who was erased, which devices were shut out, which consents were
            withdrawn and which codes were used, by ids and hashes only. Keep a copy of it elsewhere.
            """,
        options: [.db, .json],
        exits: [.unreadable: "it is missing, damaged, or knows more than the store"],
        example: "dugnad ledger check --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let state = try LedgerState.look(
            besideStore: try context.arguments.required("--db")
        )
        context.show(
            [
                "lines": .integer(state.lines), "behind": .integer(state.behind),
                "digest": .string(state.digest),
            ]
        ) {
            let wait =
                state.behind == 0 ? "" : "\n\(state.behind) more are written at the next start."
            return "\(state.lines) lines agree with the store. Last: \(state.digest)\(wait)"
        }
        return .ok
    }
}

/// `dugnad ledger rebuild`: the ledger written anew from the store.
enum LedgerRebuild: Command {
    static let spec = CommandSpec(
        "ledger rebuild",
        "Writes a lost or damaged ledger anew from the hub's store.",
        details: """
            Only for a store that is known to be the latest: an old copy would lose who was erased since, and
            goes through 'dugnad restore'. What lay in the ledger's place is kept under another name.
            """,
        options: [.db, .json],
        exits: [
            .refused: "the ledger is whole, and knows more than the store",
            .unreadable: "the store cannot be opened, or another process has it",
        ],
        example: "dugnad ledger rebuild --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let (lines, aside) = try LedgerState.rebuild(
            besideStore: try context.arguments.required("--db")
        )
        var json: JSONObject = ["lines": .integer(lines)]
        json["aside"] = aside.map { .string($0) }
        context.show(.object(json)) {
            let old = aside.map { "\nThe old one is \($0)." } ?? ""
            return "The ledger has \(lines) lines.\(old)"
        }
        return .ok
    }
}
