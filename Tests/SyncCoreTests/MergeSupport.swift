import SyncCore

/// A field of each policy, as the catalogue would have it.
enum Fields {
    static let careCodes: [JSONValue] = ["none", "low", "middle", "high"]

    static func field(_ policy: Policy, _ name: String = "f", group: String? = nil) -> FieldSpec {
        FieldSpec(
            name: name,
            type: .code(careCodes.compactMap(\.text)),
            policy: policy,
            group: group
        )
    }

    static let lifecycle = Lifecycle(
        initial: ["none", "low"],
        states: ["none", "low", "middle", "high", "end"],
        transitions: [
            .init(from: "none", to: "low"),
            .init(from: "low", to: "middle"), .init(from: "middle", to: "high"),
            .init(from: "low", to: "end"), .init(from: "end", to: "low", reopens: true),
        ]
    )

    static func unit(_ policy: Policy) -> UnitSpec {
        if case .lifecycle = policy {
            return UnitSpec(of: field(policy), members: [field(policy)], lifecycle: lifecycle)
        }
        return UnitSpec(of: field(policy), members: [field(policy)])
    }

    static func entity(_ fields: [FieldSpec]) -> EntitySpec {
        EntitySpec(
            name: "thing",
            number: 1,
            since: 1,
            summary: "",
            fields: fields,
            scopes: ScopeSpec(root: .everyone, audiences: []),
            write: [:],
            about: [],
            isReplaceable: false,
            isErasedWhole: false
        )
    }
}

/// A hub of one row: merges edits in the order they come and numbers them.
struct OneRowHub {
    let spec: EntitySpec
    private(set) var row: RowState?
    private(set) var seq: Int64 = 0
    private(set) var last: RowMergeResult?

    init(_ fields: FieldSpec...) { spec = Fields.entity(fields) }

    static let id = RowID(high: 1, low: 1)

    /// Merges one edit; `seen` is the base of its author.
    @discardableResult
    mutating func take(
        _ set: JSONObject = [:],
        add: NameMap<[String]> = [:],
        remove: NameMap<[String]> = [:],
        mark: RemovalMark? = nil,
        from origin: Int64,
        at: Int64 = 0,
        seen: Int64 = 0,
        isAhead: Bool = false,
        schema: Int = .max
    ) -> RowMergeResult {
        seq += 1
        let result = RowMerge(
            spec: spec,
            lifecycles: ["l": Fields.lifecycle],
            current: row,
            edit: Edit("thing", Self.id, set: set, add: add, remove: remove, mark: mark),
            stamp: Stamp(seq: seq, at: at, origin: origin),
            seen: seen,
            isHub: origin == Stamp.hubOrigin,
            isAhead: isAhead,
            schema: schema
        ).result()
        if !result.isRefused, !result.isWhollySetAside { row = result.row }
        last = result
        return result
    }
}

extension RowMergeResult {
    var codes: [String] { findings.map(\.code) }
}
