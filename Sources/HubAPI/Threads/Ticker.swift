import Synchronization

/// A thread that does something at once and then again and again.
final class Ticker: Sendable {
    private let bell = CountingBell()
    private let thread = Mutex<OwnThread?>(nil)

    /// Starts; false when the system has no thread left.
    func start(everySeconds seconds: Int, _ work: @escaping @Sendable () -> Void) -> Bool {
        let bell = self.bell
        let started = OwnThread {
            repeat { work() } while !bell.wait(seconds: max(1, seconds))
        }
        thread.withLock { $0 = started }
        return started != nil
    }

    /// Waits for the running round and ends the thread.
    func stop() {
        guard let running = thread.withLock({ $0.take() }) else { return }
        bell.ring()
        running.join()
    }
}
