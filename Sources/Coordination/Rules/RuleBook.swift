import SyncCore
import SyncEngine

/// Which changes a rule is asked about; whatever it is not asked about it has nothing to say to.
enum Reach: Sendable {
    case all
    case only(Set<EntityName>)

    func covers(_ entity: EntityName) -> Bool {
        switch self {
        case .all: true
        case .only(let entities): entities.contains(entity)
        }
    }
}

/// The rules in their order, and for each entity those that look at it.
///
/// Most operations change one row, and most rules look at one entity: asking all of them cost more than storing
/// the row.
struct RuleBook: Sendable {
    let all: [any Rule]
    private let reaches: [Reach]
    private let byEntity: [EntityName: [any Rule]]

    init(_ rules: [any Rule], _ catalogue: Catalogue) {
        all = rules
        let reaches = rules.map(\.reach)
        self.reaches = reaches
        byEntity = Dictionary(
            uniqueKeysWithValues: catalogue.ordered.map { spec in
                (spec.name, zip(rules, reaches).filter { $1.covers(spec.name) }.map(\.0))
            }
        )
    }

    /// The rules that look at any of these changes, in their order.
    func asked(about changes: [RowChange]) -> [any Rule] {
        guard let first = changes.first?.entity else { return [] }
        if let known = byEntity[first], changes.allSatisfy({ $0.entity == first }) { return known }
        let entities = Set(changes.map(\.entity))
        return zip(all, reaches).filter { _, reach in entities.contains { reach.covers($0) } }
            .map(\.0)
    }

    /// Whether the rules that are not asked are silent indeed; checked where assertions are.
    func areOthersSilent(
        about changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> Bool {
        let entities = Set(changes.map(\.entity))
        for (rule, reach) in zip(all, reaches) where !entities.contains(where: reach.covers) {
            var objections = Objections()
            try rule.judge(changes, by: actor, in: world, &objections)
            guard objections.ruling(isWaived: false) == .accept,
                try rule.consequences(of: changes, by: actor, in: world).isEmpty
            else { return false }
        }
        return true
    }
}
