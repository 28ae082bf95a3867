import Storage
import SyncCore
import SyncEngine

/// `dugnad field rescue`: a new store of what can be read of a damaged one.
enum FieldRescue: Command {
    static let spec = CommandSpec(
        "field rescue",
        "Makes a new store of what can be read of a damaged one, and keeps the damaged file aside.",
        details: """
            The device stays what it is: its token, its numbers and what waits are taken over, so that nothing is
            done twice, and no code is needed. The hub's rows come again with the next sync. Operations that cannot be
            read are counted; the hub may have them already. Where it cannot be read which device it is, nothing is
            changed, and 'field join --again' saves the work with a code of 'device invite --for'.
            """,
        options: [.replica, .flag("--dry-run", "only tell what can be read"), .json],
        exits: [
            .warnings: "a new store was made, and some work could not be read",
            .unreadable: "there is no store, or it cannot be read which device it is",
        ],
        example: "dugnad field rescue --replica ane.db"
    )

    static func run(_ context: CommandContext) throws -> ExitCode {
        let path = try context.arguments.required("--replica")
        let isDry = context.arguments.flag("--dry-run")
        let place = RescuePlace(path)
        if place.isHalfDone, !isDry { try place.finish() }
        switch try FieldStore.open(context) {
        case .well:
            context.show(["store": .string(path), "damaged": false]) {
                context.say(
                    nb: "Lageret er i orden; ingenting er gjort.",
                    nn: "Lageret er i orden; ingenting er gjort.",
                    en: "The store is well; nothing was done."
                )
            }
            return .ok
        case .damaged(let salvage):
            guard salvage.isIdentified else { throw DamageText(context, salvage).failure }
            return try rescue(salvage, place, isDry: isDry, context)
        }
    }

    private static func rescue(
        _ salvage: ReplicaSalvage,
        _ place: RescuePlace,
        isDry: Bool,
        _ context: CommandContext
    ) throws -> ExitCode {
        var aside: String?
        if !isDry {
            let name = place.unusedName(context.environment.engine.now())
            try place.make { path in
                _ = try salvage.restore(
                    to: try context.replicaStore(.create, at: path),
                    aside: RescuePlace.lastPart(of: name),
                    catalogue: try context.catalogue(),
                    environment: context.environment.engine
                )
            }
            try place.swap(to: name)
            aside = name
        }
        context.show(
            [
                "store": .string(place.path), "damaged": true, "dryRun": .bool(isDry),
                "waiting": .integer(Int64(salvage.waiting.count)),
                "answered": .integer(Int64(salvage.answeredCount)),
                "lost": .integer(Int64(salvage.lost)), "mayLackMore": .bool(salvage.mayLackMore),
                "aside": aside.map { .string($0) } ?? .null,
            ]
        ) { text(salvage, place.path, aside, context) }
        return salvage.lost > 0 || salvage.mayLackMore ? .warnings : .ok
    }

    private static func text(
        _ salvage: ReplicaSalvage,
        _ path: String,
        _ aside: String?,
        _ context: CommandContext
    ) -> String {
        let loss = DamageText(context, salvage).loss
        guard let aside else { return loss }
        let kept = context.say(
            nb: "Den skadde filen er \(aside). Neste",
            nn: "Den skadde fila er \(aside). Neste",
            en: "The damaged file is \(aside). Next"
        )
        let person = context.say(
            nb: """
                Den har fortsatt personopplysninger; slett den når ingenting mer skal hentes ut. Blir noen slettet \
                som kan stå i den, fjernes den ved neste synk.
                """,
            nn: """
                Ho har framleis personopplysningar; slett ho når ikkje meir skal hentast ut. Blir nokon sletta \
                som kan stå i ho, blir ho fjerna ved neste synk.
                """,
            en: """
                It still has personal data: delete it when nothing more is to be saved from it. Where somebody is \
                erased who may stand in it, the next sync removes it.
                """
        )
        return "\(loss)\n\(person)\n\(kept): dugnad field sync --replica \(path)"
    }
}
