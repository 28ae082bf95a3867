import Glibc

/// How far a long list has come, with its pace and the time that is left, on a terminal.
struct RowProgress {
    private let console: Console
    private let expected: Int
    private let start = Self.seconds()
    private var count = 0
    private var shown = 0.0

    /// `expected` is how many rows there may be, 0 where nobody can tell.
    init(_ context: CommandContext, expected: Int = 0) {
        console = context.console
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
        console.progress(Self.text(count, of: expected, seconds: now - start))
    }

    func end() { console.endProgress() }

    static func text(_ count: Int, of expected: Int, seconds: Double) -> String {
        guard seconds > 0 else { return "\(count) rows" }
        let pace = Double(count) / seconds
        let done = "\(count) rows, \(Int(pace)) rows/s"
        guard expected > count, pace > 0 else { return done }
        return done + ", about \(Int((Double(expected - count) / pace).rounded(.up))) s left"
    }

    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
