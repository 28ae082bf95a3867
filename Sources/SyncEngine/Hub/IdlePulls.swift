package import SyncCore
import Synchronization

/// A page that tells nothing new, to be told again at any time until something changes.
package struct IdleAnswer: Sendable {
    let head: PullHead
    let end: [UInt8]
    let durableThrough: Int64
    /// Whether one line says it all.
    let isBrief: Bool
    /// When the first of the device's scopes, or its grant, ends by itself; Unix milliseconds.
    package let until: Int64

    /// The page as it is told at a time; hub time never goes back.
    package func bytes(at now: Int64) -> [UInt8] {
        let now = max(now, head.hubNow)
        return isBrief
            ? PullLine.same(hubNow: now, durableThrough: durableThrough).line
            : PullLine.head(head.asked(at: now)).line + end
    }
}

/// Pulls that found nothing new, so that the same question needs neither a look-up nor a thread while nobody writes.
///
/// Most pulls are of this kind: devices ask again and again, and hear that all is as it was. It reads nothing: who asks
/// says how many commits there have been, and an answer that was found after fewer is none.
package final class IdlePulls: Sendable {
    /// Beyond so many it begins anew, so that memory stays bounded: about 1 kB each.
    package static let maximum = 10_000

    /// Everything an answer depends on beside the store and the clock.
    package struct Question: Hashable, Sendable {
        private let asker: [UInt8]
        private let incarnation: RowID
        private let cursor: Cursor
        private let brief: Int?

        /// - `token`: the device's bearer token, of which only the hash is kept.
        package init(token: String, incarnation: RowID, cursor: Cursor, brief: Int?) {
            asker = Token.hash(token)
            self.incarnation = incarnation
            self.cursor = cursor
            self.brief = brief
        }
    }

    /// What was found.
    package struct Found: Sendable {
        package let device: Device
        /// The numbers of the device's scopes, by which news for it are known.
        package let scopes: Set<Int64>
        package let answer: IdleAnswer

        package init(device: Device, scopes: Set<Int64>, answer: IdleAnswer) {
            self.device = device
            self.scopes = scopes
            self.answer = answer
        }
    }

    private struct State {
        var commits = 0
        var known: [Question: Found] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// What was found for the same question after as many commits, unless something has ended by itself since.
    package func found(_ question: Question, after commits: Int, now: Int64) -> Found? {
        state.withLock { state in
            guard state.commits == commits, let found = state.known[question],
                now < found.answer.until
            else { return nil }
            return found
        }
    }

    /// Keeps what was found; `commits` was asked for before the store was read.
    package func note(_ found: Found, to question: Question, after commits: Int) {
        state.withLock { state in
            // A reader that was slow knows less than what is kept.
            guard commits >= state.commits else { return }
            if state.commits != commits || state.known.count >= Self.maximum { state.known = [:] }
            state.commits = commits
            state.known[question] = found
        }
    }
}
