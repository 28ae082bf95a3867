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
            INSERT INTO outbox (number, at, base, bytes, hash, refused)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """,
            number,
            at,
            base,
            bytes,
            Self.hash(number, base, bytes),
            refused
        )
    }

    /// Writes an operation anew for another life of the store; what the hub had answered counts no more.
    func rewrite(_ number: Int64, _ bytes: [UInt8]) throws {
        let base = try store.first("SELECT base FROM outbox WHERE number = ?1", number) {
            $0.int64(0)
        }
        try store.run(
            "UPDATE outbox SET bytes = ?2, hash = ?3, outcome = NULL WHERE number = ?1",
            number,
            bytes,
            Self.hash(number, base ?? 0, bytes)
        )
    }

    /// Throws `store.corrupt` where something that waits is not what was put in.
    func requireWhole() throws {
        try store.query("SELECT number, base, bytes, hash FROM outbox ORDER BY number") { row in
            try Self.require(row.optionalInt64(3), row.int64(0), row.int64(1), row.bytes(2))
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

    static let damaged = StorageError(
        .corrupt,
        "Something that waits to be sent is damaged; 'dugnad field rescue' saves what is whole."
    )
}
