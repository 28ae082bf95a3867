import Storage
import SyncCore

/// Builds one page of a pull inside one read transaction.
struct PullBuilder {
    private let reader: HubReader
    private let device: Device
    private let incarnation: RowID
    private let repair: PullRepair?
    private let limit: Limit
    private let isFresh: Bool
    private let head: Int64
    /// Where the device stands in the scopes it had, and in those that are new to it.
    private let since: Int64
    private let enteringSince: Int64
    private let oldEpoch: Int64
    /// Through which seq the store has been told what to forget; a state that comes in pages says it at its end.
    private let toldThrough: Int64
    private let scopes: [Scope]
    /// Scopes the device dropped by itself.
    private let lacks: Set<String>
    private let now: Int64
    private let durableThrough: Int64
    private let dropped: [String]
    private let places: [Int64: Int]
    private var bytes: [UInt8] = []
    private var items = 0
    private var sent: Set<Int64> = []

    /// When a page is full.
    struct Limit {
        let items: Int
        let bytes: Int
    }

    private var isFull: Bool { items >= limit.items || bytes.count >= limit.bytes }

    init(
        _ reader: HubReader,
        _ device: Device,
        _ incarnation: RowID,
        at present: HubReader.Present,
        from cursor: Cursor?,
        lacks: Set<String>,
        repair: PullRepair?,
        limit: Limit
    ) throws {
        self.reader = reader
        self.device = device
        self.incarnation = incarnation
        self.repair =
            cursor?.isComplete == true && cursor?.epoch == device.epoch && lacks.isEmpty
            ? repair : nil
        toldThrough = cursor?.isComplete == true ? cursor?.seq ?? 0 : 0
        self.limit = limit
        isFresh = cursor == nil
        head = present.head
        now = present.now
        durableThrough = present.durableThrough
        since = cursor?.seq ?? 0
        let oldEpoch = cursor?.epoch ?? 0
        self.oldEpoch = oldEpoch
        let isSameEntry = cursor?.entering?.epoch == device.epoch
        enteringSince = isSameEntry ? cursor?.entering?.seq ?? 0 : 0
        self.lacks = lacks
        let grants = try Self.grants(reader, device, since: oldEpoch, lacks, at: now)
        scopes = grants.held
        places = Dictionary(
            scopes.enumerated().map { ($1.number, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        dropped = grants.dropped
    }

    private struct Scope {
        let number: Int64
        let key: String
        let isNew: Bool
        let ends: Int64?
    }

    /// The scopes a device has, and those it had at an epoch and has no more, by name.
    ///
    /// What is past its end counts for nothing here, also before the hub's clock has closed it.
    private static func grants(
        _ reader: HubReader,
        _ device: Device,
        since epoch: Int64,
        _ lacks: Set<String>,
        at now: Int64
    ) throws -> (held: [Scope], dropped: [String]) {
        var held: [Scope] = []
        var over: [(number: Int64, key: String)] = []
        try reader.store.query(
            """
            SELECT d.scope, i.name, d.from_epoch, d.until_epoch, d.ends FROM device_scope d
            JOIN interned i ON i.number = d.scope
            WHERE d.device = ?1 AND (d.until_epoch IS NULL OR d.until_epoch > ?2)
            ORDER BY i.name
            """,
            device.number,
            epoch
        ) { row in
            let (number, key) = (row.int64(0), String(row.text(1).dropFirst(6)))
            let (begun, ends) = (row.int64(2), row.optionalInt64(4))
            if row.isNull(3), ends ?? .max > now {
                let isNew = begun > epoch || lacks.contains(key)
                held.append(Scope(number: number, key: key, isNew: isNew, ends: ends))
            } else if begun <= epoch {
                over.append((number: number, key: key))
            }
        }
        let kept = Set(held.map(\.number))
        return (held, over.filter { !kept.contains($0.number) }.map(\.key))
    }

    /// Whether nothing at all happened since the cursor; then the sums were compared before.
    private var isUnmoved: Bool {
        !isFresh && since == head && oldEpoch == device.epoch && lacks.isEmpty && dropped.isEmpty
    }

    mutating func build() throws -> PullPage {
        let (origin, heard) = try incarnationAtHub()
        let header = PullHead(
            timeline: reader.identity.timeline,
            incarnation: incarnation,
            origin: origin ?? -1,
            heard: heard,
            hubNow: reader.environment.now(),
            schema: reader.domain.catalogue.schemaVersion,
            scopes: scopes.map(\.key),
            dropped: dropped,
            enters: isFresh || enteringSince > 0 ? [] : scopes.filter(\.isNew).map(\.key),
            ends: NameMap(scopes.compactMap { scope in scope.ends.map { (scope.key, $0) } }),
            grant: grant,
            isFresh: isFresh
        )
        bytes = PullLine.head(header).line
        let entered = try sendRows(
            of: scopes.filter(\.isNew).map(\.number),
            after: enteringSince,
            through: head
        )
        var reached = since
        if entered == head {
            let told = try outcomes(origin)
            if since > 0 { items += told.lines.count }
            let old = scopes.filter { !$0.isNew }.map(\.number)
            reached = try sendRows(of: old, after: since, through: told.reached)
            send(told.lines, through: reached)
        }
        let isComplete = entered == head && reached == head
        if isComplete { try sendBuckets() }
        let forget =
            try isComplete
            ? reader.forgotten(by: device, incarnation, after: toldThrough) : PullForget()
        if since < head { items += forget.count }
        let end = try end(
            isComplete: isComplete,
            reached: reached,
            entered: entered,
            forget: forget
        )
        bytes += PullLine.end(end).line
        let isNothingNew =
            isComplete && items == 0 && !isFresh && dropped.isEmpty && lacks.isEmpty
            && oldEpoch == device.epoch && repair == nil
        return PullPage(bytes: bytes, isComplete: isComplete, isNothingNew: isNothingNew)
    }

    /// Nobody in particular once the grant has ended.
    private var grant: PullGrant {
        let actor = device.grant.actor(at: now, origin: 0)
        return PullGrant(role: actor.role, centre: device.grant.centre, person: actor.person)
    }

    private func end(
        isComplete: Bool,
        reached: Int64,
        entered: Int64,
        forget: PullForget
    ) throws -> PullEnd {
        let cursor =
            isComplete
            ? Cursor(timeline: reader.identity.timeline, seq: head, epoch: device.epoch)
            : Cursor(
                timeline: reader.identity.timeline,
                seq: reached,
                epoch: oldEpoch,
                entering: .init(epoch: device.epoch, seq: entered)
            )
        return PullEnd(
            cursor: reader.identity.seal(cursor, for: device.id),
            sums: isComplete && !(isUnmoved && repair == nil)
                ? try scopes.map { ScopeIndex.text(try reader.scopes.sum($0.number)) } : [],
            durableThrough: durableThrough,
            buckets: isComplete ? try bucketSums() : [:],
            forget: forget
        )
    }

    /// Sends leaves and rows of these scopes in the hub's order, and returns how far it came.
    private mutating func sendRows(
        of numbers: [Int64],
        after start: Int64,
        through end: Int64
    ) throws -> Int64 {
        guard start < end else { return end }
        let plan = try changes(in: numbers, after: start, through: end)
        if start > 0 { try sendLeaves(of: numbers, after: start, through: plan.reached) }
        var at: Int64?
        for (seq, row) in plan.rows {
            // An operation is never cut; the page may end before the next one.
            if let at, at < seq, bytes.count >= limit.bytes { return at }
            at = seq
            if sent.insert(row).inserted { try sendRow(row) }
        }
        return plan.reached
    }

    /// Rows that changed after `start`, at most a page of them, never ending inside one operation.
    private func changes(
        in numbers: [Int64],
        after start: Int64,
        through end: Int64
    ) throws -> (rows: [(seq: Int64, row: Int64)], reached: Int64) {
        let room = max(limit.items - items, 1)
        var found: [(seq: Int64, row: Int64)] = []
        // Beyond a scope that was cut, other scopes may have older rows that were not asked for.
        var complete = end
        for number in numbers {
            let part = try reader.store.all(
                """
                SELECT seq, row FROM scope_row WHERE scope = ?1 AND seq > ?2 AND seq <= ?3
                ORDER BY seq, row LIMIT ?4
                """,
                number,
                start,
                end,
                room + 1
            ) { (seq: $0.int64(0), row: $0.int64(1)) }
            if part.count > room, let last = part.last { complete = min(complete, last.seq - 1) }
            found += part
        }
        found.sort { ($0.seq, $0.row) < ($1.seq, $1.row) }
        if found.count > room { complete = min(complete, found[room].seq - 1) }
        if complete <= start || (found.first.map { $0.seq > complete } ?? false) {
            // One operation wrote more than a page: it is sent whole.
            guard let first = found.first?.seq else { return ([], end) }
            return (try rows(of: first, in: numbers).map { (seq: first, row: $0) }, first)
        }
        return (found.filter { $0.seq <= complete }, complete)
    }

    private func rows(of seq: Int64, in numbers: [Int64]) throws -> [Int64] {
        var rows: Set<Int64> = []
        for number in numbers {
            rows.formUnion(
                try reader.store.all(
                    "SELECT row FROM scope_row WHERE scope = ?1 AND seq = ?2",
                    number,
                    seq
                ) { $0.int64(0) }
            )
        }
        return rows.sorted()
    }

    private mutating func sendRow(_ row: Int64) throws {
        let found = try reader.store.first(
            "SELECT wire, seq FROM state WHERE row = ?1",
            row
        ) { ($0.bytes(0), $0.int64(1)) }
        guard let (wire, seq) = found else { return }
        let held = try reader.scopes.scopes(ofRow: row).compactMap { places[$0] }.sorted()
        bytes += PullLine.rowLine(wire: wire, seq: seq, scopes: held)
        items += 1
    }

    private mutating func sendLeaves(
        of numbers: [Int64],
        after start: Int64,
        through end: Int64
    ) throws {
        var gone: Set<RowID> = []
        for number in numbers {
            let left = try reader.store.all(
                "SELECT id FROM scope_left WHERE scope = ?1 AND seq > ?2 AND seq <= ?3",
                number,
                start,
                end
            ) { RowID(bytes: $0.bytes(0)) }
            gone.formUnion(left.compactMap { $0 })
        }
        for id in gone.sorted(by: { $0.description < $1.description }) where try !isVisible(id) {
            bytes += PullLine.leave(id).line
            items += 1
        }
    }

    private func isVisible(_ id: RowID) throws -> Bool {
        guard let stored = try reader.states.find(id) else { return false }
        return try reader.scopes.scopes(ofRow: stored.row).contains { places[$0] != nil }
    }

    /// The incarnation's number in clocks, and the last operation the hub has of it.
    private func incarnationAtHub() throws -> (origin: Int64?, heard: Int64) {
        let known = try reader.store.first(
            "SELECT origin, last_number FROM incarnation WHERE id = ?1 AND device = ?2",
            incarnation.bytes,
            device.number
        ) { ($0.int64(0), $0.int64(1)) }
        return (known?.0, known?.1 ?? 0)
    }

    /// A device's own answers since its cursor, oldest first, and how far they and a page go.
    ///
    /// A first state has the newest of them only: as many as a push may have operations.
    private func outcomes(
        _ origin: Int64?
    ) throws -> (lines: [(seq: Int64, line: [UInt8])], reached: Int64) {
        guard let origin, since < head else { return ([], head) }
        guard since > 0 else { return (try newestOutcomes(origin), head) }
        // Found backwards from its last operation, so that what was answered long ago costs nothing.
        let last = try reader.store.first(
            """
            SELECT number FROM operation WHERE origin = ?1 AND seq <= ?2 AND number > 0
            ORDER BY number DESC LIMIT 1
            """,
            origin,
            since
        ) { $0.int64(0) }
        let found = try reader.store.all(
            """
            SELECT seq, outcome FROM operation WHERE origin = ?1 AND number > ?2
            ORDER BY number LIMIT ?3
            """,
            origin,
            last ?? 0,
            limit.items
        ) { (seq: $0.int64(0), line: $0.bytes(1)) }
        let isCut = found.count == limit.items
        let news = try followUps(origin)
        return (found + news, isCut ? found.last?.seq ?? head : head)
    }

    /// What came of the device's work that had waited for an upgrade, oldest first: its numbers are the
    /// operations', its sequence numbers later ones.
    private func followUps(_ origin: Int64) throws -> [(seq: Int64, line: [UInt8])] {
        try reader.store.all(
            """
            SELECT seq, outcome FROM operation
            WHERE origin = ?1 AND number >= ?2 AND number < ?3 ORDER BY number DESC
            """,
            origin,
            -head,
            -since
        ) { (seq: $0.int64(0), line: $0.bytes(1)) }
    }

    private func newestOutcomes(_ origin: Int64) throws -> [(seq: Int64, line: [UInt8])] {
        try reader.store.all(
            """
            SELECT seq, outcome FROM operation WHERE origin = ?1 AND number > 0
            ORDER BY number DESC LIMIT \(PushRequest.maximumOperations)
            """,
            origin
        ) { (seq: $0.int64(0), line: $0.bytes(1)) }.reversed() + followUps(origin)
    }

    private mutating func send(_ outcomes: [(seq: Int64, line: [UInt8])], through reached: Int64) {
        for outcome in outcomes where outcome.seq <= reached {
            bytes += Array("{\"outcome\":".utf8) + outcome.line + Array("}\n".utf8)
        }
    }

    /// Sends the buckets asked for, as many as the page holds, but one in any case.
    private mutating func sendBuckets() throws {
        var hasSent = false
        for (place, buckets) in repair?.scopes.sorted(by: { $0.key < $1.key }) ?? [] {
            guard scopes.indices.contains(place), !buckets.isEmpty else { continue }
            let rows = try reader.scopes.rows(of: scopes[place].number, in: Set(buckets))
            for bucket in buckets {
                guard !hasSent || !isFull else { return }
                for row in rows[bucket] ?? [] where sent.insert(row).inserted { try sendRow(row) }
                bytes += PullLine.whole(place: place, bucket: bucket).line
                hasSent = true
            }
        }
    }

    private func bucketSums() throws -> [Int: String] {
        var out: [Int: String] = [:]
        for place in repair?.scopes.keys.sorted() ?? [] where scopes.indices.contains(place) {
            out[place] = try reader.scopes.bucketText(scopes[place].number)
        }
        return out
    }
}
