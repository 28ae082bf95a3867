import Storage
import SyncCore
import SyncEngine

/// What holds at the end of every behaviour, after everybody has synced.
final class SmallEnd {
    private let world: SmallWorld
    /// Ends that were found right; many behaviours end alike.
    private var known: Set<SmallSpot> = []

    init(_ world: SmallWorld) { self.world = world }

    func check(_ spot: SmallSpot) throws {
        var spot = try settled(spot)
        // What is still on its way is lost.
        (spot.strays, spot.strayLeft) = (world.strays.number([]), 0)
        guard known.insert(spot).inserted else { return }
        try checkAnswers(spot)
        try checkRows(spot)
        try checkWhoSeesWhat(spot)
        try SmallPolicies(world, spot).check()
        if spot.has(.erase) { try checkErasure(spot) }
    }

    private func hub(_ spot: SmallSpot) -> SmallHubFacts { world.hubFacts[Int(spot.hub)] }

    private func device(_ place: Int, _ spot: SmallSpot) -> SmallDeviceFacts {
        world.deviceFacts[place][Int(spot[place])]
    }

    /// Promise 1: everybody is where the hub is after at most three syncs.
    private func settled(_ start: SmallSpot) throws -> SmallSpot {
        var spot = start
        for _ in 0..<3 {
            for place in world.devices.indices { try sync(place, &spot) }
        }
        let head = hub(spot).head
        for place in world.devices.indices {
            let facts = device(place, spot)
            guard !facts.isWaiting, facts.cursor == head else {
                throw SmallFailure("device \(place) is not done after three syncs")
            }
        }
        return spot
    }

    private func sync(_ place: Int, _ spot: inout SmallSpot) throws {
        while device(place, spot).isWaiting {
            let before = spot
            try world.push(place, &spot)
            try world.pull(place, &spot)
            guard spot != before else { throw SmallFailure("device \(place) is stuck") }
        }
        try world.pull(place, &spot)
    }

    /// Promise 7: every operation has one answer, and its author holds the same.
    private func checkAnswers(_ spot: SmallSpot) throws {
        let answered = world.answered(at: spot)
        let made = world.made[spot.made].count
        guard answered.count == made, hub(spot).answers.count == made else {
            throw SmallFailure("\(made) operations have \(answered.count) answers")
        }
        for answer in answered {
            let own = answer.made
            guard device(own.device, spot).answers[own.number] == answer.outcome else {
                throw SmallFailure("device \(own.device) was told something else")
            }
        }
    }

    /// Promise 1: every device holds exactly the hub's rows of its scopes, byte for byte.
    private func checkRows(_ spot: SmallSpot) throws {
        for place in world.devices.indices
        where hub(spot).scoped[place] != device(place, spot).rows {
            throw SmallFailure("device \(place) holds other rows than the hub")
        }
    }

    /// Promise 8, told without the scope tables: the zone is seen where it belongs, records by its centre.
    private func checkWhoSeesWhat(_ spot: SmallSpot) throws {
        let zone = hub(spot).rows[.zone]
        let isAway = zone?["centreId"]?.text != world.centre.description
        guard isAway == spot.has(.move) else {
            throw SmallFailure("the zone is not where it was moved")
        }
        for place in world.devices.indices {
            let isNorth = world.setting.isFromNorth(place)
            let seen = device(place, spot).seen
            if zone?.isRemoved == false, seen.contains(.zone) != (isNorth == isAway) {
                throw SmallFailure("device \(place) sees the zone wrongly")
            }
            guard isNorth, seen.contains(.record) else { continue }
            throw SmallFailure("the other centre sees a record")
        }
    }

    /// Section 4: nothing said about an erased person is in any store.
    private func checkErasure(_ spot: SmallSpot) throws {
        let secrets =
            [hub(spot).secrets] + world.devices.indices.map { device($0, spot).secrets }
        for (place, tables) in secrets.enumerated() where !tables.isEmpty {
            throw SmallFailure("store \(place) still has words about her in \(tables)")
        }
    }
}
