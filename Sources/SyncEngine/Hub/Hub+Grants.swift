import Storage
package import SyncCore

/// What became of a device's grants.
package struct GrantChange: Sendable, Hashable {
    package let device: RowID
    /// The epoch of its grants from now on.
    package let epoch: Int64
    /// The scopes it has now and had not, and those it has lost.
    package let gained: [ScopeKey]
    package let lost: [ScopeKey]
    /// Whether it had this very grant already; then nothing was written.
    package let isUnchanged: Bool

    package init(
        device: RowID,
        epoch: Int64,
        gained: [ScopeKey],
        lost: [ScopeKey],
        isUnchanged: Bool
    ) {
        self.device = device
        self.epoch = epoch
        self.gained = gained
        self.lost = lost
        self.isUnchanged = isUnchanged
    }
}

/// The end of a dry run; what was written is undone with it.
private struct DryRun: Error {
    let change: GrantChange
}

extension Hub {
    /// Gives a device another grant, as an operation of the hub itself.
    ///
    /// At its next pull new scopes come and lost ones go, and nothing else is sent again. Throws
    /// `device.unknown`, `device.office`, `device.ended` (retired or revoked), `centre.unknown` and
    /// `grant.ended` when its end has passed already. With `isDry` nothing is written.
    package func changeGrant(
        of id: RowID,
        to grant: Grant,
        isDry: Bool = false
    ) throws -> GrantChange {
        guard isDry else { return try changeGrant(of: id, to: grant) }
        do {
            return try savepoint { throw DryRun(change: try changeGrant(of: id, to: grant)) }
        } catch let end as DryRun {
            undone()
            return end.change
        }
    }

    private func changeGrant(of id: RowID, to grant: Grant) throws -> GrantChange {
        let device = try grantee(id)
        try requireCentre(grant.centre)
        let now = try hubTime()
        guard !grant.isOver(at: now) else {
            throw SyncError("grant.ended", "The end has passed already; retire the device instead.")
        }
        let seq = try head() + 1
        let before = try openScopes(of: device)
        guard try deviceScopes.settle(device, as: grant, seq: seq, now: now) else {
            return GrantChange(
                device: id,
                epoch: device.epoch,
                gained: [],
                lost: [],
                isUnchanged: true
            )
        }
        try recordOwn(newRun(newWorld(seq: seq, now: now)), seq: seq, now: now)
        // An old copy of the store must not give back what was taken.
        try ledger.note(.granted, grant.facts(of: id, epoch: device.epoch + 1), at: now)
        actors = [:]
        changed([try deviceScopes.own(id)])
        let after = try openScopes(of: device)
        return GrantChange(
            device: id,
            epoch: device.epoch + 1,
            gained: after.subtracting(before).sorted(),
            lost: before.subtracting(after).sorted(),
            isUnchanged: false
        )
    }

    /// The device whose grant may be changed.
    private func grantee(_ id: RowID) throws -> Device {
        let device = try store.first(
            "SELECT \(Device.columns) FROM device WHERE id = ?1",
            id
        ) { try Device($0) }
        guard let device else { throw SyncError("device.unknown", "There is no such device.") }
        guard try office().id != id else {
            throw SyncError("device.office", "The office's own grant cannot be changed.")
        }
        guard device.revoked == nil, device.retired == nil else {
            throw SyncError("device.ended", "The device is out of use; enrol it with a new code.")
        }
        return device
    }

    func requireCentre(_ centre: RowID) throws {
        guard let row = try states.find(centre)?.state, !row.isRemoved,
            domain.catalogue[row.entity]?.scopes.root == .centreItself
        else { throw SyncError("centre.unknown", "There is no such centre in this store.") }
    }

    private func openScopes(of device: Device) throws -> Set<ScopeKey> {
        Set(
            try store.all(
                """
                SELECT i.name FROM device_scope d JOIN interned i ON i.number = d.scope
                WHERE d.device = ?1 AND d.until_epoch IS NULL
                """,
                device.number
            ) { ScopeKey(rawValue: String($0.text(0).dropFirst("scope/".count))) }
        )
    }

    /// Takes from devices what is past its end; says whether there was anything.
    func endGrants(seq: Int64, now: Int64) throws -> Bool {
        let due = try deviceScopes.devicesPastAnEnd(at: now)
        for device in due {
            _ = try deviceScopes.settle(device, as: device.grant, seq: seq, now: now)
            changed([try deviceScopes.own(device.id)])
        }
        if !due.isEmpty { actors = [:] }
        return !due.isEmpty
    }
}

extension Grant {
    /// As the ledger keeps it; by the epoch a restored hub knows the cursors that were served under it.
    fileprivate func facts(of device: RowID, epoch: Int64) -> JSONObject {
        var facts: JSONObject = [
            "device": device.json, "role": .string(role.rawValue), "centre": centre.json,
            "epoch": .integer(epoch),
        ]
        if let person { facts["person"] = person.json }
        if let ends { facts["ends"] = .integer(ends) }
        return facts
    }

    /// Reads what the ledger keeps of a grant; nil when it is none.
    init?(_ facts: JSONObject) {
        func id(_ name: String) -> RowID? { facts[name]?.text.flatMap { RowID($0) } }
        guard let role = facts["role"]?.text, let centre = id("centre") else { return nil }
        self.init(
            role: Role(rawValue: role),
            centre: centre,
            person: id("person"),
            ends: facts["ends"]?.integer
        )
    }
}
