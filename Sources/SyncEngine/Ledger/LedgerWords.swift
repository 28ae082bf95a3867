import SyncCore

/// What a ledger says last of each thing that can be said, taken back and said again.
///
/// Last by hub time: two stores that went on from one backup have lines of the same time in two ledgers, and
/// what stands further down in the joined one need not have been said later.
struct LedgerWords {
    /// What a word is about: a row's field, or a device's grant.
    struct Subject: Hashable {
        let id: RowID
        /// Empty for a device.
        let field: String
    }

    private var last: [Subject: LedgerEntry] = [:]

    init(_ chain: LedgerChain) {
        for entry in chain.entries {
            guard let subject = Self.subject(of: entry) else { continue }
            guard entry.at >= last[subject]?.at ?? .min else { continue }
            last[subject] = entry
        }
    }

    /// The last word on whatever these lines are about, in the order of the lines.
    func last(on entries: [LedgerEntry]) -> [LedgerEntry] {
        var told: Set<Subject> = []
        return entries.compactMap(Self.subject).filter { told.insert($0).inserted }
            .compactMap { last[$0] }
    }

    private static func subject(of entry: LedgerEntry) -> Subject? {
        switch LedgerKind(rawValue: entry.kind) {
        case .withdrawn, .loosened:
            guard let row = entry.id("row"), let field = entry.facts["field"]?.text else {
                return nil
            }
            return Subject(id: row, field: field)
        case .granted: return entry.id("device").map { Subject(id: $0, field: "") }
        default: return nil
        }
    }
}
