import Coordination
import SyncCore
import SyncEngine

/// `dugnad doctor`: whether a store is well.
enum DoctorCommand: Command {
    static let spec = CommandSpec(
        "doctor",
        "Looks a hub's store over and says what to do about what it finds; changes nothing.",
        details: """
            With --sums it also prints the sum over the rows of each scope; a field client at the same state has
            the same ('field status'). --json always has them: {"checks": […], "scopes": [{scope, sum}]}.
            """,
        options: [.db, .flag("--sums", "also the sum of each scope"), .json],
        exits: [.warnings: "something should be done", .unreadable: "it is no store of a hub"],
        example: "dugnad doctor --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let checks = try Doctor.examine(
            try context.arguments.required("--db"),
            domain: try Coordination.domain(),
            environment: context.environment.engine
        )
        let sums = try sums(context, checks)
        context.show(
            [
                "checks": .array(checks.map(\.json)),
                "scopes": .array(
                    sums.map { ["scope": .string($0.scope), "sum": .string($0.sum)] }
                ),
            ]
        ) {
            var lines = checks.map { text($0, context.language) }
            if context.arguments.flag("--sums") { lines += sums.map { "\($0.sum)  \($0.scope)" } }
            return lines.joined(separator: "\n")
        }
        return checks.contains { $0.level == .warning } ? .warnings : .ok
    }

    /// None for a store of an older version, which only its hub can read.
    private static func sums(
        _ context: CommandContext,
        _ checks: [Doctor.Check]
    ) throws -> [(scope: String, sum: String)] {
        let isOlder = checks.contains { $0.code == "doctor.migrations" && $0.level == .warning }
        return isOlder ? [] : try context.hubReader().sums()
    }

    private static func text(_ check: Doctor.Check, _ language: Language) -> String {
        let told = PhraseBook.told(check.advice, in: language)
        let advice = told.isEmpty ? "" : "\n         \(told)"
        let warning = language == .en ? "warning" : language == .nn ? "åtvaring" : "advarsel"
        let level = check.level == .ok ? "ok" : warning
        let space = String(repeating: " ", count: max(0, 7 - level.count))
        return "\(level)\(space)  \(PhraseBook.told(check.finding, in: language))\(advice)"
    }
}
