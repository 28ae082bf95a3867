import Glibc

/// The files of the machine.
struct SystemFiles: PlainFiles {
    func kind(_ path: String) -> FileKind? {
        var about = stat()
        guard lstat(path, &about) == 0 else { return nil }
        return about.st_mode & S_IFMT == S_IFREG ? .file : .other
    }

    func isSame(_ path: String, _ other: String) -> Bool {
        var (left, right) = (stat(), stat())
        guard stat(path, &left) == 0, stat(other, &right) == 0 else { return false }
        return left.st_dev == right.st_dev && left.st_ino == right.st_ino
    }

    func read(_ path: String, limit: Int) throws(StorageError) -> [UInt8]? {
        guard kind(path) != nil else { return nil }
        var bytes: [UInt8] = []
        try with(path, O_RDONLY) { descriptor throws(StorageError) in
            let size = try Self.size(descriptor)
            guard size <= limit else { throw Self.notOurs(path) }
            bytes = [UInt8](repeating: 0, count: size)
            try Self.fill(&bytes, from: descriptor)
        }
        return bytes
    }

    func create(_ path: String, _ bytes: [UInt8]) throws(StorageError) {
        try with(path, O_WRONLY | O_CREAT | O_TRUNC) { descriptor throws(StorageError) in
            try Self.put(bytes, descriptor, at: 0)
            try Self.flush(descriptor)
        }
    }

    func write(_ bytes: [UInt8], to path: String, at place: Int) throws(StorageError) {
        try with(path, O_WRONLY) { descriptor throws(StorageError) in
            guard try Self.size(descriptor) >= place else {
                throw StorageError(.io, "A file was cut by somebody; start the program again.")
            }
            try Self.put(bytes, descriptor, at: place)
            guard ftruncate(descriptor, off_t(place + bytes.count)) == 0 else {
                throw StorageError(errno: errno, doing: "end a file")
            }
            try Self.flush(descriptor)
        }
    }

    func flush(_ path: String) throws(StorageError) { try with(path, O_RDWR, Self.flush) }

    func rename(_ path: String, to name: String) throws(StorageError) {
        guard Glibc.rename(path, name) == 0 else {
            throw StorageError(errno: errno, doing: "give a file its name")
        }
        // Without this the name can be lost with the power.
        let folder = name.lastIndex(of: "/").map { String(name[...$0]) } ?? "."
        try with(folder, O_RDONLY | O_DIRECTORY, Self.flush)
    }

    func remove(_ path: String) { unlink(path) }

    private func with(
        _ path: String,
        _ flags: Int32,
        _ body: (Int32) throws(StorageError) -> Void
    ) throws(StorageError) {
        let descriptor = open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageError(errno: errno, doing: "open a file") }
        defer { close(descriptor) }
        try body(descriptor)
    }

    /// The length in bytes; beyond all limits for what is no regular file.
    private static func size(_ descriptor: Int32) throws(StorageError) -> Int {
        var about = stat()
        guard fstat(descriptor, &about) == 0 else {
            throw StorageError(errno: errno, doing: "look at a file")
        }
        return about.st_mode & S_IFMT == S_IFREG ? Int(about.st_size) : .max
    }

    private static func notOurs(_ path: String) -> StorageError {
        let name = path.split(separator: "/").last ?? ""
        return StorageError(.io, "What lies at \(name) is none of our files; move it.")
    }

    private static func fill(
        _ bytes: inout [UInt8],
        from descriptor: Int32
    ) throws(StorageError) {
        var place = 0
        while place < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: place), $0.count - place, place)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw StorageError(errno: errno, doing: "read a file") }
            guard count > 0 else { break }
            place += count
        }
        bytes.removeLast(bytes.count - place)
    }

    private static func put(
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
            guard count > 0 else { throw StorageError(errno: errno, doing: "write a file") }
            done += count
        }
    }

    private static func flush(_ descriptor: Int32) throws(StorageError) {
        guard fsync(descriptor) == 0 else {
            throw StorageError(errno: errno, doing: "flush a file")
        }
    }
}
