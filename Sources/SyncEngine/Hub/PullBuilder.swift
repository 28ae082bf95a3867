import Storage
import SyncCore

/// Builds one page of a pull inside one read transaction.
struct PullBuilder {
    let reader: HubReader
    private let device: Device
    private let incarnation: RowID
    let repair: PullRepair?
    let limit: Limit
    private let isBrief: Bool
    private let isFresh: Bool
    let head: Int64
    /// Where the device stands in the scopes it had, and in those that are new to it.
    let since: Int64
    private let enteringSince: Int64
    private let oldEpoch: Int64
    /// Through which seq the store has been told what to forget; a state that comes in pages says it at its end.
    private let toldThrough: Int64
    let scopes: [Scope]
    /// Scopes the device dropped by itself.
    private let lacks: Set<String>
    private let now: Int64
    private let durableThrough: Int64
    private let dropped: [String]
    let places: [Int64: Int]
    var bytes: [UInt8] = []
    var items = 0
    var sent: Set<Int64> = []

    /// When a page is full.
    struct Limit {
        let items: Int
        let bytes: Int
    }

    var isFull: Bool { items >= limit.items || bytes.count >= limit.bytes }

    init(
        _ reader: HubReader,
        _ device: Device,
        _ incarnation: RowID,
        at present: HubReader.Present,
        from cursor: Cursor?,
        lacks: Set<String>,
        repair: PullRepair?,
        isBrief: Bool,
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
        self.isBrief = isBrief
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

    struct Scope {
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
        let last = PullLine.end(end).line
        bytes += last
        let isNothingNew =
            isComplete && items == 0 && !isFresh && dropped.isEmpty && lacks.isEmpty
            && oldEpoch == device.epoch && repair == nil
        var idle: IdleAnswer?
        if isNothingNew {
            let ends = scopes.compactMap(\.ends) + [device.grant.ends].compactMap { $0 }
            // What is over already changes nothing any more.
            let until = ends.filter { $0 > now }.min() ?? .max
            // A cursor that is not the last one goes on: it says what the author of later edits has seen.
            let isShort = isBrief && isUnmoved && forget.count == 0
            let answer = IdleAnswer(
                head: header,
                end: last,
                durableThrough: durableThrough,
                isBrief: isShort,
                until: until
            )
            if isShort { bytes = answer.bytes(at: header.hubNow) }
            idle = answer
        }
        return PullPage(
            bytes: bytes,
            isComplete: isComplete,
            idle: idle
        )
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
                ? try reader.sums(of: scopes.map(\.number)) : [],
            durableThrough: durableThrough,
            buckets: isComplete ? try bucketSums() : [:],
            forget: forget
        )
    }

    /// The incarnation's number in clocks, and the last operation the hub has of it.
    private func incarnationAtHub() throws -> (origin: Int64?, heard: Int64) {
        let known = try reader.store.first(
            "SELECT origin, last_number FROM incarnation WHERE id = ?1 AND device = ?2",
            incarnation,
            device.number
        ) { ($0.int64(0), $0.int64(1)) }
        return (known?.0, known?.1 ?? 0)
    }
}
