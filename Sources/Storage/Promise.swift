import Synchronization

/// A result that one thread waits for and another gives.
final class Promise<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let given = Semaphore()

    func keep(_ value: Result<Value, any Error>) {
        result.withLock { $0 = value }
        given.signal()
    }

    /// Waits for the result; to be called once.
    func wait() throws -> Value {
        given.wait()
        guard let value = result.withLock({ $0 }) else {
            throw StorageError(.stopped, "The store was closed before it answered; try again.")
        }
        return try value.get()
    }
}
