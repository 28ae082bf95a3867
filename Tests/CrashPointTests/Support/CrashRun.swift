import FaultDisk
import Glibc
import Storage
import SyncCore
import SyncEngine
import Testing

/// Cuts the power at points of a scenario, and looks what is left and whether the work goes on.
struct CrashRun {
    let scenario: Scenario
    private let start: World
    private let points: Int
    private let expected: Fingerprint

    /// Does the work once undisturbed, to know its points and its outcome.
    init(_ scenario: Scenario) throws {
        self.scenario = scenario
        var start = try World(isPowersafe: scenario.isPowersafe)
        try scenario.prepare(&start)
        self.start = start
        var world = start.copy()
        try scenario.work(&world)
        points = world.disk(of: scenario.victim).points
        try world.inspectHub("undisturbed")
        try scenario.ended(world)
        expected = try world.fingerprint(of: scenario)
    }

    /// Every point when `DUGNAD_CRASH` is `all`; else some of each part of the work, by lot.
    static var isWhole: Bool { getenv("DUGNAD_CRASH").map { String(cString: $0) } == "all" }

    /// Cuts at every point, or at so many; gives how many disks were looked at.
    func run(sample: Int) throws {
        #expect(points > 0, "nothing was written")
        let chosen = Self.isWhole ? Array(1...points) : some(sample)
        var disks = 0
        for point in chosen { disks += try cut(at: point) }
        print("\(scenario.name): \(chosen.count) of \(points) points cut, \(disks) disks looked at")
    }

    // One of each equal part, so that no phase of the work is left out.
    private func some(_ count: Int) -> [Int] {
        var chance = Chance(state: UInt64(points))
        let parts = min(count, points)
        return (0..<parts).map { part in
            let (from, to) = (part * points / parts, (part + 1) * points / parts)
            return Int.random(in: from + 1...to, using: &chance)
        }
    }

    private func cut(at point: Int) throws -> Int {
        var world = start.copy()
        world.disk(of: scenario.victim).cut(at: point)
        do { try scenario.work(&world) } catch { try expectStable(error, point) }
        #expect(world.disk(of: scenario.victim).isCut, "point \(point) was not reached")
        var fates: [FaultDisk.Fate] = [.lost, .kept, .torn(UInt64(point)), .mixed(UInt64(point))]
        if Self.isWhole { fates.append(.mixed(UInt64(point) << 32)) }
        for fate in fates {
            let place = Comment(rawValue: "\(scenario.name), point \(point), \(fate)")
            try goOn(world.afterCut(of: scenario.victim, fate), place)
        }
        return fates.count
    }

    private func expectStable(_ error: any Error, _ point: Int) throws {
        switch error {
        case let error as StorageError:
            let known: Set<StorageError.Code> = [.io, .missing, .corrupt, .notOurs]
            #expect(known.contains(error.code), "point \(point): \(error)")
        case is SyncError: break
        default: throw error
        }
    }

    private func goOn(_ found: World, _ place: Comment) throws {
        var world = found
        do {
            try scenario.found(world, place)
            for name in scenario.devices { try world.inspectField(name, place) }
            try scenario.work(&world)
            try world.inspectHub(place)
            for name in scenario.devices { try world.inspectField(name, place) }
            try scenario.ended(world)
            let print = try world.fingerprint(of: scenario)
            #expect(print == expected, "\(place): \(print.difference(from: expected))")
        } catch {
            Issue.record(error, place)
        }
    }
}

/// SplitMix64: the same numbers for the same seed.
struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
