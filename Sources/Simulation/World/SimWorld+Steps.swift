import FieldClient
import Storage
import SyncCore
import SyncEngine

extension SimWorld {
    /// Takes one step; what a person is told and can act on is part of it, anything else a failure.
    func take(_ moment: SimMoment) throws {
        time.move(to: moment.at)
        do { try take(moment.step) } catch let error as SyncError {
            note("error \(error.code)")
            if !Self.expected.contains(error.code) {
                oracle.fail(.errors, "\(error.code): \(error.message)")
            }
        } catch let error as WireError {
            note("error \(error.code)")
        } catch is SimStop {
            note("nothing")
        } catch let error as StorageError {
            oracle.fail(.errors, "\(error)")
        }
    }

    /// What a device or the office may be told in the ordinary run of things.
    static let expected: Set = [
        "op.refused", "pull.cut", "device.unknown", "centre.unknown", "push.gap", "device.forked",
        "device.ended", "grant.ended",
    ]

    private func take(_ step: SimStep) throws {
        switch step {
        case .make(let device?, let edits): try make(edits.map { names.edit($0) }, on: device)
        case .make(nil, let edits): try submit(edits.map { names.edit($0) })
        case .sync(let name, let rows, let faults): try sync(name, rowsPerPage: rows, faults)
        case .late(let place): try deliverLate(place)
        case .stalePage(let name): try takeStalePage(name)
        case .crash("hub"): try hub.restart()
        case .crash(let name): try device(name).restart()
        case .clock("hub", let offset, let isFrozen):
            hub.clock.set(offset: offset, isFrozen: isFrozen)
        case .clock(let name, let offset, let isFrozen):
            try device(name).clock.set(offset: offset, isFrozen: isFrozen)
        case .tick: _ = try hub.write { try $0.tick() }
        case .decide(let name, let place, let choice):
            try decide(on: name, place: place, choice: choice)
        case .reopen(let name, let place): try reopen(on: name, place: place)
        case .erase(let person):
            try submit([Edit("person", names.id(person), set: ["erased": true])])
        case .end(let name, let ending): try end(device(name), ending)
        case .join(let name): try join(name)
        case .backup:
            _ = try hub.backup()
            oracle.backedUp()
        case .restore: try restore()
        case .copyDevice(let name): try device(name).copy()
        case .returnDevice(let name):
            let device = try device(name)
            guard try device.putBack() else { return }
            device.mayDiverge = true
            if sabotage == .takenTwice {
                try hub.hub.store.run("UPDATE operation SET digest = zeroblob(8)")
            }
        default: try takeNewer(step)
        }
    }

    /// Makes an operation on a device and enters it into the book with what its author could see.
    func make(_ edits: [Edit], on name: String) throws {
        let device = try device(name)
        guard let replica = device.replica else { throw SimStop() }
        let number = try replica.make(edits)
        guard let bytes = try replica.nextPush(from: number, limit: 1)?.operations.first else {
            return oracle.fail(.acknowledged, "an operation that was made is not in the outbox")
        }
        let operation = try Operation(bytes, knownSchema: replica.catalogue.schemaVersion)
        var seen: Set<RowID> = []
        for edit in edits {
            let held = try replica.store.first("SELECT 1 FROM state WHERE id = ?1", edit.id.bytes) {
                _ in true
            }
            if held != nil { seen.insert(edit.id) }
        }
        oracle.book.make(bytes, operation, on: device.spec.family, seen, isByHand: true)
        note("make \(name)", bytes)
    }

    /// Writes edits at the office.
    func submit(_ edits: [Edit]) throws {
        oracle.officeEdits = edits.map { edit in
            edit.completed(over: oracle.model.rows[edit.id]?.state, catalogue: oracle.catalogue)
        }
        let outcome = try hub.write { try $0.submit(edits) }
        note("office", outcome.json.bytes())
    }

    /// Syncs a device, as the field client does it.
    func sync(_ name: String, rowsPerPage: Int, _ faults: [SimFault]) throws {
        let device = try device(name)
        guard let replica = device.replica else { throw SimStop() }
        let link = SimLink(self, device, rowsPerPage: rowsPerPage, faults)
        do {
            let report = try SyncSession.run(replica: replica, client: link)
            note("synced \(name) \(report.sent) \(report.rows) \(report.left) \(report.requeued)")
            try synced(device, report)
        } catch is StorageError where device.isFuseLit {
            note("died inside \(name)")
            try die(device)
        } catch let error as NetworkError {
            note("network \(name) \(error.code)")
        } catch let error as SyncError where error.code == "push.malformed" && link.hasCutRequest {
            // A push cut behind its first line asks nothing; over HTTP its length would have told.
            note("cut \(name)")
        }
        try device.putOutFuse()
        if link.isDeviceDead { try device.restart() }
        try register(device)
    }

    private func synced(_ device: SimDevice, _ report: SyncReport) throws {
        for own in report.answered {
            guard let outcome = own.outcome, let replica = device.replica else { continue }
            // A copied store has had several lives; the operation says in which it was sent.
            let incarnation = own.operation?.incarnation ?? replica.identity.incarnation
            oracle.arrived([outcome], at: incarnation)
        }
        if report.rebuilds + report.repairs > 0, !device.mayDiverge {
            oracle.fail(.rebuild, "\(device.spec.name) came out different from the hub")
        }
        device.mayDiverge = false
        guard !report.isRetired, let replica = device.replica,
            let known = try record(of: device)
        else { return }
        // Complete now: leaves have come, and nothing of other scopes is left.
        try oracle.compare(replica, known, name: device.spec.name)
        device.shelf = try shelf(of: device, replica, known)
    }

    private func deliverLate(_ place: Int) throws {
        guard !late.isEmpty else { throw SimStop() }
        let message = late.remove(at: place % late.count)
        do { _ = try deliver(message.bytes, from: try device(message.device)) } catch {
            guard let error = error as? NetworkError else { throw error }
            note("late \(error.code)")
        }
    }

    private func takeStalePage(_ name: String) throws {
        let device = try device(name)
        guard let replica = device.replica, let page = device.pages.first else { throw SimStop() }
        device.mayDiverge = true
        let result = try replica.take(page)
        note("stale \(name) \(result)")
    }

    private func end(_ device: SimDevice, _ ending: SimEnding) throws {
        guard let known = try record(of: device) else { throw SimStop() }
        try hub.write { hub in
            if ending == .retire { return try hub.retire(known.id) }
            try hub.revoke(known.id, isLost: ending == .lost)
        }
    }

    private func restore() throws {
        let old = hub.hub.identity.timeline
        let fork: Int64
        do { fork = try hub.restore() } catch let error as StorageError where error.code == .missing
        {
            throw SimStop()
        }
        try oracle.restored(old, at: fork, store: hub.hub.store)
        // What it was served beyond the fork is gone; it is built again.
        for device in devices.values { device.pages = [] }
    }
}
