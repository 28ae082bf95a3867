import Glibc

/// A thread of our own, for work that waits for the disk.
struct OwnThread: Sendable {
    private let handle: pthread_t

    /// Starts the body at once; nil when the system has no thread left.
    init?(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Body(run: body))
        var handle = pthread_t()
        guard pthread_create(&handle, nil, threadMain, box.toOpaque()) == 0 else {
            box.release()
            return nil
        }
        self.handle = handle
    }

    /// Waits for the body to return; to be called once.
    func join() { pthread_join(handle, nil) }
}

private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }
}

// A global function: a closure literal would inherit the isolation of whoever wrote it.
private func threadMain(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
    return nil
}
