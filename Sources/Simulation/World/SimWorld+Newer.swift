import FieldClient
import Storage
import SyncCore
import SyncEngine

extension SimWorld {
    /// Takes a step of the kinds that are about grants, forgetting, copies and deaths.
    func takeNewer(_ step: SimStep) throws {
        switch step {
        case .clone(let source, let name):
            let copy = try device(name)
            guard copy.spec.cloneOf == source else { throw SimStop() }
            try copy.adopt(try device(source))
            try register(copy)
        case .grant(let name, let grant): try change(device(name), grant)
        case .compact: try compact()
        case .timer(let name): try ring(device(name))
        case .group(let names, let fault): try pushTogether(names.map { try device($0) }, fault)
        case .stumble(let name, let call):
            for fault in [SimFault.hubDies(call), .hubDies(call), .none] {
                try sync(name, rowsPerPage: HubReader.rowsPerPage, [fault])
            }
        default: return
        }
    }

    // MARK: Grants

    private func change(_ device: SimDevice, _ grant: SimGrant) throws {
        guard let known = try record(of: device) else { throw SimStop() }
        let wanted = Grant(
            role: Role(rawValue: grant.role),
            centre: names.id(grant.centre),
            person: grant.person.map { names.id($0) },
            ends: grant.until.map { SimTime.start + $0 }
        )
        if sabotage != .grantKept {
            _ = try hub.write { try $0.changeGrant(of: known.id, to: wanted) }
        }
        oracle.model.grants[known.id] = wanted
    }

    /// What a device holds of things that have an end, as it was told at a complete sync.
    func shelf(of device: SimDevice, _ replica: Replica, _ known: Device) throws -> Shelf? {
        let ends = oracle.ends(of: known)
        guard ends.values.contains(where: { $0 != .max }) else { return nil }
        var rows: [RowID: Set<String>] = [:]
        for (id, scopes) in oracle.scopes() {
            let held = scopes.intersection(ends.keys)
            if !held.isEmpty { rows[id] = held }
        }
        return Shelf(
            rows: rows,
            ends: ends,
            cursor: try replica.cursor,
            clocks: device.clock.changes + hub.clock.changes
        )
    }

    /// The device's own timer: what its time is over for goes without the hub being asked.
    private func ring(_ device: SimDevice) throws {
        guard let replica = device.replica else { throw SimStop() }
        if sabotage != .endIgnored { note("timer \(try replica.dropEnded())") }
        // A clock that was set, or stands, tells the device another time than the hub's.
        guard let shelf = device.shelf, try replica.cursor == shelf.cursor,
            device.clock.changes + hub.clock.changes == shelf.clocks,
            !device.clock.isFrozen, !hub.clock.isFrozen
        else { return }
        try oracle.check(shelf, replica, now: hub.clock.now, name: device.spec.name)
    }

    // MARK: Forgetting

    private func compact() throws {
        try hub.compact()
        if sabotage == .forgottenLeaves { try hub.hub.store.run("DELETE FROM scope_left") }
        note("compacted")
        try oracle.compareHub(hub.reader)
    }

    // MARK: Deaths

    func die(_ device: SimDevice) throws {
        try device.putOutFuse()
        try device.restart()
        guard sabotage == .halfPage, let store = device.replica?.store else { return }
        try store.run("DELETE FROM state WHERE row = (SELECT max(row) FROM state)")
    }

    private struct Push {
        let device: SimDevice
        let known: Device
        let request: PushRequest
    }

    /// Several pushes share a commit, as under the hub's writer; all of them are in it, or none.
    private func pushTogether(_ devices: [SimDevice], _ fault: SimFault) throws {
        let pushes = try devices.compactMap { device -> Push? in
            guard let replica = device.replica, let known = try record(of: device),
                let request = try replica.nextPush(limit: SyncSession.batch)
            else { return nil }
            return Push(device: device, known: known, request: try open(request.bytes, device))
        }
        if case .hubDies(let call) = fault { hub.probe.fuse = call }
        if case .storeFails(let call) = fault { hub.probe.fault = call }
        defer { (hub.probe.fuse, hub.probe.fault) = (nil, nil) }
        let answers: [Result<PushAnswer, SyncError>]
        do {
            answers = try hub.writeGroup(
                pushes.map { push in { try $0.push(push.request, from: push.known) } },
                isLost: sabotage == .lostGroup
            )
        } catch is StorageError where hub.probe.fuse != nil {
            note("group died")
            return try hub.restart()
        }
        for (push, answer) in zip(pushes, answers) {
            guard case .success(let answer) = answer else { continue }
            let bytes = close(answer, to: push.request, push.device)
            guard fault != .hubDiesAfter, let replica = push.device.replica else { continue }
            let told = try PushAnswer(bytes)
            try arrived(told, at: push.device, push.request)
            _ = try replica.take(told, to: push.request)
            try register(push.device)
        }
        if fault == .hubDiesAfter { try hub.restart() }
    }
}

/// What of a device's rows goes when, as it stood at a complete sync.
struct Shelf {
    let rows: [RowID: Set<String>]
    /// The device's scopes and their ends; `.max` for none.
    let ends: [String: Int64]
    let cursor: Cursor?
    /// How often the clocks of device and hub had been set.
    let clocks: Int
}
