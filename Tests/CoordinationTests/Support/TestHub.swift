import Coordination
import SyncCore
import SyncEngine

/// What became of an operation: accepted, or the codes of what speaks against it.
enum Answer: Equatable, CustomStringConvertible {
    case accepted
    case held([String])
    case refused([String])

    var description: String {
        switch self {
        case .accepted: "accepted"
        case .held(let codes): "held \(codes)"
        case .refused(let codes): "refused \(codes)"
        }
    }
}

/// A hub as small as can be: admit, merge, judge, follow up, all or nothing; the rules are the real ones.
final class TestHub {
    let domain: VolunteerDomain
    let world: TestWorld
    private(set) var findings: [Finding] = []

    init(now: Int64) throws {
        domain = try Coordination.domain()
        world = TestWorld(now: now)
    }

    /// Runs edits as one operation.
    @discardableResult
    func submit(_ edits: [Edit], by actor: Actor) throws -> Answer {
        let before = world.snapshot
        world.seq += 1
        world.now += 1000
        findings = []
        do {
            try follow(try merge(edits, by: actor), by: actor)
            return .accepted
        } catch let stop as Stop {
            world.snapshot = before
            findings = stop.findings
            let codes = stop.findings.map(\.code)
            return stop.isHold ? .held(codes) : .refused(codes)
        }
    }

    @discardableResult
    func submit(_ edit: Edit, by actor: Actor) throws -> Answer {
        try submit([edit], by: actor)
    }

    /// Lets the hub's clock act at a time; returns how many edits it wrote.
    @discardableResult
    func tick(at now: Int64) throws -> Int {
        world.now = now
        world.seq += 1
        let edits = try domain.tick(in: world)
        try follow(try merge(edits, by: .hub), by: .hub)
        return edits.count
    }

    private struct Stop: Error {
        let isHold: Bool
        let findings: [Finding]
    }

    private struct DoesNotRest: Error {}

    private func merge(_ edits: [Edit], by actor: Actor) throws -> [RowChange] {
        let barred = actor.isHub ? [] : domain.barred(edits)
        guard barred.isEmpty else { throw Stop(isHold: false, findings: barred) }
        let origin = actor.isHub ? 0 : actor.origin ?? 1
        world.author = origin
        var changes: [RowChange] = []
        for edit in edits {
            let current = world.states[edit.id]
            try enforce(try domain.admit(edit, current: current, by: actor, in: world))
            guard let spec = domain.catalogue[edit.entity] else { throw DoesNotRest() }
            let result = RowMerge(
                spec: spec,
                lifecycles: domain.catalogue.lifecycles,
                current: current,
                edit: edit,
                stamp: Stamp(seq: world.seq, at: world.now, origin: origin),
                seen: world.seq,
                isHub: actor.isHub
            ).result()
            guard !result.isRefused else {
                throw Stop(isHold: false, findings: result.findings)
            }
            guard !result.changed.isEmpty || current == nil else { continue }
            world.put(result.row)
            if current == nil { world.makers[edit.id] = origin }
            changes.append(RowChange(before: current, after: result.row, units: result.changed))
        }
        if !actor.isHub { try enforce(try domain.judge(changes, by: actor, in: world)) }
        return changes
    }

    private func follow(_ first: [RowChange], by actor: Actor) throws {
        var round = first
        for _ in 0..<8 {
            let edits = try domain.consequences(of: round, by: actor, in: world)
            if edits.isEmpty { return }
            round = try merge(edits, by: .hub)
        }
        throw DoesNotRest()
    }

    private func enforce(_ ruling: Ruling) throws {
        switch ruling {
        case .accept: return
        case .hold(let findings), .lapsed(let findings):
            throw Stop(isHold: true, findings: findings)
        case .refuse(let findings): throw Stop(isHold: false, findings: findings)
        }
    }
}
