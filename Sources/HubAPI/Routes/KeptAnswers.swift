import SyncCore
import Synchronization

/// Public answers made a short while ago: one walks over many rows, and anybody may ask for it.
final class KeptAnswers: Sendable {
    struct Answer: Sendable {
        let tag: String
        let bytes: [UInt8]
        /// Hub time in Unix milliseconds.
        var made: Int64
    }

    /// How long one is given out without a look at the store, in milliseconds.
    static let lasts: Int64 = 10_000
    /// How many are kept; each centre has one, and only centres that exist have any.
    static let maximum = 1024

    private let kept = Mutex<[RowID?: Answer]>([:])
    /// Held while one is made, so that a hundred who ask at once are given the same.
    private let making = Mutex(())

    /// The answer for a centre, or for all; made anew only when its tag has changed.
    func answer(
        for centre: RowID?,
        at now: Int64,
        tag: () throws -> String,
        make: () throws -> [UInt8]
    ) throws -> Answer {
        if let known = fresh(centre, now) { return known }
        return try making.withLock { _ in
            if let known = fresh(centre, now) { return known }
            let tag = try tag()
            let old = kept.withLock { $0[centre] }
            let bytes = try old?.tag == tag ? old?.bytes ?? make() : make()
            let made = Answer(tag: tag, bytes: bytes, made: now)
            kept.withLock { kept in
                if kept.count >= Self.maximum { kept = [:] }
                kept[centre] = made
            }
            return made
        }
    }

    private func fresh(_ centre: RowID?, _ now: Int64) -> Answer? {
        guard let known = kept.withLock({ $0[centre] }), known.made <= now,
            now - known.made < Self.lasts
        else { return nil }
        return known
    }
}
