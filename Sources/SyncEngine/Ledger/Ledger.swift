import Hashing
import Storage
import SyncCore

/// The ledger as it stands in the store: written in the transaction of the fact itself.
final class Ledger {
    let store: Connection
    /// Whether something was noted that the file may not have; a roll-back makes it a needless look.
    private(set) var hasNews = false
    /// While old lines are carried out again they are not noted again.
    var isReplaying = false
    private var knownToHoldBack: Bool?
    /// How many lines the file has on its disk, and what of that the store has noted; nil where it is not known.
    private var told: Int64?
    private var notedFlushed: Int64?

    init(_ store: Connection) { self.store = store }

    /// The last line; nil before the first.
    var last: LedgerEntry? {
        get throws {
            let line = try store.first("SELECT line FROM ledger ORDER BY n DESC LIMIT 1") {
                $0.bytes(0)
            }
            return line.flatMap { LedgerEntry($0) }
        }
    }

    /// Adds a line; its time is never before that of the one above, since of two words the last counts.
    func note(_ kind: LedgerKind, _ facts: JSONObject, at: Int64) throws {
        guard !isReplaying else { return }
        let last = try last ?? begin()
        try put(LedgerEntry(after: last, at: max(at, last?.at ?? at), kind, facts))
    }

    func put(_ entry: LedgerEntry) throws {
        try noteFlushed()
        try store.run(
            "INSERT INTO ledger (n, at, kind, line) VALUES (?1, ?2, ?3, ?4)",
            entry.number,
            entry.at,
            entry.kind,
            entry.line
        )
        hasNews = true
    }

    private static let flushedName = "ledgerFlushed"

    /// Notes, with the next line, how many lines were on the file's disk before it.
    private func noteFlushed() throws {
        guard let told, told != notedFlushed else { return }
        try Meta(store: store).set(Self.flushedName, String(told))
        notedFlushed = told
    }

    /// At least so many lines were on the disk when the last one was added; nil where that was never noted.
    func flushed() throws -> Int? {
        try Meta(store: store)[Self.flushedName].flatMap { Int($0) }
    }

    func chain() throws -> LedgerChain { try Self.chain(store) }

    static func chain(_ store: Connection) throws -> LedgerChain {
        let lines = try store.all("SELECT line FROM ledger ORDER BY n") { $0.bytes(0) }
        let entries = lines.compactMap { LedgerEntry($0) }
        guard entries.count == lines.count else {
            throw SyncError("store.corrupt", "The store's ledger cannot be read; restore a backup.")
        }
        return LedgerChain(entries)
    }

    /// To be called when the file has all lines on its disk: so many.
    func isTold(_ lines: Int64?) {
        hasNews = false
        told = lines
    }

    /// Whether withdrawals wait for rows that have not come; asked once, as it is rare.
    var holdsBack: Bool {
        get throws {
            if let knownToHoldBack { return knownToHoldBack }
            let holds = try store.first("SELECT 1 FROM withheld LIMIT 1") { _ in true } ?? false
            knownToHoldBack = holds
            return holds
        }
    }

    /// To be called after a roll-back, which may have taken away what was noted.
    func undone() {
        forgetWhetherItHoldsBack()
        notedFlushed = nil
    }

    func forgetWhetherItHoldsBack() { knownToHoldBack = nil }

    /// Writes the first line, which says whose ledger it is, where there is none.
    ///
    /// A store from before there were ledgers puts in what it knows.
    @discardableResult func begin() throws -> LedgerEntry? {
        guard try last == nil else { return try last }
        let first = try store.first("SELECT id, started FROM timeline ORDER BY position LIMIT 1") {
            (id: $0.id(0), at: $0.int64(1))
        }
        guard let first, let id = first.id else { return nil }
        try put(LedgerEntry(after: nil, at: first.at, .begun, ["store": id.json]))
        for fact in try known() {
            try put(LedgerEntry(after: try last, at: fact.at, fact.kind, fact.facts))
        }
        return try last
    }

    private typealias Known = (at: Int64, kind: LedgerKind, facts: JSONObject)

    private func known() throws -> [Known] {
        let erased: [Known] = try store.all("SELECT id, at, seq FROM erased ORDER BY seq, id") {
            (
                $0.int64(1), .erased,
                ["person": Self.id($0.bytes(0)), "seq": .integer($0.int64(2))]
            )
        }
        let ended: [Known] = try store.all(
            """
            SELECT id, retired, revoked, is_lost FROM device
            WHERE retired IS NOT NULL OR revoked IS NOT NULL ORDER BY device
            """
        ) { row -> Known in
            guard let revoked = row.optionalInt64(2) else {
                return (row.int64(1), .retired, ["device": Self.id(row.bytes(0))])
            }
            return (
                revoked, .revoked, ["device": Self.id(row.bytes(0)), "lost": .bool(row.bool(3))]
            )
        }
        let used: [Known] = try store.all(
            "SELECT code_hash, used FROM enrolment WHERE used IS NOT NULL ORDER BY used, code_hash"
        ) { ($0.int64(1), .used, ["code": .string(LedgerEntry.hex($0.bytes(0)))]) }
        return erased + ended + used
    }

    private static func id(_ bytes: [UInt8]) -> JSONValue { RowID(bytes: bytes)?.json ?? .null }
}
