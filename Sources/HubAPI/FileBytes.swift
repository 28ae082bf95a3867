import Glibc

/// Small files, whole.
enum FileBytes {
    /// The bytes of a file no longer than `limit`; nil when it cannot be read or is longer.
    static func read(_ path: String, limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count <= limit {
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress?.advanced(by: count), limit + 1 - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { return nil }
            if got == 0 { return Array(bytes[..<count]) }
            count += got
        }
        return nil
    }

    /// Puts a file in place in one step, so that a reader sees the old one or the new one, whole.
    static func replace(_ path: String, with bytes: [UInt8], mode: mode_t) -> Bool {
        let partial = "\(path).\(getpid()).partial"
        unlink(partial)
        // Made with its rights, so that at no moment another account can open it.
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { return false }
        let isWritten = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
        guard isWritten == bytes.count, rename(partial, path) == 0 else {
            unlink(partial)
            return false
        }
        return true
    }
}
