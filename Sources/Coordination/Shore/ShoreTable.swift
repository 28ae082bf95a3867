package import SyncCore
import SyncEngine

/// Who may do what where, as one table: mode of the zone, action, role and season (DOMAIN.md B1).
///
/// The rules ask its lines, so that hub, office and field client decide by the same data; `ZoneTable.md` is written
/// from it, and a test walks every cell. What roles may do at all is the catalogue's to say.
package struct ShoreTable: Sendable {
    /// What holds for some modes, actions and roles; what no line speaks of is accepted.
    struct Line: Sendable {
        let modes: Set<ZoneMode>
        let actions: Set<ShoreAction>
        /// The roles it does not hold for.
        var apart: Set<Role> = []
        let answer: ShoreAnswer
    }

    /// Who cleans decides what others may do.
    static let modeLines: [Line] = [
        Line(
            modes: [.noCleanup],
            actions: [.claim, .planCleanup, .planOperators],
            answer: .refused("zone.no_cleanup")
        ),
        Line(
            modes: [.professional],
            actions: [.claim, .planCleanup],
            answer: .refused("zone.professional")
        ),
        // What was carried away was carried away; the office looks at it and passes it on.
        Line(
            modes: [.professional],
            actions: [.reportCleanup],
            apart: [.coordinator, .manager, .officer, .operator],
            answer: .held("zone.professional")
        ),
    ]

    /// What leads people to a place; while that is closed it waits for the office.
    static let visits: Set<ShoreAction> = [.claim, .planCleanup, .planOperators, .planOther]
    private static let closed = ShoreAnswer.held("season.closed")

    /// What the mode says, whoever asks being let to ask at all.
    static func answer(_ mode: ZoneMode, _ action: ShoreAction, by role: Role) -> ShoreAnswer {
        modeLines.first { line in
            line.modes.contains(mode) && line.actions.contains(action) && !line.apart.contains(role)
        }?.answer ?? .accepted
    }

    /// What the season says.
    static func answer(_ season: ShoreSeason, _ action: ShoreAction) -> ShoreAnswer {
        season == .closed && visits.contains(action) ? closed : .accepted
    }

    private let access: Access

    package init(_ catalogue: Catalogue) { access = Access(catalogue) }

    /// The whole answer: what the role may do at all, then the mode, then the season.
    package func answer(
        _ action: ShoreAction,
        in mode: ZoneMode,
        _ season: ShoreSeason,
        by role: Role
    ) -> ShoreAnswer {
        let first = mayAtAll(action, season, role)
        guard first == .accepted else { return first }
        let answers = [Self.answer(mode, action, by: role), Self.answer(season, action)]
        return answers.first(where: \.isRefusal) ?? answers.first { $0 != .accepted } ?? .accepted
    }

    private func mayAtAll(
        _ action: ShoreAction,
        _ season: ShoreSeason,
        _ role: Role
    ) -> ShoreAnswer {
        let row = RowID(high: 0, low: 1)
        let edit = Edit(action.entity, row, set: Self.sample(action, season))
        guard let spec = access.catalogue[action.entity] else { return .refused("entity.unknown") }
        let current = action == .setMode ? RowState(entity: action.entity, id: row) : nil
        let actor = Actor(role: role, centre: row, person: nil)
        switch access.table(edit, spec: spec, current: current, by: actor) {
        case .accept: return .accepted
        case .hold(let found), .lapsed(let found): return .held(found.first?.code ?? "")
        case .refuse(let found): return .refused(found.first?.code ?? "")
        }
    }

    /// The fields whose writers matter; the others are everybody's who may make such a row.
    private static func sample(_ action: ShoreAction, _ season: ShoreSeason) -> JSONObject {
        var set: JSONObject = [:]
        switch action {
        case .setMode: set["mode"] = "no_cleanup"
        case .planOperators: set = ["kind": "cleanup", "carriedOutBy": "operator"]
        case .planCleanup: set["kind"] = "cleanup"
        case .planOther: set["kind"] = "event"
        case .claim: set["byName"] = "-"
        case .reportCleanup: set["bagsFull"] = 1
        case .reportLitter: set["amount"] = "handful"
        }
        // A claim has it by its task, which somebody else has planned.
        if season == .dispensed, action.entity == .task { set["dispensationId"] = "-" }
        return set
    }
}
