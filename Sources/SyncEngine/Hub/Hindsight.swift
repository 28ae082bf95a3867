import Storage
import SyncCore

/// What a device might do and had been shown when an operation was made (DESIGN.md 3.8).
struct Hindsight {
    private let hub: Hub
    /// The device that was served the base: the author's, or the one whose outbox it brings.
    let device: Int64
    /// The last sequence number that counts as seen; 0 where the hub served no such cursor.
    let seq: Int64
    /// The epoch of the device's grants then.
    let epoch: Int64
    let grant: Grant
    /// The scopes the device had then.
    private let scopes: Set<Int64>

    init(_ hub: Hub, device: Int64, seq: Int64, epoch: Int64, grant: Grant) throws {
        self.hub = hub
        self.device = device
        self.seq = seq
        self.epoch = epoch
        self.grant = grant
        scopes = Set(
            try hub.store.all(
                """
                SELECT scope FROM device_scope WHERE device = ?1 AND from_epoch <= ?2
                AND (until_epoch IS NULL OR until_epoch > ?2)
                """,
                device,
                epoch
            ) { $0.int64(0) }
        )
    }

    /// Whether the row was in one of the device's scopes then.
    func saw(_ id: RowID) throws -> Bool {
        guard seq > 0 else { return false }
        return try isStillThere(id) || hasLeft(id)
    }

    /// Whether the row, as it stands now, is in one of them.
    func maySee(_ id: RowID) throws -> Bool { try isStillThere(id, since: .max) }

    private func isStillThere(_ id: RowID) throws -> Bool { try isStillThere(id, since: seq) }

    private func isStillThere(_ id: RowID, since latest: Int64) throws -> Bool {
        guard let row = try hub.states.find(id)?.row else { return false }
        return try hub.scopes.memberships(ofRow: row).contains { scope, entered in
            entered <= latest && scopes.contains(scope)
        }
    }

    /// Whether it left such a scope since.
    private func hasLeft(_ id: RowID) throws -> Bool {
        try hub.store.first(
            """
            SELECT 1 FROM scope_left l JOIN device_scope d ON d.scope = l.scope
            WHERE l.id = ?1 AND l.seq > ?2 AND ifnull(l.entered, 0) <= ?2
            AND d.device = ?3 AND d.from_epoch <= ?4
            AND (d.until_epoch IS NULL OR d.until_epoch > ?4) LIMIT 1
            """,
            id,
            seq,
            device,
            epoch
        ) { _ in true } ?? false
    }
}

extension Hub {
    /// What the author of an operation might do and see at its base.
    ///
    /// A base that the hub never served this device counts as its enrolment: nothing was seen then.
    func hindsight(_ operation: Operation?, _ device: Device) throws -> Hindsight {
        guard let base = operation?.base else { return try hindsight(device.number, 0, 0) }
        if let seen = seen(base, by: device.id) {
            return try hindsight(device.number, min(seen, try head()), base.epoch)
        }
        // What a lost device had seen counts for the one that brings its outbox.
        guard let earlier = device.admits, let id = try? self.device(number: earlier).id,
            let seen = identity.seen(base, by: id)
        else { return try hindsight(device.number, 0, 0) }
        return try hindsight(earlier, min(seen, try head()), base.epoch)
    }

    /// As `hindsight(_:_:)`, for an operation that was kept; nil for the hub's own.
    func hindsight(_ operation: Operation, origin: Int64) throws -> Hindsight? {
        let number = try store.first("SELECT device FROM incarnation WHERE origin = ?1", origin) {
            $0.int64(0)
        }
        guard let number else { return nil }
        return try hindsight(operation, try device(number: number))
    }

    private func hindsight(_ device: Int64, _ seq: Int64, _ epoch: Int64) throws -> Hindsight {
        let base = BatchMemory.BaseKey(device: device, seq: seq, epoch: epoch)
        if let known = memory?.hindsight[base] { return known }
        let known = try store.first(
            """
            SELECT epoch, role, centre, person, ends FROM device_grant
            WHERE device = ?1 AND (epoch <= ?2 AND from_seq <= ?3 OR epoch = 1)
            ORDER BY epoch DESC LIMIT 1
            """,
            device,
            epoch,
            seq
        ) { (epoch: $0.int64(0), grant: try Grant($0, from: 1)) }
        guard let known else {
            throw SyncError("store.corrupt", "A device in the store has no grant.")
        }
        let then = try Hindsight(
            self,
            device: device,
            seq: seq,
            epoch: known.epoch,
            grant: known.grant
        )
        memory?.hindsight[base] = then
        return then
    }
}

extension Hub {
    /// Remembers by whose grants and sight an operation was judged, where its own base does not say so.
    func note(
        _ then: Hindsight,
        of operation: Operation?,
        from device: Int64?,
        seq: Int64
    ) throws {
        // A grant from before a restore is told by its epoch alone: all of them begin at the fork.
        let isFromBefore = operation?.base.map { $0.timeline != identity.timeline } ?? false
        guard isFromBefore || then.device != device else { return }
        try store.run(
            "UPDATE operation SET judged_as = ?2, judged_epoch = ?3 WHERE seq = ?1",
            seq,
            then.device,
            then.epoch
        )
    }

    /// What the author of a value was at its operation's base; nil for the hub, and for what is not on record yet.
    func judgedRole(_ stamp: Stamp) throws -> Role? {
        let held = try store.first(
            """
            SELECT k.seq FROM let_in l JOIN operation k ON k.seq = l.held
            WHERE l.seq = ?1 AND k.origin = ?2 ORDER BY k.seq DESC LIMIT 1
            """,
            stamp.seq,
            stamp.origin
        ) { $0.int64(0) }
        return try store.first(
            """
            SELECT \(HubReader.judgedRole) FROM operation o JOIN incarnation i ON i.origin = o.origin
            WHERE o.seq = ?1 AND o.origin = ?2
            """,
            held ?? stamp.seq,
            stamp.origin
        ) { $0.optionalText(0).map(Role.init) } ?? nil
    }
}
