import Hashing
import Storage
import SyncCore

/// The rows of the outbox, each with a hash over what must not change while it waits.
struct OutboxRows {
    let store: Connection

    /// Puts an operation's bytes in; a number that is there already is an error, or with `orKeep` left as it is.
    ///
    /// `refused` is the refusal it had met at a hub that has lost it since.
    func put(
        _ number: Int64,
        at: Int64,
        base: Int64,
        _ bytes: [UInt8],
        refused: [UInt8]? = nil,
        orKeep: Bool = false
    ) throws {
        let isThere =
            try orKeep
            && store.first("SELECT 1 FROM outbox WHERE number = ?1", number) { _ in true } ?? false
        guard !isThere else { return }
        try store.run(
            """
            INSERT INTO outbox (number, at, base, bytes, hash, refused, told_hash)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            number,
            at,
            base,
            bytes,
            Self.hash(number, base, bytes),
            refused,
            Self.toldHash(number, nil, refused)
        )
    }

    /// Writes an operation anew for another life of the store; what the hub had answered counts no more, unless
    /// it was a refusal.
    func rewrite(_ number: Int64, _ bytes: [UInt8]) throws {
        let old = try store.first(
            "SELECT base, outcome, refused FROM outbox WHERE number = ?1",
            number
        ) { row in
            (
                base: row.int64(0),
                refused: try Self.refusal(row.optionalBytes(1), before: row.optionalBytes(2))
            )
        }
        guard let old else { return }
        try store.run(
            """
            UPDATE outbox SET bytes = ?2, hash = ?3, outcome = NULL, refused = ?4, told_hash = ?5
            WHERE number = ?1
            """,
            number,
            bytes,
            Self.hash(number, old.base, bytes),
            old.refused,
            Self.toldHash(number, nil, old.refused)
        )
    }

    /// Notes what the hub says of an operation, and the refusal it had met before; nil takes the word back.
    func tell(_ number: Int64, _ outcome: [UInt8]?, refused: [UInt8]?) throws {
        try store.run(
            "UPDATE outbox SET outcome = ?2, refused = ?3, told_hash = ?4 WHERE number = ?1",
            number,
            outcome,
            refused,
            Self.toldHash(number, outcome, refused)
        )
    }

    /// The refusal that an operation keeps when it loses its outcome (protocol 10.7): the outcome where it is one,
    /// and else the refusal it had met before.
    static func refusal(_ outcome: [UInt8]?, before: [UInt8]?) throws -> [UInt8]? {
        guard let outcome, try Outcome(stored: outcome).verdict == .refused else { return before }
        return outcome
    }

    /// Throws `store.corrupt` where something that waits is not what was put in, or an answer to it no answer.
    func requireWhole() throws {
        try store.query(
            """
            SELECT number, base, bytes, hash, outcome, refused, told_hash FROM outbox
            ORDER BY number
            """
        ) { row in
            try Self.require(row.optionalInt64(3), row.int64(0), row.int64(1), row.bytes(2))
            let answers = [row.optionalBytes(4), row.optionalBytes(5)]
            if let hash = row.optionalInt64(6),
                hash != Self.toldHash(row.int64(0), answers[0], answers[1])
            {
                throw Self.damaged
            }
            for answer in answers {
                guard let answer else { continue }
                do { _ = try Outcome(stored: answer) } catch { throw Self.damaged }
            }
        }
    }

    /// Throws `store.corrupt` unless the hash kept with an operation is that of what is there; nil: none is kept.
    static func require(
        _ hash: Int64?,
        _ number: Int64,
        _ base: Int64,
        _ bytes: [UInt8]
    ) throws {
        guard hash == nil || hash == self.hash(number, base, bytes) else { throw damaged }
    }

    static func hash(_ number: Int64, _ base: Int64, _ bytes: [UInt8]) -> Int64 {
        Int64(bitPattern: Digest.blake2b64(parts: Array("\(number) \(base)".utf8), bytes))
    }

    /// A hash over what was said of an operation; nil where nothing was.
    static func toldHash(_ number: Int64, _ outcome: [UInt8]?, _ refused: [UInt8]?) -> Int64? {
        guard outcome != nil || refused != nil else { return nil }
        let facts = "\(number) \(outcome == nil ? 0 : 1) \(refused == nil ? 0 : 1)"
        return Int64(
            bitPattern: Digest.blake2b64(parts: Array(facts.utf8), outcome ?? [], refused ?? [])
        )
    }

    static let damaged = StorageError(
        .corrupt,
        "Something of this device's own work is damaged; 'dugnad field rescue' saves what is whole."
    )
}

extension Outcome {
    /// Reads an answer as a store keeps it.
    init(stored bytes: [UInt8]) throws {
        try self.init(try JSONValue.parse(bytes, limits: StateStore.storedLimits))
    }
}
