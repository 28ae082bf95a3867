import SyncCore
import SyncEngine

extension Access {
    /// What is known of people, and the imports that brought it.
    private static let ofPeople: Set<EntityName> = [
        .person, .personPrivate, .contactPoint, .centreMembership, .consent, .importBatch,
    ]

    /// Who stands behind a row about people: the office of a store acts for each of its centres.
    ///
    /// A roster has rows of several. For a row of another centre of the store the office is that centre's own, with
    /// its role and no further: what one centre has never becomes the other's by it.
    static func acting(
        _ actor: Actor,
        for row: RowState,
        _ owners: Owners,
        in world: any World
    ) throws -> Actor {
        guard world.isOffice, ofPeople.contains(row.entity), let own = actor.centre,
            case .centres(let centres) = try owners.owner(of: row, in: world),
            !centres.contains(own),
            // Nobody says yes in her name to what would open another centre's record to the office's own.
            row.entity != .consent || row.reference("sharedCentreId") != own
        else { return actor }
        let ours = try centres.filter { try world.row($0)?.entity == .volunteerCentre }
        guard let centre = ours.min(by: { $0.description < $1.description }) else { return actor }
        return Actor(role: actor.role, centre: centre, person: actor.person, origin: actor.origin)
    }

    /// The row as the edit would leave it, as far as roots and persons go.
    static func laid(_ edit: Edit, over current: RowState?) -> RowState {
        var row = current ?? RowState(entity: edit.entity, id: edit.id)
        for (field, value) in edit.set { row.fields[field] = value.isNull ? nil : value }
        return row
    }

    /// Whether the row is the actor's own centre's, or may yet turn out to be.
    ///
    /// A root made by the same operation is not there yet; the rows as merged are looked at once more.
    func isOwnCentre(_ actor: Actor, of row: RowState, in world: any World) throws -> Bool {
        switch try owners.owner(of: row, in: world) {
        case .everyone, .unknown: actor.centre != nil
        case .centres(let centres):
            actor.centre.map { centres.contains($0) } ?? false
                || row.entity == .person && row.id == actor.person
        }
    }

    /// Whether a person is a member nowhere, so that her row is in no centre, and the author has no part in her.
    ///
    /// One who was on the author's device when she wrote has left it since. One who was never a member is nobody
    /// else's: whoever made her goes on, and the office has her before it; anybody else writes blindly.
    func isNobodys(_ current: RowState?, to actor: Actor, in world: any World) throws -> Bool {
        guard let current, case .members? = catalogue[current.entity]?.scopes.root,
            current.id != actor.person,
            try owners.owner(of: current, in: world) == .unknown
        else { return false }
        if try world.wasSeen(current.id) { return true }
        return try !world.isOffice && !world.wasMade(current.id)
    }

    /// Whether somebody who speaks for herself only touches a row about herself.
    func isOwnPerson(
        _ actor: Actor,
        _ edit: Edit,
        spec: EntitySpec,
        current: RowState?,
        in world: any World
    ) throws -> Bool {
        guard actor.role.speaksForItself, let field = spec.scopes.person else { return true }
        let row = Self.laid(edit, over: current)
        func person(of row: RowState) -> RowID? { field == "id" ? row.id : row.reference(field) }
        guard let current else {
            guard let named = person(of: row) else { return true }
            return named == actor.person
        }
        // How somebody known by a pass only owns her claim.
        if person(of: row) == person(of: current), try actor.wrote(current, spec, in: world) {
            return true
        }
        guard let own = actor.person else { return false }
        return person(of: current) == own && person(of: row) == own
    }

    /// The field by which an edit would give the row to another centre, which takes both centres.
    func movedAway(
        _ edit: Edit,
        spec: EntitySpec,
        current: RowState?,
        from actor: Actor,
        in world: any World
    ) throws -> String? {
        guard let current else { return nil }
        let field: String
        switch spec.scopes.root {
        case .centre(let name), .parent(let name): field = name
        default: return nil
        }
        guard let value = edit.set[field], value != current[field] else { return nil }
        let row = Self.laid(edit, over: current)
        return try isOwnCentre(actor, of: row, in: world) ? nil : field
    }
}
