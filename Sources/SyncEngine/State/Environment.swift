/// Time and chance as the engine gets them: passed in, so that a run can be repeated.
package struct Environment: Sendable {
    /// The clock of this machine, Unix milliseconds.
    package let now: @Sendable () -> Int64
    /// So many unpredictable bytes.
    package let random: @Sendable (Int) -> [UInt8]

    package init(
        now: @escaping @Sendable () -> Int64,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.now = now
        self.random = random
    }
}
