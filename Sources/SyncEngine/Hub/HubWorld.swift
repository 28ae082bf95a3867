import Hashing
import SyncCore

/// The hub's rows as the domain's rules see them inside one operation.
final class HubWorld: World {
    let now: Int64
    let seq: Int64
    var isWaived: Bool
    /// What the author of the edits in hand had been shown.
    var sight: (RowID) throws -> Bool = { _ in false }
    var isOffice = false
    private let states: StateStore
    private let seed: [UInt8]
    private var made: UInt64 = 0

    /// - `seed`: makes new ids differ between stores and operations, and repeat within one.
    init(_ states: StateStore, now: Int64, seq: Int64, isWaived: Bool = false, seed: [UInt8]) {
        self.states = states
        self.now = now
        self.seq = seq
        self.isWaived = isWaived
        self.seed = seed
    }

    func row(_ id: RowID) throws -> RowState? {
        guard let state = try states.find(id)?.state, !state.isErased else { return nil }
        return state
    }

    func rows(_ entity: EntityName, where field: String, is value: JSONValue) throws -> [RowState] {
        try states.all(entity, where: field, is: value).map(\.state).filter(Self.isLive)
    }

    func rows(_ entity: EntityName) throws -> [RowState] {
        try states.all(entity).map(\.state).filter(Self.isLive)
    }

    func wasSeen(_ id: RowID) throws -> Bool { try sight(id) }

    func newID() -> RowID {
        made += 1
        let text = Array("\(seq)/\(made)".utf8)
        return RowID.version7(
            milliseconds: now,
            random: (
                Digest.blake2b64(parts: seed, text, [0]), Digest.blake2b64(parts: seed, text, [1])
            )
        )
    }

    private static func isLive(_ state: RowState) -> Bool { !state.isRemoved && !state.isErased }
}
