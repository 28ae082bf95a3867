import SyncCore
import SyncEngine

/// Every row has its parent there, every new one is the actor's own centre's, and so is all it names.
///
/// Asked now that the rows of the whole operation are there.
struct CentreRule: Rule {
    let reach = Reach.all
    let owners: Owners
    /// The fields by which a row may name another centre's, by entity.
    private let naming: [EntityName: [String]]

    init(owners: Owners) {
        self.owners = owners
        naming = owners.catalogue.entities.mapValues { spec in
            spec.fields.values.filter(Self.mayNameAnother).map(\.name).sorted()
        }
    }

    private static func mayNameAnother(_ field: FieldSpec) -> Bool {
        guard field.policy != .hub, field.name != "replaces" else { return false }
        guard case .reference(let target) = field.type else { return lists.contains(field.name) }
        return target != .volunteerCentre
    }

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {
        var known: [Named: Bool] = [:]
        for change in changes where !change.after.isErased {
            let actor = try Access.acting(actor, for: change.after, owners, in: world)
            switch try owners.owner(of: change.after, in: world) {
            case .everyone: break
            case .unknown:
                // A person who is a member nowhere yet is nobody else's.
                if change.entity == .person { break }
                let finding = Finding("row.parent_missing", change.after)
                // Nobody can let in what has nothing to belong to: the row above it comes first.
                if world.isWaived { objections.refuse(finding) } else { objections.hold(finding) }
            case .centres(let centres):
                // A row that is there already was looked at before it was merged.
                guard change.isNew, !actor.isOf(centres) else { break }
                // Only a fact gets here about a row that was given to another centre since.
                if try owners.hasLeft(change.after, in: world) { break }
                objections.refuse(Finding("access.denied", change.after))
                continue
            }
            for field in try foreign(change, to: actor, in: world, &known) {
                objections.hold(Finding("reference.other_centre", change.after, field: field))
            }
        }
    }

    /// Lists that name rows; those that name centres, or talks across centres, may lead elsewhere.
    private static let lists: Set<String> = ["segmentIds", "zoneIds", "needIds"]

    /// The fields by which a change names another centre's row; what is not there yet belongs to nobody.
    private func foreign(
        _ change: RowChange,
        to actor: Actor,
        in world: any World,
        _ known: inout [Named: Bool]
    ) throws -> [String] {
        // What somebody saw stays true, whoever has the place now.
        let isFact = owners.catalogue[change.entity]?.isFact ?? false
        return try (naming[change.entity] ?? []).filter { field in
            guard change.changed(field) else { return false }
            let before = change.before?.named(by: field) ?? []
            return try change.after.named(by: field).subtracting(before).contains { id in
                if isFact, try world.wasSeen(id) { return false }
                // Of an operation many rows name the same one, such as a person.
                let named = Named(id: id, by: actor.centre)
                if let told = known[named] { return told }
                let told = try isForeign(id, to: actor, in: world)
                known[named] = told
                return told
            }
        }
    }

    /// A row, and for which centre it is asked whose it is.
    private struct Named: Hashable {
        let id: RowID
        let by: RowID?
    }

    private func isForeign(_ id: RowID, to actor: Actor, in world: any World) throws -> Bool {
        guard let row = try world.row(id),
            case .centres(let centres) = try owners.owner(of: row, in: world)
        else { return false }
        return !actor.isOf(centres)
    }
}

extension Actor {
    fileprivate func isOf(_ centres: Set<RowID>) -> Bool {
        centre.map { centres.contains($0) } ?? false
    }
}

extension RowState {
    /// The rows a reference or a list of ids names.
    fileprivate func named(by field: String) -> Set<RowID> {
        Set(references(field) + [reference(field)].compactMap { $0 })
    }
}
