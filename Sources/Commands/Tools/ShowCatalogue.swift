import Coordination
import SyncCore

/// `dugnad catalogue`: what rows there are.
enum ShowCatalogue: Command {
    static let spec = CommandSpec(
        "catalogue",
        "Shows the entities of this version, or the fields of one.",
        details: "What may be synced, how each field merges, and who may write it.",
        arguments: [
            ArgumentSpec("ENTITY", "the entity whose fields are shown", isRequired: false)
        ],
        options: [.json],
        exits: [.unreadable: "there is no such entity"],
        example: "dugnad catalogue cleanupZone"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let catalogue = try context.catalogue()
        guard let name = context.arguments.optionalText("ENTITY") else {
            context.show(.array(catalogue.ordered.map(\.summaryJSON))) {
                overview(catalogue, context.language)
            }
            return .ok
        }
        let entity = try catalogue.require(name)
        context.show(entity.fullJSON) { describe(entity, context.language) }
        return .ok
    }

    private static func overview(_ catalogue: Catalogue, _ language: Language) -> String {
        var table = Table(language, "ENTITY", "FIELDS", "WHAT IT IS")
        for entity in catalogue.ordered {
            table.add(entity.name.rawValue, "\(entity.fields.count)", entity.summary)
        }
        return table.text
    }

    private static func describe(_ entity: EntitySpec, _ language: Language) -> String {
        var table = Table(language, "FIELD", "TYPE", "MERGES", "GROUP", "WRITTEN BY")
        for field in entity.orderedFields {
            let name = field.isRequired ? "\(field.name) *" : field.name
            table.add(
                name,
                field.type.text,
                field.policy.text,
                field.group ?? "",
                field.writers.map { $0.map(\.rawValue).sorted().joined(separator: ", ") } ?? ""
            )
        }
        let roles = entity.write.map { role, actions in
            "  \(role.rawValue): \(actions.map(\.rawValue).sorted().joined(separator: ", "))"
        }
        return """
            \(entity.name): \(entity.summary)

            \(table.text)

            * has to have a value. Who may write rows:
            \(roles.sorted().joined(separator: "\n"))
            """
    }
}
