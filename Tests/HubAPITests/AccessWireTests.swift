import Coordination
import HubAPI
import SyncCore
import SyncEngine
import Testing

/// Every role, entity and action, on one's own and on others' rows, pushed with each role's token.
struct AccessWireTests {
    private enum Try: CaseIterable { case create, update, remove }

    /// What one operation is to come to: its letter of the table, `p` for a proposal, `-` where access is refused.
    private struct Cell {
        let edit: Edit
        let wanted: Character
        let name: String
    }

    @Test func `every role's token gets from the wire what the table says, row by row`() throws {
        let world = try AccessWorld()
        let table = try AccessTable()
        #expect(table.roles == Role.all)
        var count = 0
        for role in Role.all {
            let device = try #require(world.devices[role])
            var cells: [Cell] = []
            for spec in world.catalogue.ordered {
                let cell = try #require(table.cell(spec.name, role), "\(spec.name)")
                cells += try own(spec, role, Array(cell), in: world)
                cells += try others(spec, role, in: world)
            }
            let operations = cells.enumerated().map { number, cell in
                device.operation(Int64(number + 1), [cell.edit])
            }
            let outcomes = try device.push(operations).outcomes
            #expect(outcomes.count == cells.count)
            for (cell, outcome) in zip(cells, outcomes) {
                let letter = Self.letter(outcome, or: cell.wanted)
                #expect(letter == cell.wanted, "\(role) \(cell.name) \(outcome.findings)")
            }
            count += cells.count
        }
        #expect(count > 1500)
    }

    /// What the hub's answer says about access; other rules may still speak against the row.
    private static func letter(_ outcome: Outcome, or wanted: Character) -> Character {
        let codes = Set(outcome.findings.map(\.code))
        if outcome.verdict == .refused, codes.contains("access.denied") { return "-" }
        if !codes.isDisjoint(with: ["access.proposed", "scope.left", "access.denied"]) {
            return "p"
        }
        // Nothing about access: it was open, and is whatever open letter the table has.
        return wanted.isUppercase ? wanted : "?"
    }

    private func own(
        _ spec: EntitySpec,
        _ role: Role,
        _ cell: [Character],
        in world: AccessWorld
    ) throws -> [Cell] {
        try zip(Try.allCases, cell).compactMap { action, letter in
            // A centre is made by the store's owner alone.
            if spec.name == .volunteerCentre, action == .create { return nil }
            let person = try #require(world.persons[role])
            let id = try standing(spec, role, person, isNew: action == .create, in: world)
            let edit = try edit(action, spec, id, world.hub.centre, person, in: world)
            return Cell(edit: edit, wanted: letter, name: "\(spec.name) \(action) own")
        }
    }

    /// A row of one's own for each try: what becomes of one must not touch the next.
    private func standing(
        _ spec: EntitySpec,
        _ role: Role,
        _ person: RowID,
        isNew: Bool,
        in world: AccessWorld
    ) throws -> RowID {
        if spec.name == .volunteerCentre { return world.hub.centre }
        let id = Environment.system.newID()
        guard !isNew else { return id }
        if spec.name == .person {
            guard !role.speaksForItself else { return person }
            try world.plant(world.member(id))
            return id
        }
        try world.plant([world.row(spec, id, world.hub.centre, about: person)].compactMap { $0 })
        return id
    }

    /// The same on the other centre's rows and, for who speaks for herself, on another's: always refused.
    private func others(
        _ spec: EntitySpec,
        _ role: Role,
        in world: AccessWorld
    ) throws -> [Cell] {
        guard spec.scopes.root != .everyone else { return [] }
        let (here, there) = (world.shared[spec.name], world.away[spec.name])
        let (somebody, stranger) = (world.shared[.person], world.away[.person])
        var cells: [Cell] = []
        for action in Try.allCases where spec.name != .volunteerCentre || action != .create {
            let new = Environment.system.newID()
            // A person who is new belongs to no centre yet.
            if spec.name != .person || action != .create {
                let id = try #require(action == .create ? new : there)
                let person = try #require(stranger)
                let edit = try edit(action, spec, id, world.otherCentre, person, in: world)
                cells.append(
                    Cell(edit: edit, wanted: "-", name: "\(spec.name) \(action) other centre")
                )
            }
            guard role.speaksForItself, spec.scopes.person != nil else { continue }
            let id = try #require(action == .create ? new : here)
            let person = try #require(somebody)
            let edit = try edit(action, spec, id, world.hub.centre, person, in: world)
            cells.append(
                Cell(edit: edit, wanted: "-", name: "\(spec.name) \(action) other person")
            )
        }
        return cells
    }

    private func edit(
        _ action: Try,
        _ spec: EntitySpec,
        _ id: RowID,
        _ centre: RowID,
        _ person: RowID,
        in world: AccessWorld
    ) throws -> Edit {
        switch action {
        case .create:
            return try #require(world.row(spec, id, centre, about: person)).without(spec)
        case .remove: return Edit(spec.name, id, mark: .removed)
        case .update:
            let scope = world.scope(spec, centre, about: person)
            let plain = spec.fields.values.filter {
                $0.writers == nil && scope[$0.name] == nil && $0.policy != .set
            }.min { $0.name < $1.name }
            let field = try #require(plain)
            return Edit(spec.name, id, set: [field.name: world.value(field, centre)])
        }
    }
}

extension Edit {
    /// Without fields that only some roles write: those have a table of their own.
    fileprivate func without(_ spec: EntitySpec) -> Edit {
        Edit(
            entity,
            id,
            set: set.filter { spec.fields[$0.key]?.writers == nil }
        )
    }
}
