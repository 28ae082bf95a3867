import Storage
package import SyncCore

/// What can be said of an erasure: what was removed, who has not followed yet, and what is out of reach.
package struct ErasureCertificate: Sendable {
    /// A device that may still hold what was erased: no store of its has told that it followed.
    ///
    /// A store tells by a pull from a state in which the person is gone; a client sends one at once.
    package struct Replica: Sendable, Equatable {
        package enum State: String, Sendable { case waits, retired, revoked, lost }

        package let device: RowID
        package let name: String
        /// When it joined or last sent something, Unix milliseconds; pulls alone are not noted.
        package let seen: Int64?
        package let state: State
        /// How many stores with its enrolment have not followed: a copied store is one of its own.
        package let stores: Int

        var json: JSONValue {
            [
                "device": device.json, "seen": seen.map { .integer($0) } ?? .null,
                "state": .string(state.rawValue), "stores": .integer(Int64(stores)),
            ]
        }
    }

    /// Where an erasure looks in the hub's store.
    package static let places = [
        "rows", "lookups", "history", "operations", "held", "reviews", "notices", "devices",
        "codes",
        "log", "freePages",
    ]
    /// What is kept on purpose: keyed digests, so that a list does not bring her back (`ErasedTraces`).
    package static let kept = ["traces"]
    /// What no erasure of the hub reaches.
    package static let unreachable = [
        "paper", "mail", "exports", "copies", "storeCopies", "rescued", "retiredDevices",
    ]

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
            "backups": .array(backups.map(\.json)), "kept": words(Self.kept),
            "unreachable": words(Self.unreachable),
        ]
    }
}

extension HubReader {
    /// The certificate of an erasure as it stands now; throws `erasure.unknown`.
    package func certificate(_ person: RowID) throws -> ErasureCertificate {
        let found = try store.first(
            "SELECT seq, at, removed FROM erasure WHERE person = ?1",
            person
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

    /// Devices that were enrolled before and are not known to have followed, with every store of theirs.
    ///
    /// A store is told by its life: the latest of the device, and earlier ones that were heard of after it began.
    private func replicasBehind(_ seq: Int64, at: Int64) throws -> [ErasureCertificate.Replica] {
        try store.all(
            """
            SELECT d.id, d.name, d.seen, d.retired, d.revoked, d.is_lost, max(count(i.origin), 1)
            FROM device d LEFT JOIN incarnation i ON i.device = d.device
            WHERE d.device > (SELECT min(device) FROM device) AND d.enrolled <= ?2
            AND (i.origin IS NULL OR coalesce(i.confirmed_seq, 0) < ?1 AND (i.is_apart = 1
                OR i.origin = (SELECT max(origin) FROM incarnation l WHERE l.device = d.device)))
            GROUP BY d.device ORDER BY d.device
            """,
            seq,
            at
        ) { row -> ErasureCertificate.Replica? in
            guard let id = row.id(0) else { return nil }
            let state: ErasureCertificate.Replica.State =
                row.bool(5)
                ? .lost : row.isNull(4) ? (row.isNull(3) ? .waits : .retired) : .revoked
            return .init(
                device: id,
                name: row.text(1),
                seen: row.optionalInt64(2),
                state: state,
                stores: row.int(6)
            )
        }.compactMap { $0 }
    }

    /// Persons who were erased, latest first, with the operation and the time.
    package func erasures() throws -> [(person: RowID, seq: Int64, at: Int64)] {
        try store.all("SELECT person, seq, at FROM erasure ORDER BY seq DESC, person") {
            (id: $0.id(0), seq: $0.int64(1), at: $0.int64(2))
        }.compactMap { entry in entry.id.map { (person: $0, seq: entry.seq, at: entry.at) } }
    }

    /// How far a store's cursor shows it to have followed, where an erasure waits to hear it, or where the hub did
    /// not know yet that it is another than its device's latest.
    package func unconfirmed(
        _ device: Device,
        _ incarnation: RowID,
        at cursor: Cursor?
    ) throws -> Int64? {
        guard let cursor, cursor.isComplete, identity.isOurs(cursor, for: device.id) else {
            return nil
        }
        let waits = try store.first(
            """
            SELECT 1 WHERE EXISTS (
                SELECT 1 FROM erasure WHERE seq <= ?3 AND seq > coalesce(
                    (SELECT confirmed_seq FROM incarnation WHERE id = ?1 AND device = ?2), 0))
            OR EXISTS (
                SELECT 1 FROM incarnation i JOIN incarnation l ON l.device = i.device
                WHERE i.id = ?1 AND i.device = ?2 AND i.is_apart = 0 AND l.origin > i.origin)
            """,
            incarnation,
            device.number,
            cursor.seq
        ) { _ in true }
        return waits == nil ? nil : cursor.seq
    }
}

extension Hub {
    static let logEmptied = "logEmptiedThrough"

    /// Notes that a store of the device, in this life of it, holds the hub's state as of `seq`, erasures included.
    package func confirm(_ device: Device, _ incarnation: RowID, through seq: Int64) throws {
        let reached = min(seq, try head())
        // A life that has not sent anything yet is new to the hub.
        let origin = try self.incarnation(incarnation, of: device).origin
        try store.run(
            """
            UPDATE incarnation SET confirmed_seq = max(coalesce(confirmed_seq, 0), ?3),
                is_apart = EXISTS (SELECT 1 FROM incarnation WHERE device = ?2 AND origin > ?1)
            WHERE origin = ?1
            """,
            origin,
            device.number,
            reached
        )
        try store.run(
            """
            UPDATE device SET confirmed_seq = max(coalesce(confirmed_seq, 0), ?2)
            WHERE device = ?1
            """,
            device.number,
            reached
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
