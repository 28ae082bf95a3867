import SyncCore
import SyncEngine

/// A fact is corrected by whoever wrote it, whom it is about, or a role that may change its kind.
///
/// Anybody else's correction waits for a person, as it would take a stranger's report out of every total.
struct FactRule: Rule {
    let owners: Owners

    var reach: Reach { .only(Set(owners.catalogue.ordered.filter(\.isReplaceable).map(\.name))) }

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        for change in changes where change.isNew {
            guard let spec = owners.catalogue[change.entity], spec.isReplaceable,
                let replaced = change.after.reference("replaces")
            else { continue }
            if replaced == change.id {
                objections.refuse(
                    Finding("fact.replaces_itself", change.after, field: "replaces")
                )
            } else if let fact = try world.row(replaced),
                try !mayReplace(fact, spec, by: actor, in: world)
            {
                objections.hold(Finding("fact.others", change.after, field: "replaces"))
            }
        }
    }

    private func mayReplace(
        _ fact: RowState,
        _ spec: EntitySpec,
        by actor: Actor,
        in world: any World
    ) throws -> Bool {
        guard fact.entity == spec.name,
            case .centres(let centres) = try owners.owner(of: fact, in: world),
            let centre = actor.centre, centres.contains(centre)
        else { return false }
        let person = spec.scopes.person.flatMap { fact.reference($0) }
        let isAboutActor = person != nil && person == actor.person
        let mayUpdate = spec.write[actor.role]?.contains(.update) ?? false
        if isAboutActor || mayUpdate { return true }
        return try actor.wrote(fact, spec, in: world)
    }

    /// Of the corrections of one fact the one that counts is no longer contested, and the others are.
    ///
    /// The engine names the first; a person who takes another side moves the name to it.
    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] {
        var edits: [Edit] = []
        for change in changes where !change.isNew && change.changed("replacedBy") {
            guard let winner = change.after.reference("replacedBy") else { continue }
            let rivals = try world.rows(change.entity, where: "replaces", is: change.id.json)
            for rival in rivals {
                let isContested: JSONValue = rival.id == winner ? .null : true
                if let edit = Write.edit(rival, set: ["contested": isContested]) {
                    edits.append(edit)
                }
            }
        }
        return edits
    }
}
