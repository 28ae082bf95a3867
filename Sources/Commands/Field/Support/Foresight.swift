import Coordination
import SyncCore
import SyncEngine

/// What the hub would say to work before it is kept, by its own rules over the rows this device has.
struct Foresight {
    let ruling: Ruling

    init(_ edits: [Edit], _ work: FieldWork) throws {
        let changes = try edits.compactMap { try Self.change($0, work) }
        let domain = try Coordination.domain()
        let identity = work.replica.identity
        let actor = Actor(role: identity.role, centre: identity.centre, person: identity.person)
        let world = ReplicaWorld(work.replica, with: changes.map(\.after), at: work.now)
        ruling = try domain.foresee(changes, by: actor, in: world)
    }

    /// The row as the edit would leave it; nil where the merge itself would refuse, which is told elsewhere.
    private static func change(_ edit: Edit, _ work: FieldWork) throws -> RowChange? {
        guard let spec = work.catalogue[edit.entity] else { return nil }
        let before = try work.replica.row(edit.id)
        let result = RowMerge(
            spec: spec,
            lifecycles: work.catalogue.lifecycles,
            current: before,
            edit: edit,
            stamp: Stamp(seq: .max, at: work.now, origin: 1),
            seen: .max
        ).result()
        guard !result.isRefused else { return nil }
        return RowChange(before: before, after: result.row, units: result.changed)
    }

    /// Throws what the hub would refuse with; `held` work is worth sending, and is only warned of.
    func requireHope(_ language: Language) throws -> [String] {
        switch ruling {
        case .accept: return []
        case .hold(let found), .lapsed(let found):
            return found.map { Messages.sentence(for: $0, verdict: .held, language: language) }
        case .refuse(let found):
            let told = found.map {
                Messages.sentence(for: $0, verdict: .refused, language: language)
            }
            throw Failure(
                found.first?.code ?? "access.denied",
                told.joined(separator: " "),
                findings: found
            )
        }
    }
}
