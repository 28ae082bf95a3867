import SyncCore
import SyncEngine

/// One rule about several rows, as a pure value: what may not stand, what follows, what time brings.
///
/// Every call reads the world and answers; nothing is kept between calls. What follows must come to rest:
/// asked again about its own results, a rule answers with nothing.
protocol Rule: Sendable {
    /// The entities whose changes it looks at; others' it may be left out of.
    var reach: Reach { get }

    /// Whether what it judges by lies in rows that a field client has, so that it may say so at once.
    var isForeseen: Bool { get }

    /// Adds what speaks against the rows as merged.
    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws

    /// What the hub writes because of these changes.
    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit]

    /// What the hub writes because time has passed.
    func tick(in world: any World) throws -> [Edit]
}

extension Rule {
    var isForeseen: Bool { false }

    func judge(
        _ changes: [RowChange],
        by actor: Actor,
        in world: any World,
        _ objections: inout Objections
    ) throws {}

    func consequences(
        of changes: [RowChange],
        by actor: Actor,
        in world: any World
    ) throws -> [Edit] { [] }

    func tick(in world: any World) throws -> [Edit] { [] }
}

/// What rules have against an operation; a refusal outweighs every wish to keep it for a person.
struct Objections {
    private(set) var refusals: [Finding] = []
    private(set) var holds: [Finding] = []

    mutating func refuse(_ finding: Finding) { refusals.append(finding) }
    mutating func hold(_ finding: Finding) { holds.append(finding) }

    /// The decision; once a person has let the operation in, nothing holds it again.
    func ruling(isWaived: Bool) -> Ruling {
        if !refusals.isEmpty { return .refuse(refusals) }
        return holds.isEmpty || isWaived ? .accept : .hold(holds)
    }
}

extension Finding {
    /// A finding about one changed row.
    init(_ code: String, _ row: some RowView, field: String? = nil, detail: String? = nil) {
        self.init(code, row.row, field: field, detail: detail)
    }

    init(_ code: String, _ row: RowState, field: String? = nil, detail: String? = nil) {
        self.init(code, entity: row.entity, row: row.id, field: field, detail: detail)
    }
}
