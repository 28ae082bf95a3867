import Foundation

/// A short queue from a thread of its own to the one that made it; whoever is ahead waits.
///
///     let belt = Belt<[Int], String, any Error> { belt in
///         for number in 1...9 where !belt.put([number]) { break }
///         return "all"
///     }
///     defer { belt.stop() }
///     while let numbers = belt.take() { print(numbers) }
///     print(try belt.end())
// Unchecked: everything is touched with the lock held alone.
final class Belt<Item: Sendable, End: Sendable, Failure: Error>: @unchecked Sendable {
    private let condition = NSCondition()
    private var items: [Item] = []
    private var result: Result<End, Failure>?
    private var isStopped = false
    /// So many wait at most.
    private let most: Int

    /// Starts the thread; what `fill` returns or throws is told by `end`.
    init(
        most: Int = 8,
        _ fill: @escaping @Sendable (Belt) throws(Failure) -> End
    ) {
        self.most = most
        let thread = Thread { [self] in
            let result: Result<End, Failure>
            do throws(Failure) { result = .success(try fill(self)) } catch {
                result = .failure(error)
            }
            finish(result)
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// Waits while the queue is full; false where nobody takes any more, and the thread should end.
    func put(_ item: Item) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while items.count >= most, !isStopped { condition.wait() }
        guard !isStopped else { return false }
        items.append(item)
        condition.broadcast()
        return true
    }

    /// The next one, in order; nil at the end.
    func take() -> Item? {
        condition.lock()
        defer { condition.unlock() }
        while items.isEmpty, result == nil { condition.wait() }
        guard !items.isEmpty else { return nil }
        condition.broadcast()
        return items.removeFirst()
    }

    /// How it ended; call it when `take` has given nil.
    func end() throws(Failure) -> End {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let result { return try result.get() }
            condition.wait()
        }
    }

    /// Has the thread end, and waits for it.
    func stop() {
        condition.lock()
        defer { condition.unlock() }
        isStopped = true
        items.removeAll()
        condition.broadcast()
        while result == nil { condition.wait() }
    }

    private func finish(_ result: Result<End, Failure>) {
        condition.lock()
        defer { condition.unlock() }
        self.result = result
        condition.broadcast()
    }
}
