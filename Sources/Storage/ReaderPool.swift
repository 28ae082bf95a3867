import Synchronization

/// A few read-only connections, each lent to one reader at a time.
///
///     let readers = try ReaderPool(count: 4) { try Connection(path: path, mode: .readOnly) }
///     let count = try readers.read { store in try store.first("SELECT …") { $0.int(0) } }
package final class ReaderPool<Context>: Sendable {
    // Unchecked: a slot is in the pool or with the one reader that took it out, never with two threads,
    // and the semaphore orders one reader's last use before the next one's first. SQLite allows a
    // NOMUTEX connection to change threads so. https://www.sqlite.org/threadsafe.html
    private struct Slot: @unchecked Sendable {
        let context: Context
    }

    private let count: Int
    private let waitMilliseconds: Int
    private let idle: Mutex<[Slot]>
    private let free: Semaphore
    private let isClosed = Mutex(false)

    /// Opens all connections.
    ///
    /// - Parameters:
    ///   - waitMilliseconds: How long a reader waits for its turn before `store.busy`.
    ///   - make: Called once for each; what it gives must share nothing with the others.
    package init(
        count: Int,
        waitMilliseconds: Int = 10_000,
        make: () throws -> Context
    ) throws {
        precondition(count > 0, "a pool has at least one connection")
        var slots: [Slot] = []
        for _ in 0..<count { slots.append(Slot(context: try make())) }
        self.count = count
        self.waitMilliseconds = waitMilliseconds
        self.idle = Mutex(slots)
        self.free = Semaphore(count)
    }

    /// Lends one connection to the body, which keeps nothing of it.
    ///
    /// A body must not ask the pool again: with every connection lent to such bodies, all would wait.
    ///
    /// - Throws: `store.busy` when none came free in time, `store.stopped` after `close`.
    package func read<R: Sendable>(_ body: (Context) throws -> R) throws -> R {
        guard free.wait(milliseconds: waitMilliseconds) else {
            throw StorageError(.busy, "Too many reads are running; try again in a moment.")
        }
        guard let slot = idle.withLock({ $0.popLast() }) else {
            free.signal()
            throw StorageError(.stopped, "The store was closed; start the program again.")
        }
        defer {
            idle.withLock { $0.append(slot) }
            free.signal()
        }
        return try body(slot.context)
    }

    /// Waits for the running reads and closes the connections; later reads fail.
    package func close() {
        isClosed.withLock { isClosed in
            guard !isClosed else { return }
            isClosed = true
            for _ in 0..<count {
                free.wait()
                _ = idle.withLock { $0.popLast() }
            }
            // Whoever comes now finds no slot and hears so, rather than waiting for the time to run out.
            free.signal()
        }
    }
}
