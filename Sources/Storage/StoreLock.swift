import Glibc
import Synchronization

/// The right to write one store, held by at most one process at a time.
///
/// It is an exclusive `flock` on FILE.lock, so the kernel lets it go when the process ends, however it
/// ends. The file stays: removing it would let two processes hold locks on two files of one name.
/// The process number in it only serves the message. Network file systems may not keep the promise.
package final class StoreLock: Sendable {
    /// Nil once the lock was let go.
    private let descriptor: Mutex<Int32?>

    /// Takes the lock of the store at `path`, or throws `store.locked` at once.
    package init(storePath path: String) throws(StorageError) {
        let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageError(errno: errno, doing: "open the lock file") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            defer { close(descriptor) }
            throw reason == EWOULDBLOCK
                ? Self.held(by: Self.holder(descriptor))
                : StorageError(errno: reason, doing: "lock the store")
        }
        self.descriptor = Mutex(descriptor)
        Self.note(getpid(), in: descriptor)
    }

    deinit { release() }

    /// Lets the lock go, once; whoever calls it writes the store no more.
    package func release() {
        descriptor.withLock { held in
            guard let descriptor = held else { return }
            held = nil
            // Closing alone would wait for copies of the descriptor, such as that of a child process
            // which has been forked and not yet started.
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
    }

    private static func held(by holder: String) -> StorageError {
        StorageError(
            .locked,
            "The store is open for writing in another process\(holder); stop that one first, "
                + "or let it do the work."
        )
    }

    private static func note(_ process: pid_t, in descriptor: Int32) {
        let text = Array("\(process)\n".utf8)
        ftruncate(descriptor, 0)
        // The number is a courtesy to the reader of the message, so a failure here is no failure.
        _ = pwrite(descriptor, text, text.count, 0)
    }

    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = max(pread(descriptor, &bytes, bytes.count, 0), 0)
        guard let line = bytes.prefix(count).split(separator: 10).first else { return "" }
        return Int(String(decoding: line, as: UTF8.self)).map { " (number \($0))" } ?? ""
    }
}
