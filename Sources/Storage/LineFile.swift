import Glibc

/// A file of lines that only grows; what was added is on the disk before the call returns.
///
/// For what must outlive a store, and be there when an older copy of the store is put in its place.
/// Whoever adds says at which byte, so that the torn end of a write that was cut is written over.
package struct LineFile: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    /// A file larger than this is none of ours.
    package static let maximumBytes = 256 << 20

    /// All bytes, or nil when there is no such file.
    package func read() throws(StorageError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw StorageError(errno: errno, doing: "open the ledger")
        }
        defer { close(descriptor) }
        var about = stat()
        guard fstat(descriptor, &about) == 0, about.st_mode & S_IFMT == S_IFREG,
            about.st_size <= Self.maximumBytes
        else { throw StorageError(.io, "What lies in the ledger's place is no ledger; move it.") }
        var bytes = [UInt8](repeating: 0, count: Int(about.st_size))
        var place = 0
        while place < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: place), $0.count - place, place)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw StorageError(errno: errno, doing: "read the ledger") }
            guard count > 0 else { break }
            place += count
        }
        return Array(bytes.prefix(place))
    }

    /// Writes `bytes` at byte `place`, ends the file after them, and waits until they are on the disk.
    ///
    /// The file is there already; `create` makes one.
    package func write(_ bytes: [UInt8], at place: Int) throws(StorageError) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError(errno: errno, doing: "open the ledger") }
        defer { close(descriptor) }
        var about = stat()
        guard fstat(descriptor, &about) == 0, about.st_size >= place else {
            throw StorageError(.io, "The ledger was cut by somebody; start the hub again.")
        }
        try put(bytes, descriptor, at: place)
        guard ftruncate(descriptor, place + bytes.count) == 0, fsync(descriptor) == 0 else {
            throw StorageError(errno: errno, doing: "flush the ledger")
        }
    }

    /// Makes the file with these bytes, readable by its owner alone; one of that name is replaced whole.
    package func create(_ bytes: [UInt8]) throws(StorageError) {
        let draft = path + ".partial"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageError(errno: errno, doing: "make the ledger") }
        do throws(StorageError) {
            defer { close(descriptor) }
            try put(bytes, descriptor, at: 0)
            guard fsync(descriptor) == 0, rename(draft, path) == 0 else {
                throw StorageError(errno: errno, doing: "make the ledger")
            }
        } catch {
            unlink(draft)
            throw error
        }
        try flushFolder(of: path)
    }

    private func put(
        _ bytes: [UInt8],
        _ descriptor: Int32,
        at start: Int
    ) throws(StorageError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(
                    descriptor,
                    $0.baseAddress?.advanced(by: done),
                    $0.count - done,
                    start + done
                )
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw StorageError(errno: errno, doing: "write the ledger") }
            done += count
        }
    }
}
