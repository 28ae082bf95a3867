import Storage
import SyncCore

/// The ledger's file beside a store: what the store has noted is on its disk before anybody is answered.
final class LedgerFile {
    private let file: LineFile
    /// How far the file goes, in bytes, and which line of the store is the last in it.
    private var size = 0
    private var number: Int64 = 0

    /// The ledger of the store at `path`.
    static func path(ofStore path: String) -> String { path + ".ledger" }

    /// Whether a store's ledger file was made once; from then on it has to be there.
    private static let markName = "ledgerFile"

    /// Notes that the file is there, and has to be from now on.
    static func mark(_ store: Connection) throws {
        try Meta(store: store).set(markName, "1")
    }

    /// Compares the file with the store and brings it up to the store.
    ///
    /// Throws `ledger.missing`, `ledger.damaged`, `ledger.ahead` (the store is an old copy) and
    /// `ledger.other`; nothing is changed then.
    init(storePath path: String, _ store: Connection, on disk: Disk) throws {
        file = LineFile(Self.path(ofStore: path), on: disk)
        let ledger = Ledger(store)
        let isMarked = try Meta(store: store)[Self.markName] != nil
        guard let bytes = try file.read() else {
            guard !isMarked else { throw SyncError.ledgerMissing }
            try store.transaction { _ = try ledger.begin() }
            try make(ledger, in: store)
            return
        }
        let kept = try ledger.chain()
        size = try Self.compare(bytes, kept, flushed: try ledger.flushed())
        number = Int64(bytes.prefix(size).count { $0 == 0x0A })
        try tell(store)
        if !isMarked { try store.transaction { try Self.mark(store) } }
    }

    /// Writes the file anew from the store; what lay there is kept under another name, which is returned.
    static func rebuild(_ file: LineFile, _ store: Connection) throws -> String? {
        let aside = file.isThere ? try file.setAside() : nil
        try store.transaction {
            _ = try Ledger(store).begin()
            try mark(store)
        }
        try file.create(try Ledger(store).chain().bytes)
        return aside
    }

    /// Appends what the store has noted since; one flush for all of it.
    func tell(_ store: Connection) throws {
        var news: [UInt8] = []
        var last = number
        try store.query("SELECT n, line FROM ledger WHERE n > ?1 ORDER BY n", number) { row in
            news += row.bytes(1) + [0x0A]
            last = row.int64(0)
        }
        guard !news.isEmpty else { return }
        try file.write(news, at: size)
        size += news.count
        number = last
    }

    /// How many lines of the file are on the disk.
    var lines: Int64 { number }

    private func make(_ ledger: Ledger, in store: Connection) throws {
        let chain = try ledger.chain()
        try file.create(chain.bytes)
        size = chain.bytes.count
        number = Int64(chain.entries.count)
        try store.transaction { try Self.mark(store) }
    }

    /// How many bytes of the file are lines that the store has; an end that was torn while it was written is left out.
    ///
    /// `flushed` lines are known to have been on the disk. Of what was being added after them when the power went, a
    /// part may be there and a part before it not; what stands in its place then may be anything.
    /// Throws where the file is no beginning of what the store has.
    static func compare(_ bytes: [UInt8], _ kept: LedgerChain, flushed: Int?) throws -> Int {
        let stored = kept.bytes
        if let flushed, flushed < kept.entries.count, bytes.count <= stored.count {
            let safe = LedgerChain(Array(kept.entries.prefix(flushed))).bytes.count
            let same = zip(bytes, stored).prefix { $0 == $1 }.count
            let whole = wholeLines(Array(bytes.prefix(same)))
            // What another store added after the same lines is no tear, and must not be written over.
            if same >= safe, !goesOn(bytes, at: whole, in: kept) { return whole }
        }
        let whole = wholeLines(bytes)
        guard bytes.prefix(whole) != stored.prefix(whole) else {
            // A line is begun only after the store has it.
            guard whole == bytes.count || whole < stored.count else { throw SyncError.ledgerAhead }
            return whole
        }
        let chain = try LedgerChain(bytes)
        if kept.isBeginning(of: chain) { throw SyncError.ledgerAhead }
        let isOurs = kept.entries.first?.line == chain.entries.first?.line
        throw isOurs ? SyncError.ledgerAhead : SyncError.ledgerOther
    }

    /// Whether the file has a whole line of its own after these bytes that follows from the store's lines before it.
    private static func goesOn(_ bytes: [UInt8], at whole: Int, in kept: LedgerChain) -> Bool {
        guard let line = Lines.split(Array(bytes.dropFirst(whole))).lines.first,
            let entry = LedgerEntry(line)
        else { return false }
        let before = kept.entries.prefix(Int(clamping: entry.number - 1))
        return entry.number > 0 && before.count == Int(entry.number - 1)
            && entry.previous == before.last?.digest ?? ""
    }

    private static func wholeLines(_ bytes: [UInt8]) -> Int {
        bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    }
}
