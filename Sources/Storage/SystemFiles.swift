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

    func size(_ path: String) throws(StorageError) -> Int? {
        var about = stat()
        if stat(path, &about) == 0 { return Int(about.st_size) }
        guard errno == ENOENT else { throw StorageError(errno: errno, doing: "look at a file") }
        return nil
    }

    func read(_ path: String) throws(StorageError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw StorageError(errno: errno, doing: "open a file") }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &part, part.count)
            guard count >= 0 else { throw StorageError(errno: errno, doing: "read a file") }
            guard count > 0 else { return content }
            content += part[..<count]
        }
    }

    func append(_ bytes: [UInt8], to path: String) throws(StorageError) {
        let isNew = access(path, F_OK) != 0
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC
        try with(path, flags) { descriptor throws(StorageError) in
            try Self.write(bytes[...], to: descriptor)
            try Self.flush(descriptor)
        }
        // Without this a new file can be lost with its name, flushed or not.
        if isNew { try flushFolder(of: path) }
    }

    func cut(_ path: String, to length: Int) throws(StorageError) {
        try with(path, O_WRONLY | O_CLOEXEC) { descriptor throws(StorageError) in
            guard ftruncate(descriptor, off_t(length)) == 0 else {
                throw StorageError(errno: errno, doing: "shorten a file")
            }
            try Self.flush(descriptor)
        }
    }

    func flush(_ path: String) throws(StorageError) {
        try with(path, O_RDWR | O_CLOEXEC, Self.flush)
    }

    func rename(_ path: String, to name: String) throws(StorageError) {
        guard Glibc.rename(path, name) == 0 else {
            throw StorageError(errno: errno, doing: "give a file its name")
        }
        try flushFolder(of: name)
    }

    func remove(_ path: String) { unlink(path) }

    private func flushFolder(of path: String) throws(StorageError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        try with(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, Self.flush)
    }

    private func with(
        _ path: String,
        _ flags: Int32,
        _ body: (Int32) throws(StorageError) -> Void
    ) throws(StorageError) {
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw StorageError(errno: errno, doing: "open a file") }
        defer { close(descriptor) }
        try body(descriptor)
    }

    private static func write(
        _ bytes: ArraySlice<UInt8>,
        to descriptor: Int32
    ) throws(StorageError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else {
                throw StorageError(errno: errno, doing: "write a file")
            }
            rest = rest.dropFirst(max(count, 0))
        }
    }

    private static func flush(_ descriptor: Int32) throws(StorageError) {
        guard fsync(descriptor) == 0 else {
            throw StorageError(errno: errno, doing: "flush a file")
        }
    }
}
