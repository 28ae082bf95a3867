import Hashing
import Storage
import SyncCore

/// The rows of what was answered, each with a hash over what the hub said and one over the bytes kept with it.
struct AnsweredRows {
    let store: Connection

    /// Keeps an answer, in place of one that is there; `bytes` are nil where they are not to be kept.
    func put(
        _ number: Int64,
        _ outcome: Outcome,
        _ bytes: [UInt8]?,
        isAhead: Bool,
        followUp: [UInt8]? = nil
    ) throws {
        let told = Told(
            number: number,
            seq: outcome.seq,
            verdict: outcome.verdict.rawValue,
            outcome: outcome.json.bytes(),
            isAhead: isAhead,
            followUp: followUp
        )
        try store.run(
            """
            INSERT OR REPLACE INTO answered
            (number, seq, verdict, outcome, bytes, is_ahead, follow_up, hash, told_hash)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """,
            number,
            told.seq,
            told.verdict,
            told.outcome,
            bytes,
            isAhead,
            followUp,
            bytes.map { Self.hash(number, $0) },
            told.hash
        )
    }

    /// Notes what became of the part that had waited for the hub's upgrade.
    func follow(_ number: Int64, _ outcome: Outcome) throws {
        let old = try store.first(
            "SELECT \(Told.columns) FROM answered WHERE number = ?1",
            number
        ) { Told($0) }
        guard var told = old else { return }
        told.followUp = outcome.json.bytes()
        told.isAhead = outcome.isAhead
        try store.run(
            "UPDATE answered SET follow_up = ?2, is_ahead = ?3, told_hash = ?4 WHERE number = ?1",
            number,
            told.followUp,
            told.isAhead,
            told.hash
        )
    }

    /// Throws `store.corrupt` where an answer is not what was told, or the bytes kept with it not what was sent.
    ///
    /// Rows from before hashes were kept are read instead, their bytes by `read`.
    func requireWhole(_ read: ([UInt8]) throws -> Void) throws {
        try store.query(
            "SELECT \(Told.columns), told_hash, bytes, hash FROM answered ORDER BY number"
        ) { row in
            let told = Told(row)
            do {
                guard try told.isWhole(row.optionalInt64(6)) else { throw OutboxRows.damaged }
                guard let bytes = row.optionalBytes(7) else { return }
                guard let hash = row.optionalInt64(8) else { return try read(bytes) }
                try Self.require(hash, told.number, bytes)
            } catch { throw OutboxRows.damaged }
        }
    }

    /// Throws `store.corrupt` unless the hash kept with an answered operation is that of its bytes; nil: none is kept.
    static func require(_ hash: Int64?, _ number: Int64, _ bytes: [UInt8]) throws {
        guard hash == nil || hash == self.hash(number, bytes) else { throw OutboxRows.damaged }
    }

    static func hash(_ number: Int64, _ bytes: [UInt8]) -> Int64 {
        Int64(bitPattern: Digest.blake2b64(parts: Array("\(number)".utf8), bytes))
    }

    /// What the hub said of one operation.
    struct Told {
        let number: Int64
        let seq: Int64
        let verdict: String
        let outcome: [UInt8]
        var isAhead: Bool
        var followUp: [UInt8]?

        static let columns = "number, seq, verdict, outcome, is_ahead, follow_up"

        init(
            number: Int64,
            seq: Int64,
            verdict: String,
            outcome: [UInt8],
            isAhead: Bool,
            followUp: [UInt8]?
        ) {
            self.number = number
            self.seq = seq
            self.verdict = verdict
            self.outcome = outcome
            self.isAhead = isAhead
            self.followUp = followUp
        }

        /// Of a row that begins with `columns`.
        init(_ row: Row) {
            self.init(
                number: row.int64(0),
                seq: row.int64(1),
                verdict: row.text(2),
                outcome: row.bytes(3),
                isAhead: row.bool(4),
                followUp: row.optionalBytes(5)
            )
        }

        var hash: Int64 {
            let facts = "\(number) \(seq) \(verdict) \(isAhead ? 1 : 0) \(followUp == nil ? 0 : 1)"
            let sum = Digest.blake2b64(parts: Array(facts.utf8), outcome, followUp ?? [])
            return Int64(bitPattern: sum)
        }

        /// Whether it is what was told, by the hash kept with it; without one, whether it can be read.
        func isWhole(_ kept: Int64?) throws -> Bool {
            guard kept == nil else { return kept == hash }
            guard try Outcome(stored: outcome).verdict.rawValue == verdict else { return false }
            if let followUp { _ = try Outcome(stored: followUp) }
            return true
        }
    }
}
