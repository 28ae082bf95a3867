import Storage
import SyncCore

/// Which scopes a device has: by its grant, and by what rows say of its person.
///
/// Every change counts the device's epoch up; the cursor carries it, so that a pull knows which scopes are new
/// to the device and which it has lost.
struct DeviceScopes {
    let store: Connection
    let names: Names
    let domain: any Domain

    /// Gives a new device its first scopes, under epoch 1.
    func begin(_ device: Int64, _ id: RowID, _ grant: Grant, seq: Int64, now: Int64) throws {
        try note(grant, of: device, epoch: 1, seq: seq, now: now)
        for (scope, ends) in try wanted(by: id, grant, now: now).sorted(by: { $0.key < $1.key }) {
            try open(scope, for: device, epoch: 1, ends: ends)
        }
    }

    /// Gives the device exactly what this grant and its person's loans come to now.
    ///
    /// Says whether anything changed. A scope that is past its end was dropped by the device itself, so it is
    /// begun anew where it is to be had again. `epoch` is the least that the new one may have.
    func settle(
        _ device: Device,
        as grant: Grant,
        seq: Int64,
        now: Int64,
        epoch least: Int64 = 0
    ) throws -> Bool {
        let wanted = try wanted(by: device.id, grant, now: now)
        let held = try store.all(
            "SELECT scope, ends FROM device_scope WHERE device = ?1 AND until_epoch IS NULL",
            device.number
        ) { (scope: $0.int64(0), ends: $0.optionalInt64(1)) }
        let over = held.filter { wanted[$0.scope] == nil || ($0.ends ?? .max) <= now }.map(\.scope)
        let kept = held.filter { !over.contains($0.scope) }
        let moved = kept.filter { wanted[$0.scope] != .some($0.ends) }.map(\.scope)
        let new = Set(wanted.keys).subtracting(kept.map(\.scope))
        guard !over.isEmpty || !moved.isEmpty || !new.isEmpty || grant != device.grant else {
            return false
        }
        let epoch = max(device.epoch + 1, least)
        try note(grant, of: device.number, epoch: epoch, seq: seq, now: now)
        for scope in over {
            try store.run(
                """
                UPDATE device_scope SET until_epoch = ?3
                WHERE device = ?1 AND scope = ?2 AND until_epoch IS NULL
                """,
                device.number,
                scope,
                epoch
            )
        }
        for scope in moved {
            try store.run(
                """
                UPDATE device_scope SET ends = ?3
                WHERE device = ?1 AND scope = ?2 AND until_epoch IS NULL
                """,
                device.number,
                scope,
                wanted[scope] ?? nil
            )
        }
        for scope in new.sorted() {
            try open(scope, for: device.number, epoch: epoch, ends: wanted[scope] ?? nil)
        }
        return true
    }

    /// Devices in use with a scope that is past its end.
    func devicesPastAnEnd(at now: Int64) throws -> [Device] {
        try store.all(
            """
            SELECT \(Device.columns) FROM device WHERE revoked IS NULL AND device IN (
                SELECT device FROM device_scope
                WHERE until_epoch IS NULL AND ends IS NOT NULL AND ends <= ?1)
            ORDER BY device
            """,
            now
        ) { try Device($0) }
    }

    /// Devices in use that are linked to the person.
    func devices(of person: RowID) throws -> [Device] {
        try store.all(
            "SELECT \(Device.columns) FROM device WHERE person = ?1 AND revoked IS NULL",
            person
        ) { try Device($0) }
    }

    /// The number of the scope of what the device's own work brought about.
    func own(_ id: RowID) throws -> Int64 { try names.number(of: .device(id)) }

    private func wanted(by id: RowID, _ grant: Grant, now: Int64) throws -> [Int64: Int64?] {
        var wanted: [Int64: Int64?] = [:]
        for key in [ScopeKey.device(id), .everyone] {
            wanted[try names.number(of: key)] = .some(nil)
        }
        guard !grant.isOver(at: now) else { return wanted }
        if let person = grant.person, domain.mayBorrow(grant) {
            let loans = try store.all(
                "SELECT scope, ends FROM scope_loan WHERE person = ?1",
                person
            ) { (scope: $0.int64(0), ends: $0.optionalInt64(1)) }
            for loan in loans {
                let ends = [loan.ends, grant.ends].compactMap { $0 }.min()
                guard ends ?? .max > now else { continue }
                // Of several loans of one scope the longest counts.
                let known = wanted[loan.scope]
                if let known, (known ?? .max) >= (ends ?? .max) { continue }
                wanted[loan.scope] = .some(ends)
            }
        }
        for key in domain.scopes(for: grant) where key != .everyone {
            wanted[try names.number(of: key)] = .some(grant.ends)
        }
        return wanted
    }

    private func open(_ scope: Int64, for device: Int64, epoch: Int64, ends: Int64?) throws {
        try store.run(
            "INSERT INTO device_scope (device, scope, from_epoch, ends) VALUES (?1, ?2, ?3, ?4)",
            device,
            scope,
            epoch,
            ends
        )
    }

    private func note(
        _ grant: Grant,
        of device: Int64,
        epoch: Int64,
        seq: Int64,
        now: Int64
    ) throws {
        try store.run(
            """
            INSERT INTO device_grant (device, epoch, role, centre, person, ends, from_seq, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            device,
            epoch,
            grant.role.rawValue,
            grant.centre,
            grant.person,
            grant.ends,
            seq,
            now
        )
        try store.run(
            """
            UPDATE device SET role = ?2, centre = ?3, person = ?4, grant_ends = ?5, epoch = ?6
            WHERE device = ?1
            """,
            device,
            grant.role.rawValue,
            grant.centre,
            grant.person,
            grant.ends,
            epoch
        )
    }
}
