import Hashing
import Storage
import SyncCore
import SyncEngine

/// What a search through a small world found.
package struct SmallCount: Sendable {
    /// Different states of all stores, network and people together.
    package var states = 0
    /// Steps taken from one state to another.
    package var steps = 0
    /// Ways through from the first state to an end; what the search is measured by.
    package var behaviours: UInt64 = 0
    /// Ends that were checked.
    package var ends = 0

    package init() {}

    package static func += (sum: inout SmallCount, part: SmallCount) {
        sum.states += part.states
        sum.steps += part.steps
        sum.behaviours = sum.behaviours.addingReportingOverflow(part.behaviours).partialValue
        sum.ends += part.ends
    }
}

/// Walks through everything that may happen in one small world, each state once.
///
/// Two ways that lead to the same contents of all stores and the same messages on their way have the same
/// future, so that it is walked once and counted for both.
package final class SmallSearch {
    private let world: SmallWorld
    private var known: [UInt64: UInt64] = [:]
    private var underWay: Set<UInt64> = []
    private var path: [SmallStep] = []
    private var count = SmallCount()

    package init(_ setting: SmallSetting) throws { world = try SmallWorld(setting) }

    /// Walks through all of it; throws `SmallFailure` with the way that led there.
    package func run() throws -> SmallCount {
        do {
            count.behaviours = try walk()
        } catch let failure as SmallFailure {
            throw SmallFailure(told(failure.description))
        } catch {
            throw SmallFailure(told("\(error)"))
        }
        return count
    }

    private func told(_ failure: String) -> String {
        "\(world.setting)\n    \(path.map(\.description).joined(separator: ", "))\n    \(failure)"
    }

    /// How many ways lead on from the present state to an end.
    private func walk() throws -> UInt64 {
        let key = try key()
        if let ways = known[key] { return ways }
        guard underWay.insert(key).inserted else {
            throw SmallFailure("the search runs in a circle; a step changes nothing")
        }
        defer { underWay.remove(key) }
        count.states += 1
        let steps = try SmallStep.possible(in: world)
        var ways: UInt64 = 0
        if steps.allSatisfy(\.mayNeverCome) {
            count.ends += 1
            try trial(Set(world.stores.indices)) { try SmallEnd(self.world).check() }
            ways = 1
        }
        for step in steps {
            count.steps += 1
            path.append(step)
            let more = try trial(step.touched) {
                try self.world.setClock()
                try step.take(in: self.world)
                try self.world.reopen(step.touched)
                try SmallAlways(self.world).check()
                return try self.walk()
            }
            path.removeLast()
            ways = ways.addingReportingOverflow(more).partialValue
        }
        known[key] = ways
        return ways
    }

    private func key() throws -> UInt64 {
        var hasher = SmallKey()
        let progress = world.progress
        for digest in progress.digests { hasher.add(digest) }
        for next in progress.next { hasher.add(UInt64(next)) }
        for event in SmallEvent.allCases { hasher.add(progress.done.contains(event) ? 1 : 0) }
        hasher.add(UInt64(progress.strayLeft))
        for stray in progress.strays {
            hasher.add(UInt64(stray.device))
            hasher.add(Digest.blake2b64(parts: stray.bytes))
        }
        // Who made what when counts at the end, also where the stores no longer tell.
        for made in progress.made.sorted(by: { ($0.device, $0.number) < ($1.device, $1.number) }) {
            hasher.add(UInt64(made.device))
            hasher.add(UInt64(bitPattern: made.base))
            hasher.add(UInt64(bitPattern: made.at))
            hasher.add(made.isStray ? 1 : 0)
        }
        return hasher.digest
    }

    /// Runs the body and takes everything back: these stores, people and network.
    private func trial<R>(_ touched: Set<Int>, _ body: () throws -> R) throws -> R {
        let progress = world.progress
        defer { world.progress = progress }
        let stores = touched.sorted().map { world.stores[$0] }
        let result = try nested(stores[...], body)
        try world.reopen(touched)
        return result
    }

    private func nested<R>(
        _ stores: ArraySlice<SmallStore>,
        _ body: () throws -> R
    ) throws -> R {
        guard let first = stores.first else { return try body() }
        return try first.connection.trial { try nested(stores.dropFirst(), body) }
    }
}

/// Folds numbers into one.
struct SmallKey {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ word: UInt64) {
        withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }

    var digest: UInt64 { Digest.blake2b64(parts: bytes) }
}
