import Storage
import SyncCore
import SyncEngine

/// What holds at the end of every behaviour, after everybody has synced.
struct SmallEnd {
    let world: SmallWorld

    init(_ world: SmallWorld) { self.world = world }

    func check() throws {
        try settle()
        try checkAnswers()
        try checkRows()
        try checkWhoSeesWhat()
        try SmallPolicies(world).check()
        if world.progress.done.contains(.erase) { try checkErasure() }
    }

    /// Promise 1: everybody is where the hub is after at most three syncs.
    private func settle() throws {
        try world.setClock()
        for _ in 0..<3 {
            for device in world.devices.indices {
                while let request = try world.devices[device].nextPush() {
                    let answer = try world.deliver(request.bytes, from: device)
                    guard answer.stopped == nil else {
                        throw SmallFailure("stopped: \(answer.stopped ?? "")")
                    }
                    _ = try world.devices[device].take(answer, to: request)
                    try world.pull(device)
                }
                try world.pull(device)
            }
        }
        let head = try world.reader.head()
        for (place, device) in world.devices.enumerated() {
            guard try device.waitingCount() == 0, try device.cursor?.seq == head else {
                throw SmallFailure("device \(place) is not done after three syncs")
            }
        }
    }

    /// Promise 7: every operation has one answer, and its author holds the same.
    private func checkAnswers() throws {
        let answered = try world.answered()
        guard answered.count == world.progress.made.count else {
            throw SmallFailure(
                "\(world.progress.made.count) operations have \(answered.count) answers"
            )
        }
        for answer in answered {
            let told = try world.devices[answer.made.device].answered()
                .first { $0.number == answer.made.number }?.outcome
            guard told == answer.outcome else {
                throw SmallFailure("device \(answer.made.device) was told something else")
            }
        }
    }

    /// Promise 1: every device holds exactly the hub's rows of its scopes, byte for byte.
    private func checkRows() throws {
        let hub = world.stores[0].connection
        for place in world.devices.indices {
            let number = try world.device(place).number
            let there = try hub.all(
                """
                SELECT DISTINCT hex(s.id) || ' ' || hex(s.wire) FROM state s
                JOIN scope_row r ON r.row = s.row JOIN device_scope d ON d.scope = r.scope
                WHERE d.device = ?1 AND d.until_epoch IS NULL ORDER BY 1
                """,
                number
            ) { $0.text(0) }
            let here = try world.stores[place + 1].connection.all(
                "SELECT hex(id) || ' ' || hex(wire) FROM state ORDER BY 1"
            ) { $0.text(0) }
            guard there == here else {
                throw SmallFailure("device \(place) holds other rows than the hub")
            }
        }
    }

    /// Promise 8, told without the scope tables: the zone is seen where it belongs, records by its centre.
    private func checkWhoSeesWhat() throws {
        let zone = try world.reader.row(SmallRow.zone.id(world.centre))
        let isAway = zone?["centreId"]?.text != world.centre.description
        guard isAway == world.progress.done.contains(.move) else {
            throw SmallFailure("the zone is not where it was moved")
        }
        for place in world.devices.indices {
            let isNorth = world.setting.isFromNorth(place)
            if zone?.isRemoved == false, try world.sees(place, .zone) != (isNorth == isAway) {
                throw SmallFailure("device \(place) sees the zone wrongly")
            }
            guard isNorth, try world.sees(place, .record) else { continue }
            throw SmallFailure("the other centre sees a record")
        }
    }

    /// Section 4: nothing said about an erased person is in any store.
    private func checkErasure() throws {
        for (place, store) in world.stores.enumerated() {
            let tables = try store.tables(with: SmallWork.secretMark)
            guard tables.isEmpty else {
                throw SmallFailure("store \(place) still has words about her in \(tables)")
            }
        }
    }
}
