import Simulation
import SyncCore
import Testing

/// An oracle that cannot fail is worth nothing: each fault put in on purpose has to be found.
@Suite struct `the oracle` {
    /// Under which promise a fault may come out; the first that notices counts.
    private static let found: [Sabotage: Set<Promised>] = [
        .otherAnswer: [.outcomes], .lostCommit: [.acknowledged], .forgedSum: [.rebuild, .errors],
        .otherBytes: [.equalStores], .wideScope: [.scopes], .silentLeave: [.scopes],
        .overbooking: [.seats], .seatTaken: [.seats], .twoClaims: [.claims],
        .carelessRule: [.policy], .falseConflict: [.trueConflicts], .hubTimeBack: [.time],
        .clockBelieved: [.time], .remains: [.erased],
        .noReview: [.reviews, .equalStores, .rebuild, .errors, .scopes], .jump: [.lifecycle],
        .grantKept: [.scopes], .forgottenLeaves: [.rebuild], .takenTwice: [.acknowledged],
        .leftUndecided: [.reviews, .equalStores, .rebuild, .errors, .scopes],
        .halfPage: [.rebuild], .lostGroup: [.acknowledged], .leadersForEver: [.scopes],
        .otherRecord: [.erased], .noCustody: [.custody], .otherDecision: [.decisions],
        .endIgnored: [.scopes], .stillDecided: [.decisions],
    ]
    /// Faults that show on an ordinary day; the others take grants, copies and deaths.
    private static let ordinary = Set(Sabotage.allCases.prefix { $0 != .grantKept })

    private static func scenario(_ sabotage: Sabotage?) throws -> Scenario {
        guard let sabotage, ordinary.contains(sabotage) else { return try OddFortnight.scenario() }
        return BusyDay.scenario
    }

    @Test func `every fault has its promise`() {
        #expect(Set(Self.found.keys) == Set(Sabotage.allCases))
    }

    @Test func `finds nothing where there is no fault`() throws {
        #expect(Simulation.run(BusyDay.scenario).failure == nil)
        #expect(Simulation.run(try OddFortnight.scenario()).failure == nil)
    }

    @Test(arguments: Sabotage.allCases) func `finds a fault`(sabotage: Sabotage) throws {
        let report = Simulation.run(try Self.scenario(sabotage), sabotage: sabotage)
        let failure = try #require(report.failure, "the day does not show \(sabotage)")
        #expect(Self.found[sabotage]?.contains(failure.promise) == true, "\(failure.message)")
    }

    @Test func `a failure becomes a few steps that fail again from their file`() throws {
        let report = Simulation.run(BusyDay.scenario, sabotage: .overbooking)
        let small = Shrinker.shrink(report, sabotage: .overbooking, seconds: 20)
        #expect(small.failure?.promise == report.failure?.promise)
        #expect(small.scenario.moments.count <= 6)
        #expect(small.scenario.devices.count <= 3)
        let again = try Scenario(small.scenario.json.bytes())
        let replayed = Simulation.run(again, sabotage: .overbooking)
        #expect(replayed.failure == small.failure && replayed.digest == small.digest)
        // Without the fault the same steps hold.
        #expect(Simulation.run(again).failure == nil)
    }

    @Test func `a failure is told as a story where stories have the words`() throws {
        let scenario = Scenario(
            seed: 1,
            devices: [SimDeviceSpec(name: "anne", role: "coordinator")],
            setup: [],
            moments: [SimMoment(at: 5, step: .sync("anne", rowsPerPage: 7, [.loseAnswer]))]
        )
        let story = try #require(Fixture.story(Simulation.run(scenario)))
        #expect(String(decoding: story, as: UTF8.self).contains(#"{"at":5,"device":"anne""#))
        var other = scenario
        other.moments = [SimMoment(at: 5, step: .stalePage("anne"))]
        #expect(Fixture.story(Simulation.run(other)) == nil)
    }
}
