package import SyncCore

/// What compacting forgot, or would forget.
package struct CompactionReport: Sendable, Equatable {
    /// Marks of rows that left a scope, for replicas that were away.
    package var leaveMarks: Int64 = 0
    /// Operations that are known by their number alone from now on.
    package var digests: Int64 = 0
    /// Operations whose bytes went, and how many bytes those were.
    package var operations: Int64 = 0
    package var operationBytes: Int64 = 0
    /// Entries of the history that were folded away, and the bytes of their values.
    package var entries: Int64 = 0
    package var entryBytes: Int64 = 0

    package init() {}

    package static func += (sum: inout CompactionReport, part: CompactionReport) {
        sum.leaveMarks += part.leaveMarks
        sum.digests += part.digests
        sum.operations += part.operations
        sum.operationBytes += part.operationBytes
        sum.entries += part.entries
        sum.entryBytes += part.entryBytes
    }

    package var json: JSONValue {
        [
            "leaveMarks": .integer(leaveMarks), "digests": .integer(digests),
            "operations": .integer(operations), "operationBytes": .integer(operationBytes),
            "entries": .integer(entries), "entryBytes": .integer(entryBytes),
        ]
    }

    /// Reads the JSON form of a running hub; what it lacks is 0.
    package init(_ json: JSONValue) {
        leaveMarks = json["leaveMarks"]?.integer ?? 0
        digests = json["digests"]?.integer ?? 0
        operations = json["operations"]?.integer ?? 0
        operationBytes = json["operationBytes"]?.integer ?? 0
        entries = json["entries"]?.integer ?? 0
        entryBytes = json["entryBytes"]?.integer ?? 0
    }
}

/// One bounded step of compacting.
package struct CompactionStep: Sendable, Equatable {
    package let report: CompactionReport
    /// Whether the round is through; else the next step goes on.
    package let isDone: Bool

    package init(report: CompactionReport, isDone: Bool) {
        self.report = report
        self.isDone = isDone
    }
}

/// How far a round of compacting has come; kept in the store between steps.
struct CompactionPlace: Equatable {
    enum Phase: String, CaseIterable { case leaves, operations, history }

    var phase = Phase.leaves
    /// The scope, operation or row that was looked at last.
    var position: Int64 = 0

    init() {}

    init?(_ text: String) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let phase = Phase(rawValue: String(parts[0])),
            let position = Int64(parts[1])
        else { return nil }
        self.phase = phase
        self.position = position
    }

    var text: String { "\(phase.rawValue)/\(position)" }

    /// The beginning of the next phase; nil after the last.
    var next: CompactionPlace? {
        let all = Phase.allCases
        guard let place = all.firstIndex(of: phase), place + 1 < all.count else { return nil }
        var next = CompactionPlace()
        next.phase = all[place + 1]
        return next
    }
}
