import Coordination
import Foundation
import HubAPI
import SyncCore
import SyncEngine
import Testing

/// A hub with rows of every entity for every role, and a device of each role.
///
/// The rows are made from the catalogue alone, so that an entity that is added is tried with the others.
final class AccessWorld {
    let hub: TestHub
    let catalogue: Catalogue
    let otherCentre: RowID
    private let plants: PlantedDomain.Plants
    /// The person each role's device is linked to.
    private(set) var persons: [Role: RowID] = [:]
    private(set) var devices: [Role: TestDevice] = [:]
    /// A row of each entity in the own centre that is about somebody else, and one of the other centre.
    private(set) var shared: [EntityName: RowID] = [:]
    private(set) var away: [EntityName: RowID] = [:]

    init() throws {
        let domain = PlantedDomain(wrapped: try Coordination.domain())
        plants = domain.plants
        hub = try TestHub(domain: domain) { $0.limits.enrolmentTries = 100 }
        catalogue = domain.catalogue
        otherCentre = try hub.office.addCentre("Nabosentralen", municipality: nil)
        for spec in catalogue.ordered {
            shared[spec.name] = Environment.system.newID()
            away[spec.name] = Environment.system.newID()
        }
        shared[.volunteerCentre] = hub.centre
        away[.volunteerCentre] = otherCentre
        let (at, there) = (shared[.person] ?? hub.centre, away[.person] ?? hub.centre)
        try plant(catalogue.ordered.compactMap { row($0, shared[$0.name], hub.centre, about: at) })
        try plant(
            catalogue.ordered.compactMap { row($0, away[$0.name], otherCentre, about: there) }
        )
        for role in Role.all { try join(role) }
    }

    private func join(_ role: Role) throws {
        let person = Environment.system.newID()
        persons[role] = person
        try plant(member(person))
        let code = try hub.office.invite(
            Invitation(role: role, centre: hub.centre, person: person)
        )
        devices[role] = try TestDevice(hub, code: code, name: role.rawValue)
    }

    /// Writes rows as the hub itself, past every rule.
    func plant(_ edits: [Edit]) throws {
        plants.add(edits)
        #expect(try hub.office.tick())
    }

    /// A person with her membership.
    func member(_ person: RowID) -> [Edit] {
        [
            row(catalogue[.person], person, hub.centre, about: person),
            row(
                catalogue[.centreMembership],
                Environment.system.newID(),
                hub.centre,
                about: person
            ),
        ].compactMap { $0 }
    }

    /// A row of the entity as it stands in a centre; nil for the centre itself, which is there.
    func row(
        _ spec: EntitySpec?,
        _ id: RowID?,
        _ centre: RowID,
        about person: RowID
    ) -> Edit? {
        guard let spec, let id, spec.name != .volunteerCentre else { return nil }
        var set: JSONObject = [:]
        for field in spec.fields.values where field.isRequired {
            set[field.name] = value(field, centre)
        }
        if let condition = spec.scopes.publicWhen {
            set[condition.field] = condition.values.min().map { .string($0) }
        }
        set.merge(scope(spec, centre, about: person)) { _, scope in scope }
        return Edit(spec.name, id, set: set)
    }

    /// What makes a row the centre's and, where there is such a field, the person's.
    func scope(_ spec: EntitySpec, _ centre: RowID, about person: RowID) -> JSONObject {
        var set: JSONObject = [:]
        switch spec.scopes.root {
        case .centre(let field): set[field] = centre.json
        case .parent(let field):
            guard case .reference(let parent)? = spec.fields[field]?.type else { break }
            set[field] = (centre == hub.centre ? shared : away)[parent]?.json
        default: break
        }
        if let field = spec.scopes.person, field != "id" { set[field] = person.json }
        return set
    }

    func value(_ field: FieldSpec, _ centre: RowID) -> JSONValue {
        switch field.type {
        case .text: return "x"
        case .code(let codes): return codes.first.map { .string($0) } ?? .null
        case .integer(let range): return .integer(range.lowerBound)
        case .bool: return true
        case .instant: return .integer(Environment.system.now())
        case .date: return "2026-05-01"
        case .reference(let entity):
            return (centre == hub.centre ? shared : away)[entity]?.json ?? .null
        case .list: return ["x"]
        case .geometry: return ["type": "Point", "coordinates": [.double(8), .double(58.1)]]
        case .json: return ["x": 1]
        }
    }
}
