import Hashing
import SyncEngine
import Synchronization

/// True time of a story, which only its steps move, and the clocks that are off from it.
final class StoryClock: Sendable {
    private let time: Mutex<Int64>
    private let offset: Mutex<Int64>
    private let source: StoryClock?

    init(at time: Int64) {
        self.time = Mutex(time)
        offset = Mutex(0)
        source = nil
    }

    /// A clock that shows another one's time plus an offset.
    init(following source: StoryClock, offset: Int64) {
        time = Mutex(0)
        self.offset = Mutex(offset)
        self.source = source
    }

    var now: Int64 {
        let base = source?.now ?? time.withLock { $0 }
        return base + offset.withLock { $0 }
    }

    func set(_ now: Int64) { time.withLock { $0 = now } }

    func set(offset milliseconds: Int64) { offset.withLock { $0 = milliseconds } }
}

/// Bytes that look random and are the same for the same name and seed.
final class StoryRandom: Sendable {
    private let seed: [UInt8]
    private let drawn = Mutex<UInt64>(0)

    init(_ name: String, seed: UInt64) { self.seed = Array("\(name)/\(seed)".utf8) }

    func bytes(_ count: Int) -> [UInt8] {
        var out: [UInt8] = []
        while out.count < count { out += word().bytes }
        return Array(out.prefix(count))
    }

    /// A number from 0 up to, not including, `bound`.
    func below(_ bound: Int) -> Int { Int(word() % UInt64(max(bound, 1))) }

    private func word() -> UInt64 {
        let place = drawn.withLock { count in
            count += 1
            return count
        }
        return Digest.blake2b64(parts: seed, place.bytes)
    }
}

extension UInt64 {
    fileprivate var bytes: [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> UInt64($0)) }
    }
}
