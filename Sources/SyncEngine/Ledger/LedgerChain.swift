import Storage
import SyncCore

/// The lines of a ledger in order, each naming the digest of the one before.
struct LedgerChain: Equatable {
    private(set) var entries: [LedgerEntry]

    init(_ entries: [LedgerEntry] = []) { self.entries = entries }

    /// Reads a ledger's file; a last line without its end was cut while it was written and is left out.
    ///
    /// Throws `ledger.damaged` where a line is no line of a ledger or does not follow the one before.
    init(_ bytes: [UInt8]) throws {
        var entries: [LedgerEntry] = []
        for line in Lines.split(bytes).lines {
            guard let entry = LedgerEntry(line), entry.number == Int64(entries.count) + 1,
                entry.previous == entries.last?.digest ?? ""
            else { throw SyncError.ledgerDamaged }
            entries.append(entry)
        }
        self.init(entries)
    }

    var bytes: [UInt8] { entries.flatMap { $0.line + [0x0A] } }

    /// How many lines both begin with.
    func shared(with other: LedgerChain) -> Int {
        zip(entries, other.entries).prefix { $0.line == $1.line }.count
    }

    func isBeginning(of other: LedgerChain) -> Bool { shared(with: other) == entries.count }

    /// Puts what another ledger knows, and this one does not, at the end.
    mutating func adopt(_ other: LedgerChain) {
        let rest = other.entries.dropFirst(shared(with: other))
        guard !rest.isEmpty else { return }
        var known = Set(entries.map(\.meaning))
        for entry in rest where known.insert(entry.meaning).inserted {
            entries.append(entry.again(after: entries.last))
        }
    }
}

extension SyncError {
    static let ledgerDamaged = SyncError(
        "ledger.damaged",
        """
        The ledger beside the store was changed or is broken. Put its latest copy back, or write it anew from \
        the store with 'dugnad ledger rebuild'.
        """
    )
    static let ledgerMissing = SyncError(
        "ledger.missing",
        """
        The ledger that lay beside the store is gone. Put it back; if it is lost and the store is the latest \
        one, write it anew with 'dugnad ledger rebuild'.
        """
    )
    static let ledgerAhead = SyncError(
        "ledger.ahead",
        """
        The ledger beside the store knows more than the store: the store is an old copy. Move it away and bring \
        it back with 'dugnad restore', so that nobody who was erased comes back with it.
        """
    )
    static let ledgerOther = SyncError(
        "ledger.other",
        "The ledger beside the store belongs to another store; put the right one there."
    )
}
