import Storage
package import SyncCore

/// What can be said of an erasure: what was removed, who has not followed yet, and what is out of reach.
package struct ErasureCertificate: Sendable {
    /// A device that may still hold what was erased.
    package struct Replica: Sendable, Equatable {
        package enum State: String, Sendable { case waits, retired, revoked, lost }

        package let device: RowID
        package let name: String
        /// When it was last heard of, Unix milliseconds.
        package let seen: Int64?
        package let state: State

        var json: JSONValue {
            [
                "device": device.json, "seen": seen.map { .integer($0) } ?? .null,
                "state": .string(state.rawValue),
            ]
        }
    }

    /// Where an erasure looks in the hub's store.
    package static let places = [
        "rows", "lookups", "history", "operations", "held", "reviews", "notices", "devices",
        "codes",
        "log", "freePages",
    ]
    /// What no erasure of the hub reaches.
    package static let unreachable = ["paper", "mail", "exports", "copies", "retiredDevices"]

    package let person: RowID
    /// The operation that erased, and when, Unix milliseconds.
    package let seq: Int64
    package let at: Int64
    package let counts: ErasureCounts
    /// Whether the log beside the store has been emptied since.
    package let isLogEmptied: Bool
    package let replicas: [Replica]
    /// Known backups from before; restoring one erases again, by the ledger.
    package let backups: [BackupCopy]

    package var json: JSONValue {
        func words(_ list: [String]) -> JSONValue { .array(list.map { .string($0) }) }
        return [
            "person": person.json, "seq": .integer(seq), "at": .integer(at),
            "looked": words(Self.places), "removed": counts.json,
            "logEmptied": .bool(isLogEmptied), "replicas": .array(replicas.map(\.json)),
            "backups": .array(backups.map(\.json)), "unreachable": words(Self.unreachable),
        ]
    }
}

extension HubReader {
    /// The certificate of an erasure as it stands now; throws `erasure.unknown`.
    package func certificate(_ person: RowID) throws -> ErasureCertificate {
        let found = try store.first(
            "SELECT seq, at, removed FROM erasure WHERE person = ?1",
            person.bytes
        ) { (seq: $0.int64(0), at: $0.int64(1), removed: $0.bytes(2)) }
        guard let found else {
            throw SyncError("erasure.unknown", "This store knows of no erasure of that person.")
        }
        let emptied = try Meta(store: store)[Hub.logEmptied].flatMap { Int64($0) } ?? 0
        return ErasureCertificate(
            person: person,
            seq: found.seq,
            at: found.at,
            counts: ErasureCounts(try JSONValue.parse(found.removed)),
            isLogEmptied: emptied >= found.seq,
            replicas: try replicasBehind(found.seq, at: found.at),
            backups: try BackupCopy.all(store, before: found.seq)
        )
    }

    /// Devices that were enrolled before and are not known to have followed.
    private func replicasBehind(_ seq: Int64, at: Int64) throws -> [ErasureCertificate.Replica] {
        try store.all(
            """
            SELECT id, name, seen, retired, revoked, is_lost FROM device
            WHERE device > (SELECT min(device) FROM device) AND enrolled <= ?2
            AND coalesce(confirmed_seq, 0) < ?1 ORDER BY device
            """,
            seq,
            at
        ) { row -> ErasureCertificate.Replica? in
            guard let id = RowID(bytes: row.bytes(0)) else { return nil }
            let state: ErasureCertificate.Replica.State =
                row.bool(5)
                ? .lost : row.isNull(4) ? (row.isNull(3) ? .waits : .retired) : .revoked
            return .init(device: id, name: row.text(1), seen: row.optionalInt64(2), state: state)
        }.compactMap { $0 }
    }

    /// Persons who were erased, latest first, with the operation and the time.
    package func erasures() throws -> [(person: RowID, seq: Int64, at: Int64)] {
        try store.all("SELECT person, seq, at FROM erasure ORDER BY seq DESC, person") {
            (id: RowID(bytes: $0.bytes(0)), seq: $0.int64(1), at: $0.int64(2))
        }.compactMap { entry in entry.id.map { (person: $0, seq: entry.seq, at: entry.at) } }
    }

    /// How far a device's cursor shows it to have followed, where an erasure waits to hear it.
    package func unconfirmed(_ device: Device, at cursor: Cursor?) throws -> Int64? {
        guard let cursor, cursor.isComplete, identity.isOurs(cursor, for: device.id) else {
            return nil
        }
        let waits = try store.first(
            """
            SELECT 1 FROM erasure WHERE seq <= ?2
            AND seq > (SELECT coalesce(confirmed_seq, 0) FROM device WHERE device = ?1) LIMIT 1
            """,
            device.number,
            cursor.seq
        ) { _ in true }
        return waits == nil ? nil : cursor.seq
    }
}

extension Hub {
    static let logEmptied = "logEmptiedThrough"

    /// Notes that a device holds the hub's state as of `seq`, erasures included.
    package func confirm(_ device: Device, through seq: Int64) throws {
        try store.run(
            """
            UPDATE device SET confirmed_seq = max(coalesce(confirmed_seq, 0), ?2)
            WHERE device = ?1
            """,
            device.number,
            min(seq, try head())
        )
    }

    /// Notes a copy of the store, for the certificates of erasures to come.
    package func noteBackup(_ path: String, through seq: Int64) throws {
        try store.run(
            """
            INSERT INTO backup_copy (path, seq, at) VALUES (?1, ?2, ?3)
            ON CONFLICT (path) DO UPDATE SET seq = ?2, at = ?3
            """,
            path,
            seq,
            environment.now()
        )
    }
}
