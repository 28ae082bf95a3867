import Storage
import SyncCore

/// Pulls that found nothing new, so that the same question needs no look-up while nobody writes the store.
///
/// Most pulls are of this kind: devices ask again and again, and hear that all is as it was. Each reader keeps its
/// own, since only its connection can tell whether the store has moved since it looked.
struct IdlePulls {
    /// Beyond so many devices it begins anew, so that memory stays bounded: about 1 kB each.
    static let maximum = 10_000

    /// Everything an answer depends on beside the store and the clock.
    struct Question: Equatable {
        let device: Device
        let incarnation: RowID
        let cursor: Cursor
        let isBrief: Bool
    }

    /// An answer, and until when it holds if nothing is written.
    struct Answer {
        let head: PullHead
        let end: [UInt8]
        let durableThrough: Int64
        /// Whether one line says it all.
        let isBrief: Bool
        /// When the first of the device's scopes, or its grant, ends by itself; Unix milliseconds.
        let until: Int64

        func bytes(at now: Int64) -> [UInt8] {
            isBrief
                ? PullLine.same(hubNow: now, durableThrough: durableThrough).line
                : PullLine.head(head.asked(at: now)).line + end
        }
    }

    private var mark: StoreMark?
    private var known: [Int64: (question: Question, answer: Answer)] = [:]

    /// The answer to the same question, as long as the store has not moved and nothing has ended.
    func page(for question: Question, at mark: StoreMark, now: Int64) -> PullPage? {
        guard self.mark == mark, let found = known[question.device.number],
            found.question == question, now < found.answer.until
        else { return nil }
        return PullPage(
            bytes: found.answer.bytes(at: now),
            isComplete: true,
            isNothingNew: true,
            isRepeated: true
        )
    }

    mutating func note(_ answer: Answer, to question: Question, at mark: StoreMark) {
        if self.mark != mark || known.count >= Self.maximum { known = [:] }
        self.mark = mark
        known[question.device.number] = (question, answer)
    }
}
