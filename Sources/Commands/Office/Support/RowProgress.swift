import Coordination
import Glibc

/// How far a long list has come, with its pace and the time that is left, on a terminal.
struct RowProgress {
    private let console: Console
    private let words: RosterWords
    private let expected: Int
    private let start = Self.seconds()
    private var count = 0
    private var shown = 0.0

    /// `expected` is how many rows there may be, 0 where nobody can tell.
    init(_ context: CommandContext, expected: Int = 0) {
        console = context.console
        words = RosterWords(context.language)
        self.expected = expected
    }

    mutating func step() {
        count += 1
        if count % 1000 == 0 { tell() }
    }

    /// So many rows in all have been dealt with.
    mutating func reach(_ count: Int) {
        self.count = count
        tell()
    }

    private mutating func tell() {
        guard console.isTerminal else { return }
        let now = Self.seconds()
        guard now - shown >= 0.2 else { return }
        shown = now
        console.progress(Self.text(count, of: expected, seconds: now - start, words))
    }

    func end() { console.endProgress() }

    static func text(
        _ count: Int,
        of expected: Int,
        seconds: Double,
        _ words: RosterWords = RosterWords(.en)
    ) -> String {
        guard seconds > 0 else { return words.rows(count) }
        let pace = Double(count) / seconds
        let done = words.rows(count) + ", \(Int(pace)) " + words.say("rader/s", "rader/s", "rows/s")
        guard expected > count, pace > 0 else { return done }
        let left = Int((Double(expected - count) / pace).rounded(.up))
        return done
            + words.say(
                ", om lag \(left) s igjen",
                ", om lag \(left) s att",
                ", about \(left) s left"
            )
    }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
