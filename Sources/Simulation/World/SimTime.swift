import Hashing
import Synchronization

/// True time of a world, which only its steps move.
final class SimTime: Sendable {
    /// 2026-06-01 08:00 in Oslo, as in the stories of `sync-fixtures/`.
    static let start: Int64 = 1_780_293_600_000

    private let time = Mutex<Int64>(start)

    var now: Int64 { time.withLock { $0 } }

    /// Moves on to so many milliseconds since the start; never back.
    func move(to offset: Int64) { time.withLock { $0 = max($0, Self.start + offset) } }
}

/// A clock that is off from true time, or stands still.
final class SimClock: Sendable {
    private struct Setting {
        var offset: Int64
        var frozenAt: Int64?
        var changes = 0
    }

    private let setting: Mutex<Setting>
    private let time: SimTime

    init(_ time: SimTime, offset: Int64) {
        self.time = time
        setting = Mutex(Setting(offset: offset))
    }

    var now: Int64 {
        let setting = setting.withLock { $0 }
        return setting.frozenAt ?? time.now + setting.offset
    }

    /// How often it was set.
    var changes: Int { setting.withLock { $0.changes } }

    var isFrozen: Bool { setting.withLock { $0.frozenAt != nil } }

    func set(offset: Int64, isFrozen: Bool) {
        let now = time.now
        setting.withLock { setting in
            setting.offset = offset
            setting.frozenAt = isFrozen ? now + offset : nil
            setting.changes += 1
        }
    }
}

/// Bytes that look random and are the same for the same name and seed.
final class SimRandom: Sendable {
    private let key: [UInt8]
    private let drawn = Mutex<UInt64>(0)

    init(_ name: String, seed: UInt64) { key = Array("\(name)/\(seed)".utf8) }

    func bytes(_ count: Int) -> [UInt8] {
        var out: [UInt8] = []
        while out.count < count {
            let place = drawn.withLock { drawn in
                drawn += 1
                return drawn
            }
            withUnsafeBytes(of: Digest.blake2b64(parts: key, Array(String(place).utf8))) {
                out.append(contentsOf: $0)
            }
        }
        return Array(out.prefix(count))
    }
}
