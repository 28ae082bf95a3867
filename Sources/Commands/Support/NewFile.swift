import Glibc

/// Files that a command makes.
enum NewFile {
    /// Writes a file that is not there yet.
    ///
    /// Throws `file.exists`, and `file.unwritable` when it cannot be made or the disk is full; half a file is
    /// taken away again.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            guard errno != EEXIST else {
                throw Failure("file.exists", "There is a file of that name; choose another.")
            }
            throw unwritable
        }
        let isWritten = writeAll(bytes, to: descriptor)
        guard close(descriptor) == 0, isWritten else {
            unlink(path)
            throw unwritable
        }
    }

    private static let unwritable = Failure(
        "file.unwritable",
        "The file cannot be written; check its folder and the space on the disk.",
        exit: .unreadable
    )

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            rest = rest.dropFirst(written)
        }
        return fsync(descriptor) == 0
    }
}
