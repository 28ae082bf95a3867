import Hashing
import Storage
import SyncCore
import SyncEngine

/// What is asked of one content of the hub's store, read once.
struct SmallHubFacts {
    let head: Int64
    /// Each device's last operation that the hub has.
    let lastNumbers: [Int64]
    /// The hub's answers to the devices, in its order.
    let answers: [SmallAnswer]
    /// The rows that devices work on.
    let rows: [SmallRow: RowState]
    let reviews: Set<SmallReview>
    /// A digest of the rows in each device's scopes.
    let scoped: [UInt64]
    /// Tables with words about the person.
    let secrets: [String]
}

/// What is asked of one content of a device's store, read once.
struct SmallDeviceFacts {
    let cursor: Int64?
    /// What it asks in its next pull, by `SmallWorld.pleas`.
    let plea: Int32
    let isWaiting: Bool
    /// Which rows the device shows.
    let seen: Set<SmallRow>
    /// What it was told of its operations.
    let answers: [Int64: Outcome]
    /// A digest of the hub's rows as the device has them.
    let rows: UInt64
    /// Tables with words about the person.
    let secrets: [String]
}

struct SmallAnswer {
    let device: Int
    let number: Int64
    let outcome: Outcome
    let corrected: Int64
}

/// That a person is asked about a unit of a row.
struct SmallReview: Hashable {
    let subject: String
    let unit: String
}

extension SmallWorld {
    func readHubFacts() throws -> SmallHubFacts {
        let store = stores[0].connection
        try SmallAlways.checkOrder(store)
        var rows: [SmallRow: RowState] = [:]
        for row in [SmallRow.zone, .task, .record] { rows[row] = try reader.row(row.id(centre)) }
        return SmallHubFacts(
            head: try reader.head(),
            lastNumbers: try origins.map { origin in
                try store.first(
                    "SELECT last_number FROM incarnation WHERE origin = ?1",
                    origin
                ) { $0.int64(0) } ?? 0
            },
            answers: try readAnswers(),
            rows: rows,
            reviews: Set(
                try reader.rows(.reviewItem).map {
                    .init(subject: $0["subjectId"]?.text ?? "", unit: $0["unit"]?.text ?? "")
                }
            ),
            scoped: try devices.indices.map { try readScoped($0) },
            secrets: try stores[0].tables(with: SmallWork.secretMark)
        )
    }

    private func readAnswers() throws -> [SmallAnswer] {
        try stores[0].connection.all(
            "SELECT origin, number, outcome, corrected FROM operation WHERE origin > 0 ORDER BY seq"
        ) { (origin: $0.int64(0), number: $0.int64(1), outcome: $0.bytes(2), at: $0.int64(3)) }
        .compactMap { answer in
            guard let device = origins.firstIndex(of: answer.origin) else { return nil }
            return SmallAnswer(
                device: device,
                number: answer.number,
                outcome: try Outcome(try JSONValue.parse(answer.outcome)),
                corrected: answer.at
            )
        }
    }

    private func readScoped(_ device: Int) throws -> UInt64 {
        let there = try stores[0].connection.all(
            """
            SELECT DISTINCT hex(s.id) || ' ' || hex(s.wire) FROM state s
            JOIN scope_row r ON r.row = s.row JOIN device_scope d ON d.scope = r.scope
            WHERE d.device = ?1 AND d.until_epoch IS NULL ORDER BY 1
            """,
            try self.device(device).number
        ) { $0.text(0) }
        return Self.digest(there)
    }

    func readDeviceFacts(_ place: Int) throws -> SmallDeviceFacts {
        let device = devices[place]
        let here = try stores[place + 1].connection.all(
            "SELECT hex(id) || ' ' || hex(wire) FROM state ORDER BY 1"
        ) { $0.text(0) }
        var answers: [Int64: Outcome] = [:]
        for told in try device.answered() { answers[told.number] = told.outcome }
        return SmallDeviceFacts(
            cursor: try device.cursor?.seq,
            plea: pleas.number(
                .init(incarnation: device.identity.incarnation, cursor: try device.pullCursor)
            ),
            isWaiting: try device.waitingCount() > 0,
            seen: Set(
                try [SmallRow.zone, .task, .record].filter {
                    try device.row($0.id(centre)) != nil
                }
            ),
            answers: answers,
            rows: Self.digest(here),
            secrets: try stores[place + 1].tables(with: SmallWork.secretMark)
        )
    }

    private static func digest(_ lines: [String]) -> UInt64 {
        Digest.blake2b64(parts: Array(lines.joined(separator: "\n").utf8))
    }
}
