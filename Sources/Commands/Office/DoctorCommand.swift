import Coordination
import SyncCore
import SyncEngine

/// `dugnad doctor`: whether a store is well.
enum DoctorCommand: Command {
    static let spec = CommandSpec(
        "doctor",
        "Looks a hub's store over and says what to do about what it finds; changes nothing.",
        options: [.db, .json],
        exits: [.warnings: "something should be done", .unreadable: "it is no store of a hub"],
        example: "dugnad doctor --db hub.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let checks = try Doctor.examine(
            try context.arguments.required("--db"),
            domain: try Coordination.domain(),
            environment: context.environment.engine
        )
        context.show(.array(checks.map(\.json))) {
            checks.map { check in
                let advice = check.advice.isEmpty ? "" : "\n         \(check.advice)"
                return "\(check.level == .ok ? "ok     " : "warning")  \(check.finding)\(advice)"
            }.joined(separator: "\n")
        }
        return checks.contains { $0.level == .warning } ? .warnings : .ok
    }
}
