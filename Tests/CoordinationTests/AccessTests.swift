import Coordination
import SyncCore
import SyncEngine
import Testing

@Suite struct AccessTests {
    /// A row of the entity that is the centre's and about this person.
    private func row(_ spec: EntitySpec, of person: RowID) -> RowState {
        var row = RowState(entity: spec.name, id: RowID(9000))
        switch spec.scopes.root {
        case .centreItself: row = RowState(entity: spec.name, id: Village.centre)
        case .members: row = RowState(entity: spec.name, id: person)
        case .centre(let field): row.fields[field] = Village.centre.json
        case .parent(let field):
            guard case .reference(let parent) = spec.fields[field]?.type else { break }
            row.fields[field] = Self.parents[parent]?.json
        case .everyone: break
        }
        if let field = spec.scopes.person, field != "id" { row.fields[field] = person.json }
        return row
    }

    private static let parents: [EntityName: RowID] = [
        .cleanupZone: Village.zone, .task: Village.task, .shift: Village.shift,
        .segment: Village.segment, .accessRestriction: RowID(600), .reviewItem: RowID(610),
    ]

    private func village() throws -> Village {
        let village = try Village()
        for entity: EntityName in [.accessRestriction, .reviewItem] {
            var row = RowState(entity: entity, id: Self.parents[entity] ?? RowID(0))
            row.fields["centreId"] = Village.centre.json
            village.hub.world.put(row)
        }
        return village
    }

    private func letter(_ ruling: Ruling, _ letter: String) -> String {
        switch ruling {
        case .accept: letter
        case .hold, .lapsed: "p"
        case .refuse: "-"
        }
    }

    /// `CUR` for create, update and remove, `p` where it becomes a proposal, `-` where it is refused.
    private func cell(
        _ access: Access,
        _ spec: EntitySpec,
        _ role: Role,
        in village: Village
    ) throws -> String {
        let actor = Actor(role: role, centre: Village.centre, person: Village.kari)
        let row = row(spec, of: Village.kari)
        let create = Edit(spec.name, row.id, set: row.fields)
        let plain = spec.fields.values.filter {
            $0.writers == nil && !row.fields.keys.contains($0.name) && $0.policy != .set
        }.map(\.name).min()
        let update = Edit(spec.name, row.id, set: [plain ?? "": "x"])
        let remove = Edit(spec.name, row.id, mark: .removed)
        func rule(_ edit: Edit, _ current: RowState?) throws -> Ruling {
            try access.ruling(edit, current: current, by: actor, in: village.hub.world)
        }
        return letter(try rule(create, nil), "C") + letter(try rule(update, row), "U")
            + letter(try rule(remove, row), "R")
    }

    @Test func `role, entity and action: the whole table`() throws {
        let village = try village()
        let access = Access(village.hub.domain.catalogue)
        var lines = ["role: " + Role.all.map(\.rawValue).joined(separator: " ")]
        for spec in village.hub.domain.catalogue.ordered {
            let cells = try Role.all.map { try cell(access, spec, $0, in: village) }
            lines.append("\(spec.name): " + cells.joined(separator: " "))
        }
        #expect(lines.joined(separator: "\n") == AccessTable.entities)
    }

    @Test func `fields that only some roles may write`() throws {
        let catalogue = try village().hub.domain.catalogue
        var lines: [String] = []
        for spec in catalogue.ordered {
            for field in spec.fields.values.sorted(by: { $0.name < $1.name }) {
                guard let writers = field.writers else { continue }
                let names = Role.all.filter { writers.contains($0) }.map(\.rawValue)
                let list = names.isEmpty ? "nobody" : names.joined(separator: " ")
                lines.append("\(spec.name).\(field.name): \(list)")
            }
        }
        #expect(lines.joined(separator: "\n") == AccessTable.fields)
    }

    @Test func `a field open to few is closed to all others, row by row`() throws {
        let village = try village()
        let catalogue = village.hub.domain.catalogue
        let access = Access(catalogue)
        for spec in catalogue.ordered {
            let row = row(spec, of: Village.kari)
            for field in spec.fields.values where field.writers != nil {
                for role in Role.all {
                    let actor = Actor(role: role, centre: Village.centre, person: Village.kari)
                    let edit = Edit(spec.name, row.id, set: [field.name: "x"])
                    let ruling = try access.ruling(
                        edit,
                        current: row,
                        by: actor,
                        in: village.hub.world
                    )
                    let isOpen = field.writers?.contains(role) ?? false
                    #expect((ruling == .accept) == isOpen, "\(role) \(spec.name).\(field.name)")
                }
            }
        }
    }
}
