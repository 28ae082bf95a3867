package import Storage

/// Time, chance and the disk as the engine gets them: passed in, so that a run can be repeated.
package struct Environment: Sendable {
    /// The clock of this machine, Unix milliseconds.
    package let now: @Sendable () -> Int64
    /// So many unpredictable bytes.
    package let random: @Sendable (Int) -> [UInt8]
    /// Where stores lie.
    package let disk: Disk

    package init(
        now: @escaping @Sendable () -> Int64,
        random: @escaping @Sendable (Int) -> [UInt8],
        disk: Disk = .system
    ) {
        self.now = now
        self.random = random
        self.disk = disk
    }
}
